import type { QualifiedName } from '../../../model/names.ts';
import { sameName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Assignment } from '../../../model/operations/data.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { resolution } from '../constraints.ts';
import { expressionOf } from '../expressions.ts';
import { columnList, columnName, readName, readsOf, tableName } from '../names.ts';
import { sqliteTraits } from '../traits.ts';

export function update(cursor: TokenCursor, { span, range }: StatementPlace): readonly Operation[] {
  if (cursor.accept('OR')) resolution(cursor);
  const table = readTarget(cursor);
  cursor.expect('SET');
  const assignments = cursor.list(() => readAssignments(cursor)).flat();
  if (cursor.accept('FROM')) cursor.skipUntil(() => isAtFilter(cursor));
  const filter = readFilter(cursor);
  return [{ kind: 'UpdateRows', span, table, assignments, ...filter, reads: othersRead(cursor, range, table) }];
}

export function deleteRows(cursor: TokenCursor, { span, range }: StatementPlace): readonly Operation[] {
  cursor.expect('FROM');
  const table = readTarget(cursor);
  const filter = readFilter(cursor);
  return [{ kind: 'DeleteRows', span, table, ...filter, reads: othersRead(cursor, range, table) }];
}

/** The table, perhaps with an alias and the index to use. */
function readTarget(cursor: TokenCursor): QualifiedName {
  const table = tableName(cursor);
  if (cursor.accept('AS')) readName(cursor, 'an alias');
  if (cursor.accept('INDEXED', 'BY')) readName(cursor, "an index's name");
  else cursor.accept('NOT', 'INDEXED');
  return table;
}

/** `a = 1`, or `(a, b) = (1, 2)`; a row that a query gives is the value of each of its columns. */
function readAssignments(cursor: TokenCursor): readonly Assignment[] {
  const columns = cursor.isAtOperator('(') ? columnList(cursor) : [columnName(cursor)];
  cursor.expectOperator('=');
  const range = cursor.skipUntil(() => cursor.isAtOperator(',') || cursor.isAt('FROM') || isAtFilter(cursor));
  if (range.from === range.to) return cursor.fail('a value');
  const values = columns.length === 1 ? [range] : (rowValues(cursor.within(range)) ?? []);
  return columns.map((column, at) => ({ column, value: expressionOf(cursor.lexed, values[at] ?? range) }));
}

/** The values of a row in parentheses, each by itself. */
function rowValues(cursor: TokenCursor): readonly { readonly from: number; readonly to: number }[] | undefined {
  const content = cursor.isAtOperator('(') ? cursor.within(cursor.balanced()) : undefined;
  if (content === undefined || !cursor.done || content.isAt('SELECT')) return undefined;
  return content.list(() => content.skipUntil(() => content.isAtOperator(',')));
}

function isAtFilter(cursor: TokenCursor): boolean {
  return cursor.isAt('WHERE') || isAfterCondition(cursor);
}

function isAfterCondition(cursor: TokenCursor): boolean {
  return cursor.isAt('ORDER', 'BY') || cursor.isAt('LIMIT') || cursor.isAt('RETURNING');
}

/** WHERE, RETURNING, and ORDER BY with LIMIT, which not every build of SQLite has. */
function readFilter(cursor: TokenCursor): { readonly where?: string; readonly limited?: boolean } {
  let where: string | undefined;
  if (cursor.accept('WHERE')) {
    where = cursor.text(cursor.skipUntil(() => isAfterCondition(cursor)));
    if (where === '') cursor.fail('a condition');
  }
  const skipToLimit = (): unknown => cursor.skipUntil(() => cursor.isAt('LIMIT'));
  if (cursor.accept('RETURNING')) cursor.skipUntil(() => isAfterCondition(cursor));
  if (cursor.accept('ORDER', 'BY')) skipToLimit();
  const limited = cursor.accept('LIMIT');
  if (limited) cursor.rest();
  return { ...(where === undefined ? {} : { where }), ...(limited ? { limited } : {}) };
}

/** Every table that the statement reads but the one that it changes. */
function othersRead(cursor: TokenCursor, range: StatementPlace['range'], table: QualifiedName): QualifiedName[] {
  return readsOf(cursor.lexed, range).filter((name) => !sameName(sqliteTraits, name, table));
}
