import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { columnList } from '../keys.ts';
import type { StatementContext } from '../statement.ts';
import { ifNotExists, objectName, readsOf } from '../statement.ts';
import type { CreationModifiers } from './create.ts';

/** CREATE VIEW from the name on; ALTER VIEW is the same with `replace`. */
export function createView(
  cursor: TokenCursor,
  { span }: StatementContext,
  { replace, attributes }: CreationModifiers,
): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const name = objectName(cursor, "a view's name");
  const columns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  cursor.expect('AS');
  const range = cursor.skipUntil(() => isAtCheckOption(cursor));
  if (range.from === range.to) cursor.fail('a query');
  const checkOption = cursor.done ? {} : { 'check-option': cursor.text(cursor.rest()) };
  const all = { ...attributes, ...checkOption };
  return [
    {
      ...{ kind: 'CreateView', span, ...guards, name, materialized: false, replace, columns },
      query: cursor.text(range),
      reads: readsOf(cursor.lexed, range),
      ...(Object.keys(all).length === 0 ? {} : { attributes: all }),
    },
  ];
}

function isAtCheckOption(cursor: TokenCursor): boolean {
  return cursor.isAt('WITH', 'CHECK') || (cursor.isAt('WITH') && cursor.peekWord(2) === 'CHECK');
}
