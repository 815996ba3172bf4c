import type { DefElem, Node } from 'libpg-query';
import type { Attributes } from '../../../model/table.ts';
import { all, unwrap } from '../ast.ts';
import { typeOf } from '../types.ts';
import { quoteString } from '../write/names.ts';

/** A list of options `(fillfactor = 70, toast.autovacuum_enabled = off)` by their names; an option without value is empty. */
export function optionAttributes(options: readonly Node[] | undefined): Attributes {
  return Object.fromEntries(all(options, 'DefElem').map((option) => [optionName(option), optionValue(option.arg)]));
}

function optionName({ defnamespace, defname = '' }: DefElem): string {
  return defnamespace === undefined ? defname : `${defnamespace}.${defname}`;
}

/** The value of an option as SQL. */
export function optionValue(node: Node | undefined): string {
  const integer = unwrap(node, 'Integer');
  if (integer !== undefined) return String(integer.ival ?? 0);
  const float = unwrap(node, 'Float')?.fval;
  if (float !== undefined) return float;
  const boolean = unwrap(node, 'Boolean');
  if (boolean !== undefined) return String(boolean.boolval ?? false);
  const string = unwrap(node, 'String');
  if (string !== undefined)
    return /^[a-z_]+$/u.test(string.sval ?? '') ? (string.sval ?? '') : quoteString(string.sval ?? '');
  const type = unwrap(node, 'TypeName');
  return type === undefined ? '' : typeOf(type).text;
}

/** The option of that name; `undefined` when it is not stated. */
export function findOption(options: readonly Node[] | undefined, name: string): DefElem | undefined {
  return all(options, 'DefElem').find((option) => option.defname === name);
}
