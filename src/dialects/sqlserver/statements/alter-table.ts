import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementContext } from '../statement.ts';
import { tableName } from '../statement.ts';
import { addElements } from './add-elements.ts';
import { alterActions } from './alter-actions.ts';

/** ALTER TABLE has one action, which can name several columns and constraints: each is an operation of its own. */
export function alterTable(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const table = tableName(cursor);
  const checks = cursor.accept('WITH') ? readChecks(cursor) : undefined;
  if (cursor.accept('ADD')) return addElements(cursor, context, { table, validated: checks !== 'NOCHECK' });
  const found = alterActions.find(({ words }) => cursor.isAt(...words));
  if (found === undefined) return cursor.fail('an action of ALTER TABLE');
  cursor.index += found.words.length;
  return found.read(cursor, context, { table, checks });
}

const checkWords: ReadonlySet<string> = new Set(['CHECK', 'NOCHECK']);

function readChecks(cursor: TokenCursor): 'CHECK' | 'NOCHECK' {
  const word = cursor.acceptOneOf(checkWords) ?? cursor.fail('CHECK or NOCHECK');
  return word === 'NOCHECK' ? 'NOCHECK' : 'CHECK';
}
