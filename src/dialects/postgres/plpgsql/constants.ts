import type { FuncCall, Node } from 'libpg-query';
import { text, texts, unwrap } from '../ast.ts';
import { parseExpression } from '../parser.ts';
import { quoteName, quoteString } from '../write/names.ts';

/**
 * The value of an expression made of constants, `||`, and the functions that put SQL together; `undefined` when it is
 * anything else.
 */
export function constantText(sql: string): string | undefined {
  return constantValue(parseExpression(sql));
}

/** The same of a parsed expression. */
export function constantValue(node: Node | undefined): string | undefined {
  const call = unwrap(node, 'FuncCall');
  if (call !== undefined) return callValue(call);
  const cast = unwrap(node, 'TypeCast');
  if (cast !== undefined) return texts(cast.typeName?.names).at(-1) === 'text' ? constantValue(cast.arg) : undefined;
  const operation = unwrap(node, 'A_Expr');
  if (operation === undefined) return text(node);
  if (operation.kind !== 'AEXPR_OP' || texts(operation.name)[0] !== '||') return undefined;
  const left = constantValue(operation.lexpr);
  const right = constantValue(operation.rexpr);
  return left === undefined || right === undefined ? undefined : left + right;
}

function callValue(call: FuncCall): string | undefined {
  const values = (call.args ?? []).map(argumentValue);
  const known = values.filter((value) => value !== undefined);
  const [first, ...others] = known;
  if (known.length < values.length || first === undefined || call.func_variadic === true) return undefined;
  switch (texts(call.funcname).join('.').replace('pg_catalog.', '')) {
    case 'format':
      return formatted(first, others);
    case 'concat':
      return known.join('');
    case 'quote_ident':
      return quoteName(first);
    case 'quote_literal':
      return quoteString(first);
    default:
      return undefined;
  }
}

/** Numbers are text to the functions that put SQL together. */
function argumentValue(node: Node): string | undefined {
  const integer = unwrap(node, 'A_Const')?.ival;
  return integer === undefined ? constantValue(node) : String(integer.ival ?? 0);
}

const specifier = /%(?:(\d+)\$)?([sIL%])/gu;

/** What `format` yields; `undefined` when it asks for more than there is, or for a width. */
function formatted(pattern: string, values: readonly string[]): string | undefined {
  let next = 0;
  let isKnown = !pattern.replaceAll(specifier, '').includes('%');
  const result = pattern.replaceAll(specifier, (_, position: string | undefined, type: string) => {
    if (type === '%') return '%';
    if (position !== undefined) next = Number(position) - 1;
    const value = values[next];
    next++;
    if (value === undefined) isKnown = false;
    return value === undefined ? '' : written(value, type);
  });
  return isKnown ? result : undefined;
}

function written(value: string, type: string): string {
  if (type === 'I') return quoteName(value);
  return type === 'L' ? quoteString(value) : value;
}
