import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementContext } from '../statement.ts';
import { columnName, readsOf, tableName } from '../statement.ts';

type Insert = Operation<'InsertRows'>;
type Source = Insert['source'];

const priorities: ReadonlySet<string> = new Set(['LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED']);

export function insert(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  cursor.acceptOneOf(priorities);
  const conflict = cursor.accept('IGNORE') ? 'ignore' : undefined;
  return [readInsert(cursor, context, conflict)];
}

export function replace(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  cursor.acceptOneOf(priorities);
  return [readInsert(cursor, context, 'replace')];
}

function readInsert(cursor: TokenCursor, { span }: StatementContext, said: Insert['conflict']): Insert {
  cursor.accept('INTO');
  const table = tableName(cursor);
  if (cursor.accept('PARTITION')) cursor.balanced();
  const { columns, source } = cursor.accept('SET') ? readAssigned(cursor) : readRowsOrQuery(cursor);
  if (cursor.accept('AS')) {
    cursor.name('an alias for the new rows');
    if (cursor.isAtOperator('(')) cursor.balanced();
  }
  let conflict = said;
  if (cursor.accept('ON')) {
    cursor.expect('DUPLICATE', 'KEY', 'UPDATE');
    cursor.rest();
    conflict = 'update';
  } else if (cursor.accept('RETURNING')) cursor.rest();
  return { kind: 'InsertRows', span, table, columns, source, ...(conflict === undefined ? {} : { conflict }) };
}

interface Rows {
  readonly columns: readonly string[];
  readonly source: Source;
}

const startsQuery: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'TABLE']);

function readRowsOrQuery(cursor: TokenCursor): Rows {
  const queryInParentheses = cursor.isAtOperator('(') && startsQuery.has(cursor.peekWord(1));
  const columns = cursor.isAtOperator('(') && !queryInParentheses ? readColumns(cursor) : [];
  if (cursor.accept('VALUES') || cursor.accept('VALUE')) {
    const rows = cursor.list(() => {
      cursor.accept('ROW');
      return readRow(cursor);
    });
    return { columns, source: { kind: 'values', rows } };
  }
  if (!startsQuery.has(cursor.peekWord()) && !cursor.isAtOperator('(')) return cursor.fail('VALUES, SET or a query');
  const range = cursor.skipUntil(() => cursor.isAt('ON', 'DUPLICATE') || cursor.isAt('RETURNING'));
  return { columns, source: { kind: 'query', query: cursor.text(range), reads: readsOf(cursor.lexed, range) } };
}

function readColumns(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() => (cursor.isAtOperator(')') ? [] : cursor.list(() => readColumn(cursor))));
}

/** A column, perhaps with its table's name, which says nothing new here. */
function readColumn(cursor: TokenCursor): string {
  return cursor.nameParts("a column's name").at(-1) ?? columnName(cursor);
}

function readRow(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() => (cursor.isAtOperator(')') ? [] : cursor.list(() => readValueText(cursor))));
}

function readValueText(cursor: TokenCursor): string {
  const range = cursor.skipUntil(() => cursor.isAtOperator(','));
  if (range.from === range.to) return cursor.fail('a value');
  return cursor.text(range);
}

/** `a = 1, b = 2` after SET. */
function readAssigned(cursor: TokenCursor): Rows {
  const assigned = cursor.list(() => {
    const column = readColumn(cursor);
    if (!cursor.acceptOperator(':=')) cursor.expectOperator('=');
    const range = cursor.skipUntil(
      () => cursor.isAtOperator(',') || cursor.isAt('ON', 'DUPLICATE') || cursor.isAt('AS'),
    );
    return { column, value: cursor.text(range) };
  });
  const rows = [assigned.map(({ value }) => value)];
  return { columns: assigned.map(({ column }) => column), source: { kind: 'values', rows } };
}

/** LOAD DATA and LOAD XML: the rows come from a file. */
export function load(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  if (!cursor.accept('XML')) cursor.expect('DATA');
  const before = cursor.skipUntil(() => cursor.isAt('INTO', 'TABLE'));
  cursor.expect('INTO', 'TABLE');
  const table = tableName(cursor);
  cursor.rest();
  const words = cursor.text(before).toUpperCase();
  const ignore = words.endsWith(' IGNORE') ? 'ignore' : undefined;
  const conflict = words.endsWith(' REPLACE') ? 'replace' : ignore;
  const source = { kind: 'stream' } as const;
  return [{ kind: 'InsertRows', span, table, columns: [], source, ...(conflict === undefined ? {} : { conflict }) }];
}
