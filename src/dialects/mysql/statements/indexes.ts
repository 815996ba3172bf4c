import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { indexKind, readIndexBody } from '../keys.ts';
import type { StatementContext } from '../statement.ts';
import { ifExists, ifNotExists, tableName } from '../statement.ts';
import { readExecution } from './alter-actions.ts';

/** CREATE [UNIQUE | FULLTEXT | SPATIAL] INDEX, from the kind on. */
export function createIndex(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const kind = indexKind(cursor);
  cursor.expect('INDEX');
  const guards = ifNotExists(cursor);
  const name = cursor.name("an index's name");
  // USING may stand before ON too.
  const method = cursor.accept('USING') ? { method: cursor.name('BTREE or HASH').toLowerCase() } : {};
  cursor.expect('ON');
  const table = tableName(cursor);
  const index = readIndexBody(cursor, { ...method, ...kind, name });
  const execution = readExecutions(cursor);
  return [{ kind: 'CreateIndex', span: context.span, ...guards, table, index, concurrently: false, ...execution }];
}

/** DROP INDEX; the index PRIMARY is the primary key. */
export function dropIndex(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  const index = cursor.name("an index's name");
  cursor.expect('ON');
  const table = tableName(cursor);
  const how = { span, ...guards, table, ...readExecutions(cursor), cascade: false };
  if (index.toUpperCase() === 'PRIMARY') return [{ kind: 'DropConstraint', ...how, constraint: 'PrimaryKey' }];
  return [{ kind: 'DropIndex', ...how, name: { name: index }, concurrently: false }];
}

function readExecutions(cursor: TokenCursor): { readonly execution?: Attributes } {
  let execution: Attributes = {};
  for (let next = readExecution(cursor); next !== undefined; next = readExecution(cursor)) {
    execution = { ...execution, ...next };
  }
  return Object.keys(execution).length === 0 ? {} : { execution };
}
