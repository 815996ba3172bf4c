import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { resolution } from '../constraints.ts';
import { columnList, readName, readsOf, tableName } from '../names.ts';

type Insert = Operation<'InsertRows'>;
type Source = Insert['source'];

export function insert(cursor: TokenCursor, place: StatementPlace): readonly Operation[] {
  const said = cursor.accept('OR') ? resolution(cursor) : undefined;
  return [readInsert(cursor, place, said === 'ignore' || said === 'replace' ? said : undefined)];
}

export function replace(cursor: TokenCursor, place: StatementPlace): readonly Operation[] {
  return [readInsert(cursor, place, 'replace')];
}

function readInsert(cursor: TokenCursor, place: StatementPlace, said: Insert['conflict']): Insert {
  cursor.expect('INTO');
  const table = tableName(cursor);
  if (cursor.accept('AS')) readName(cursor, 'an alias');
  const columns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  const source = readSource(cursor, place);
  const conflict = readUpsert(cursor) ?? said;
  if (cursor.accept('RETURNING')) cursor.rest();
  const stated = conflict === undefined ? {} : { conflict };
  return { kind: 'InsertRows', span: place.span, table, columns, source, ...stated };
}

function readSource(cursor: TokenCursor, place: StatementPlace): Source {
  if (cursor.accept('DEFAULT', 'VALUES')) return { kind: 'values', rows: [[]] };
  const start = cursor.index;
  if (cursor.accept('VALUES')) {
    const rows = cursor.list(() => cursor.parenthesised(() => cursor.list(() => readValue(cursor))));
    if (isAtEnd(cursor)) return { kind: 'values', rows };
    cursor.index = start;
  } else if (!cursor.isAt('SELECT') && !cursor.isAt('WITH')) return cursor.fail('VALUES, DEFAULT VALUES or a query');
  const range = cursor.skipUntil(() => isAtEnd(cursor));
  return { kind: 'query', ...queryWithPrefix(cursor, place, range) };
}

/** A query; a WITH clause before INSERT is part of it. */
function queryWithPrefix(
  cursor: TokenCursor,
  place: StatementPlace,
  range: TokenRange,
): { readonly query: string; readonly reads: Insert['table'][] } {
  const prefix = cursor.within(place.range);
  const clause = prefix.isAt('WITH') ? prefix.skipUntil(() => startsInsert.has(prefix.peekWord())) : undefined;
  const query = clause === undefined ? cursor.text(range) : `${cursor.text(clause)} ${cursor.text(range)}`;
  return { query, reads: [...readsOf(cursor.lexed, clause === undefined ? range : { ...clause, to: range.to })] };
}

const startsInsert: ReadonlySet<string> = new Set(['INSERT', 'REPLACE']);

function isAtEnd(cursor: TokenCursor): boolean {
  return cursor.done || cursor.isAt('ON', 'CONFLICT') || cursor.isAt('RETURNING');
}

function readValue(cursor: TokenCursor): string {
  const range = cursor.skipUntil(() => cursor.isAtOperator(','));
  return range.from === range.to ? cursor.fail('a value') : cursor.text(range);
}

/** Any number of ON CONFLICT clauses: one that updates counts most. */
function readUpsert(cursor: TokenCursor): Insert['conflict'] {
  let conflict: Insert['conflict'];
  while (cursor.accept('ON', 'CONFLICT')) {
    if (cursor.isAtOperator('(')) cursor.balanced();
    if (cursor.accept('WHERE')) cursor.skipUntil(() => cursor.isAt('DO'));
    cursor.expect('DO');
    if (cursor.accept('NOTHING')) conflict ??= 'ignore';
    else {
      cursor.expect('UPDATE', 'SET');
      cursor.skipUntil(() => isAtEnd(cursor));
      conflict = 'update';
    }
  }
  return conflict;
}
