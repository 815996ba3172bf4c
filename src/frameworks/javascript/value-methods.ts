import type { Span } from '../../model/span.ts';
import { apply } from './functions.ts';
import { boolean, equals, unknown } from './make.ts';
import type { Run } from './run.ts';
import { stringAt } from './strings.ts';
import type { Value } from './value.ts';

/** A method of any other value; `undefined`: it has none of that name, or not with these arguments. */
type Method = (value: Value, args: readonly Value[], at: Span, run: Run) => Value | undefined;

/** What functions, objects, numbers and dates have from the standard library. */
export const valueMethods: Readonly<Record<string, Method>> = {
  call: (value, [self, ...args], at, run) =>
    value.kind === 'function' ? apply(value, args, self, at, run) : undefined,
  apply: (value, [self, args], at, run) =>
    value.kind === 'function' && (args === undefined || args.kind === 'array')
      ? apply(value, args?.elements ?? [], self, at, run)
      : undefined,
  bind: (value, [self]) => {
    if (value.kind !== 'function') return undefined;
    return self === undefined || value.closure.self !== undefined
      ? value
      : { ...value, closure: { ...value.closure, self } };
  },
  hasOwnProperty: hasOwn,
  toISOString: (value, _args, at) =>
    value.kind === 'date' && value.text !== undefined ? stringAt(value.text, at) : undefined,
  toString: (value: Value, _args: readonly Value[], at: Span) => plainText(value, at),
  toFixed: (value, [digits], at) =>
    value.kind === 'number' && digits?.kind === 'number' && digits.value <= 20
      ? stringAt(value.value.toFixed(digits.value), at)
      : undefined,
  test: (value, _args, at) => (value.kind === 'regexp' ? unknown('the regular expression is not run', at) : undefined),
};

/** Whether an object has a key of its own; `undefined` when it is no object, or the key is not known. */
export function hasOwn(value: Value, [key]: readonly Value[], at: Span): Value | undefined {
  if (value.kind !== 'object' || key?.kind !== 'string' || key.holes.length > 0) return undefined;
  if (value.entries.has(key.source.text)) return boolean(true, at);
  return value.open === undefined ? boolean(false, at) : unknown(value.open.reason, at);
}

function plainText(value: Value, at: Span): Value | undefined {
  if (value.kind === 'number' || value.kind === 'boolean') return stringAt(String(value.value), at);
  return value.kind === 'bigint' ? stringAt(value.text, at) : undefined;
}

/** Whether two values are the same place in memory or the same text, for sets. */
export function isRepeated(values: readonly Value[], index: number): boolean {
  const value = values[index];
  return value !== undefined && values.slice(0, index).some((earlier) => equals(earlier, value) === true);
}
