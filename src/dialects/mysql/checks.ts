import type { Check } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { columnsOf, expressionOf } from './expressions.ts';

/** A check from its parenthesis on. */
export function check(cursor: TokenCursor, name: string | undefined): Check {
  const range = cursor.balanced();
  const enforced = !cursor.accept('NOT', 'ENFORCED');
  if (enforced) cursor.accept('ENFORCED');
  return {
    kind: 'Check',
    ...(name === undefined ? {} : { name }),
    expression: expressionOf(cursor.lexed, range),
    columns: columnsOf(cursor.lexed, range),
    validated: true,
    ...(enforced ? {} : { attributes: { enforced: 'no' } }),
  };
}
