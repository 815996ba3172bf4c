import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { columnList, ifNotExists, readQualified, readsOf } from '../names.ts';

/** CREATE VIEW from the name on. */
export function createView(cursor: TokenCursor, { span }: StatementPlace, temporary: boolean): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const name = readQualified(cursor, "a view's name");
  const columns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  cursor.expect('AS');
  const range = cursor.rest();
  if (range.from === range.to) cursor.fail('a query');
  return [
    {
      ...{ kind: 'CreateView', span, ...guards, name, materialized: false, replace: false, columns },
      query: cursor.text(range),
      reads: readsOf(cursor.lexed, range),
      ...(temporary ? { attributes: { temporary: 'yes' } } : {}),
    },
  ];
}
