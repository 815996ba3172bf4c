import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementContext } from '../statement.ts';
import { countedObject } from '../conditions.ts';
import { readsOf } from '../statement.ts';
import { deleteRows, update } from './change-rows.ts';

/** A query; one `SELECT … INTO variable` is remembered for the conditions to come. */
export function query(cursor: TokenCursor, { span, range, script }: StatementContext): readonly Operation[] {
  const { variables } = script;
  const into = cursor.within(range);
  into.skipUntil(() => into.isAt('INTO'));
  if (into.accept('INTO')) {
    const counted = countedObject(cursor.within(range));
    do {
      const name = into.peekText();
      if (into.peek()?.type === 'variable' || variables.isLocal(name)) {
        variables.set(name, counted === undefined ? {} : { counted });
      }
      into.index++;
    } while (into.acceptOperator(','));
  }
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
