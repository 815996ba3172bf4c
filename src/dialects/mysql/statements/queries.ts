import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementContext } from '../statement.ts';
import { readsOf } from '../statement.ts';
import { deleteRows, update } from './change-rows.ts';

export function query(cursor: TokenCursor, { span, range }: StatementContext): readonly Operation[] {
  cursor.rest();
  return [{ kind: 'Query', span, text: cursor.text(range), reads: readsOf(cursor.lexed, range) }];
}

/** WITH in front of a query, an UPDATE or a DELETE. */
export function withQuery(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  cursor.skipUntil(() => cursor.isAt('SELECT') || cursor.isAt('UPDATE') || cursor.isAt('DELETE'));
  if (cursor.accept('UPDATE')) return update(cursor, context);
  if (cursor.accept('DELETE')) return deleteRows(cursor, context);
  return query(cursor, context);
}
