import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { readsOf, tableName } from '../statement.ts';

/** The tables that a multi-table UPDATE or DELETE joins. */
export interface TableReferences {
  readonly tables: readonly { readonly name: QualifiedName; readonly alias?: string }[];
  /** What the inner joins ask of the rows. */
  readonly conditions: readonly string[];
  /** Tables that derived tables read. */
  readonly reads: readonly QualifiedName[];
}

const joinWords: ReadonlySet<string> = new Set([
  ...['JOIN', 'INNER', 'CROSS', 'LEFT', 'RIGHT', 'NATURAL', 'OUTER', 'STRAIGHT_JOIN'],
]);

const endsReferences: ReadonlySet<string> = new Set(['SET', 'WHERE', 'ORDER', 'LIMIT', 'RETURNING', 'USING']);
const indexHints: ReadonlySet<string> = new Set(['USE', 'FORCE', 'IGNORE']);

export function readTableReferences(cursor: TokenCursor): TableReferences {
  const tables: { name: QualifiedName; alias?: string }[] = [];
  const conditions: string[] = [];
  const reads: QualifiedName[] = [];
  let outer = false;
  do {
    if (cursor.isAtOperator('(')) {
      const inside = cursor.balanced();
      if (cursor.within(inside).isAt('SELECT') || cursor.within(inside).isAt('WITH')) {
        reads.push(...readsOf(cursor.lexed, inside));
        readAlias(cursor);
      } else {
        const nested = readTableReferences(cursor.within(inside));
        tables.push(...nested.tables);
        reads.push(...nested.reads);
        if (!outer) conditions.push(...nested.conditions);
      }
    } else {
      const name = tableName(cursor);
      // `t.*`, as DELETE may name its tables.
      if (cursor.acceptOperator('.')) cursor.expectOperator('*');
      if (cursor.accept('PARTITION')) cursor.balanced();
      const alias = readAlias(cursor);
      tables.push(alias === undefined ? { name } : { name, alias });
      skipIndexHints(cursor);
    }
    const condition = readCondition(cursor);
    if (condition !== undefined && !outer) conditions.push(cursor.text(condition));
    const joined = acceptJoin(cursor);
    outer = joined === 'outer';
    if (joined === undefined) break;
  } while (!cursor.done);
  return { tables, conditions, reads };
}

/** The table that a name in front of a column, or in DELETE's list, stands for. */
export function resolve({ tables }: TableReferences, name: QualifiedName): QualifiedName {
  const wanted = displayName(name).toLowerCase();
  const byAlias = tables.find(({ alias }) => alias?.toLowerCase() === wanted);
  const byName = tables.find((table) => displayName(table.name).toLowerCase() === wanted);
  const byLastPart = tables.find((table) => table.name.name.toLowerCase() === name.name.toLowerCase());
  return (byAlias ?? byName ?? byLastPart)?.name ?? name;
}

function readAlias(cursor: TokenCursor): string | undefined {
  const said = cursor.accept('AS');
  const word = cursor.peekWord();
  const ends =
    joinWords.has(word) || endsReferences.has(word) || indexHints.has(word) || word === 'ON' || word === 'FROM';
  return said || (cursor.isName() && !ends) ? cursor.name('an alias') : undefined;
}

function skipIndexHints(cursor: TokenCursor): void {
  while (cursor.acceptOneOf(indexHints) !== undefined) {
    cursor.skipUntil(() => cursor.isAtOperator('('));
    cursor.balanced();
    cursor.acceptOperator(',');
  }
}

function readCondition(cursor: TokenCursor): TokenRange | undefined {
  // Without a parenthesis it is DELETE's own USING.
  if (cursor.isAt('USING') && cursor.isAtOperator('(', 1)) {
    cursor.take();
    cursor.balanced();
    return undefined;
  }
  if (!cursor.accept('ON')) return undefined;
  return cursor.skipUntil(() => {
    const word = cursor.peekWord();
    if (cursor.isAtOperator(',') || endsReferences.has(word)) return true;
    return joinWords.has(word) && !cursor.isAtOperator('(', 1);
  });
}

function acceptJoin(cursor: TokenCursor): 'inner' | 'outer' | undefined {
  if (cursor.acceptOperator(',') || cursor.accept('STRAIGHT_JOIN')) return 'inner';
  let outer = false;
  let any = false;
  for (let word = cursor.peekWord(); joinWords.has(word); word = cursor.peekWord()) {
    cursor.take();
    any = true;
    if (word === 'LEFT' || word === 'RIGHT') outer = true;
    if (word === 'JOIN') return outer ? 'outer' : 'inner';
  }
  return any ? cursor.fail('JOIN') : undefined;
}
