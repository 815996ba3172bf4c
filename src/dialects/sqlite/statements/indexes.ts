import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { indexPart } from '../constraints.ts';
import { expressionOf } from '../expressions.ts';
import { ifNotExists, readName, readQualified } from '../names.ts';

/** CREATE INDEX from the name on. The schema is said with the index, and means its table too. */
export function createIndex(
  unique: boolean,
): (cursor: TokenCursor, place: StatementPlace) => readonly Operation<'CreateIndex'>[] {
  return (cursor, { span }) => {
    const guards = ifNotExists(cursor);
    const { name, ...schema } = readQualified(cursor, "an index's name");
    cursor.expect('ON');
    const table: QualifiedName = { ...schema, name: readName(cursor, "a table's name") };
    const parts = cursor.parenthesised(() => cursor.list(() => indexPart(cursor)));
    const where = cursor.accept('WHERE') ? { where: expressionOf(cursor.lexed, cursor.rest()) } : {};
    if (where.where?.sql === '') cursor.fail('a condition');
    return [
      { kind: 'CreateIndex', span, ...guards, table, index: { name, parts, unique, ...where }, concurrently: false },
    ];
  };
}
