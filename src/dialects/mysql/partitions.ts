import type { Attributes } from '../../model/table.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import { lexMysql } from './lexicon.ts';

/** A PARTITION BY clause in its parts: how rows are spread, and over which partitions, by name or by number. */
interface Partitioning {
  readonly method: string;
  readonly partitions: readonly Partition[] | number;
}

interface Partition {
  readonly name: string;
  /** The whole definition, name included. */
  readonly definition: string;
}

/**
 * The PARTITION BY clause of a table after what ALTER TABLE was told to do, `undefined` when it has none.
 * https://dev.mysql.com/doc/refman/8.4/en/alter-table-partition-operations.html
 */
export function partitioningAfter(clause: string | undefined, execution: Attributes): string | undefined {
  if (execution['partition-by'] !== undefined) return execution['partition-by'];
  if (clause === undefined || execution['partitioning'] === 'remove') return undefined;
  const before = readClause(clause);
  const after = Object.entries(execution).reduce((soFar, [action, text]) => changed(soFar, action, text), before);
  return after === before ? clause : written(after);
}

/** The method of a clause and the names or number of its partitions, which is what ALTER TABLE can change. */
export function partitionNames(clause: string): {
  readonly method: string;
  readonly names: readonly string[] | number;
} {
  const { method, partitions } = readClause(clause);
  return { method, names: typeof partitions === 'number' ? partitions : partitions.map(({ name }) => name) };
}

function readClause(clause: string): Partitioning {
  const cursor = open(clause);
  const method = cursor.text(cursor.skipUntil(() => isAtPartitions(cursor)));
  if (cursor.accept('PARTITIONS')) {
    const number = Number(cursor.peekText());
    cursor.index++;
    const more = cursor.text(cursor.skipUntil(() => isAtDefinitions(cursor)));
    const spread = [method, more].filter((part) => part !== '').join(' ');
    return { method: spread, partitions: isAtDefinitions(cursor) ? readDefinitions(cursor) : number };
  }
  return { method, partitions: isAtDefinitions(cursor) ? readDefinitions(cursor) : 1 };
}

function open(text: string): TokenCursor {
  const lexed = lexMysql(text);
  return new TokenCursor(lexed, { from: 0, to: lexed.tokens.length });
}

function isAtPartitions(cursor: TokenCursor): boolean {
  return cursor.isAt('PARTITIONS') || isAtDefinitions(cursor);
}

function isAtDefinitions(cursor: TokenCursor): boolean {
  return cursor.isAtOperator('(') && cursor.peekWord(1) === 'PARTITION';
}

function readDefinitions(cursor: TokenCursor): readonly Partition[] {
  const list = cursor.within(cursor.balanced());
  return list.list(() => {
    const from = list.index;
    list.accept('PARTITION');
    const name = list.isName() ? list.name("a partition's name") : '';
    list.skipUntil(() => list.isAtOperator(','));
    return { name, definition: list.text({ from, to: list.index }) };
  });
}

function changed(before: Partitioning, action: string, text: string): Partitioning {
  const { partitions } = before;
  const cursor = open(text);
  if (!cursor.accept('NO_WRITE_TO_BINLOG')) cursor.accept('LOCAL');
  switch (action) {
    case 'add-partition': {
      cursor.accept('IF', 'NOT', 'EXISTS');
      if (cursor.accept('PARTITIONS')) return withCount(before, Number(cursor.peekText()));
      if (typeof partitions === 'number' || !isAtDefinitions(cursor)) return before;
      const added = readDefinitions(cursor).filter(({ name }) => !partitions.some((one) => isSame(one.name, name)));
      return { ...before, partitions: [...partitions, ...added] };
    }
    case 'coalesce-partition':
      return withCount(before, -Number(cursor.peekText()));
    case 'drop-partition':
      cursor.accept('IF', 'EXISTS');
      return withPartitions(before, readNames(cursor), []);
    case 'reorganize-partition': {
      const names = readNames(cursor);
      return cursor.accept('INTO') && isAtDefinitions(cursor)
        ? withPartitions(before, names, readDefinitions(cursor))
        : before;
    }
    default:
      return before;
  }
}

function readNames(cursor: TokenCursor): readonly string[] {
  return cursor.isName() && !cursor.isAt('INTO') ? cursor.list(() => cursor.name("a partition's name")) : [];
}

function withCount(before: Partitioning, more: number): Partitioning {
  const { partitions } = before;
  return typeof partitions === 'number' ? { ...before, partitions: partitions + more } : before;
}

/** The first of the named partitions is replaced by the new ones, the others are gone. */
function withPartitions(before: Partitioning, names: readonly string[], news: readonly Partition[]): Partitioning {
  const { partitions } = before;
  if (typeof partitions === 'number') return before;
  const isNamed = ({ name }: Partition): boolean => names.some((one) => isSame(one, name));
  const at = partitions.findIndex(isNamed);
  if (at === -1) return before;
  const left = partitions.slice(at).filter((partition) => !isNamed(partition));
  return { ...before, partitions: [...partitions.slice(0, at), ...news, ...left] };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function written({ method, partitions }: Partitioning): string {
  return typeof partitions === 'number'
    ? `${method} PARTITIONS ${partitions}`
    : `${method} (${partitions.map(({ definition }) => definition).join(', ')})`;
}
