import type { Node } from 'libpg-query';
import { text, texts, unwrap } from '../ast.ts';
import { parseExpression } from '../parser.ts';

/** The value of an expression made of string constants and `||`; `undefined` when it is anything else. */
export function constantText(sql: string): string | undefined {
  return valueOf(parseExpression(sql));
}

function valueOf(node: Node | undefined): string | undefined {
  const operation = unwrap(node, 'A_Expr');
  if (operation === undefined) return text(node);
  if (operation.kind !== 'AEXPR_OP' || texts(operation.name)[0] !== '||') return undefined;
  const left = valueOf(operation.lexpr);
  const right = valueOf(operation.rexpr);
  return left === undefined || right === undefined ? undefined : left + right;
}
