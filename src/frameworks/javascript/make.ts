import type { Span } from '../../model/span.ts';
import type { ArrayValue, ObjectEntry, ObjectValue, UnknownValue, Value } from './value.ts';

export function unknown(reason: string, at: Span, name?: string): UnknownValue {
  return { kind: 'unknown', reason, at, ...(name === undefined ? {} : { name }) };
}

export function boolean(value: boolean, at: Span): Value {
  return { kind: 'boolean', value, at };
}

export function number(value: number, at: Span): Value {
  return { kind: 'number', value, at };
}

export function nothing(at: Span): Value {
  return { kind: 'undefined', at };
}

export function array(elements: readonly Value[], at: Span, open?: UnknownValue): ArrayValue {
  return { kind: 'array', elements: [...elements], at, ...(open === undefined ? {} : { open }) };
}

export function object(entries: Iterable<readonly [string, ObjectEntry]>, at: Span, open?: UnknownValue): ObjectValue {
  return { kind: 'object', entries: new Map(entries), at, ...(open === undefined ? {} : { open }) };
}

/** An entry that is not written as one: both places are the value's. */
export function entryOf(value: Value): ObjectEntry {
  return { keyAt: value.at, value, at: value.at };
}

/** One of several values, whichever a condition decides for; the value itself when they are the same. */
export function either(values: readonly Value[], reason: string, at: Span): Value {
  const [first] = values;
  if (first !== undefined && values.every((value) => isSame(value, first))) return first;
  return { kind: 'unknown', reason, at, oneOf: alternatives(values) };
}

const mostAlternatives = 32;

/** The values that a value can be, each once. Of very many only the first are kept: what one decides, others may not. */
export function alternatives(values: readonly Value[]): readonly Value[] {
  const all = values.flatMap((value) =>
    value.kind === 'unknown' && value.oneOf !== undefined ? value.oneOf : [value],
  );
  const distinct = [...new Set(all)];
  const [first] = distinct;
  if (distinct.length <= mostAlternatives || first === undefined) return distinct;
  return [...distinct.slice(0, mostAlternatives), unknown('it is one of very many values', first.at)];
}

/** Whether two values are equal as far as `===` can be told without running anything; places do not count. */
function isSame(one: Value, other: Value): boolean {
  return one === other || equals(one, other) === true;
}

/** The answer of `===`; `undefined` when only the run can tell. */
export function equals(one: Value, other: Value): boolean | undefined {
  if (isUncertain(one) || isUncertain(other)) return undefined;
  if (one.kind !== other.kind) return false;
  if (one.kind === 'string' && other.kind === 'string') {
    const uncertain = one.holes.length + other.holes.length > 0;
    return uncertain ? undefined : one.source.text === other.source.text;
  }
  if (one.kind === 'number' && other.kind === 'number') return one.value === other.value;
  if (one.kind === 'boolean' && other.kind === 'boolean') return one.value === other.value;
  if (one.kind === 'bigint' && other.kind === 'bigint') return one.text === other.text;
  if (one.kind === 'null' || one.kind === 'undefined') return true;
  return one === other;
}

function isUncertain({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'result' || kind === 'host';
}

/** Whether a value counts as true; `undefined` when only the run can tell. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'string':
      return value.source.text !== '';
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'bigint':
      return value.text !== '0';
    case 'boolean':
      return value.value;
    case 'null':
    case 'undefined':
      return false;
    case 'unknown': {
      const answers = new Set(value.oneOf?.map(truth));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
    case 'result':
      return undefined;
    case 'array':
    case 'object':
    case 'function':
    case 'class':
    case 'instance':
    case 'module':
    case 'regexp':
    case 'date':
    case 'host':
      return true;
  }
}

/** Whether a value is `null` or `undefined`; `undefined` when only the run can tell. */
export function isNullish(value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'result') return undefined;
  return value.kind === 'null' || value.kind === 'undefined';
}
