import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { readsOf } from '../names.ts';
import { deleteRows, update } from './change-rows.ts';
import { insert, replace } from './insert.ts';

export function query(cursor: TokenCursor, { span, range }: StatementPlace): readonly Operation[] {
  cursor.rest();
  return [{ kind: 'Query', span, text: cursor.text(range), reads: readsOf(cursor.lexed, range) }];
}

const afterClause = new Map([
  ['INSERT', insert],
  ['REPLACE', replace],
  ['UPDATE', update],
  ['DELETE', deleteRows],
  ['SELECT', query],
  ['VALUES', query],
]);

/** WITH in front of a query or of a change of rows. */
export function withClause(cursor: TokenCursor, place: StatementPlace): readonly Operation[] {
  cursor.skipUntil(() => afterClause.has(cursor.peekWord()));
  const read = afterClause.get(cursor.peekWord());
  if (read === undefined) return cursor.fail('SELECT, INSERT, UPDATE or DELETE');
  cursor.take();
  return read(cursor, place);
}
