import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { ifNotExists, readName, tableName } from '../names.ts';

/**
 * CREATE VIRTUAL TABLE from the name on. To everything but its module it is a table: it is renamed, dropped and written
 * to like one. Which columns it has is the module's to say, so none are given; the module and its arguments are in the
 * attributes `virtual` and `arguments`.
 */
export function createVirtualTable(cursor: TokenCursor, { span }: StatementPlace): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const table = tableName(cursor);
  cursor.expect('USING');
  const module = readName(cursor, "a module's name");
  const given = cursor.isAtOperator('(') ? { arguments: cursor.text(cursor.balanced()) } : {};
  const attributes = { virtual: module.toLowerCase(), ...given };
  return [{ kind: 'CreateTable', span, ...guards, table, columns: [], constraints: [], indexes: [], attributes }];
}
