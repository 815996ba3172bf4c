import type { Literal } from '../../../model/table.ts';
import { jsonText } from '../json.ts';
import type { Value } from '../value.ts';
import type { Reading } from './reading.ts';
import { obstruct } from './reading.ts';

/** A text; parts that only a run can tell are named placeholders. */
export function text(value: Value | undefined, what: string, reading: Reading): string {
  const found = optionalText(value);
  if (found === undefined) obstruct(reading, what, value);
  return found ?? '';
}

export function optionalText(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.source.text;
  return value?.kind === 'number' ? String(value.value) : undefined;
}

/** A text, or an array of texts. */
export function texts(value: Value | undefined, what: string, reading: Reading): readonly string[] {
  return elementsOf(value, what, reading).map((element) => text(element, what, reading));
}

/** The elements of an array, or the value itself; an array that is not known whole stands in the way. */
export function elementsOf(value: Value | undefined, what: string, reading: Reading): readonly (Value | undefined)[] {
  if (value?.kind !== 'array') return [value];
  if (value.open !== undefined) obstruct(reading, what, value.open);
  return value.elements;
}

/** The elements of an optional array. */
export function listOf(value: Value | undefined, what: string, reading: Reading): readonly Value[] {
  return isAbsent(value) ? [] : elementsOf(value, what, reading).filter((element) => element !== undefined);
}

export function flag(value: Value | undefined): boolean | undefined {
  return value?.kind === 'boolean' ? value.value : undefined;
}

export function integer(value: Value | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

/** An option of an argument that is an object. */
export function option(value: Value | undefined, name: string): Value | undefined {
  const found = value?.kind === 'object' ? value.entries.get(name)?.value : undefined;
  return found?.kind === 'undefined' ? undefined : found;
}

/** An argument by its position, or by a path from there: `1`, `'0.table'`. */
export function argumentAt(args: readonly Value[], place: number | string): Value | undefined {
  const [first = '', ...names] = String(place).split('.');
  return names.reduce<Value | undefined>((value, name) => option(value, name), args[Number(first)]);
}

export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'undefined' || value.kind === 'null';
}

/** A value as the model knows it; `undefined` when only a run can tell. */
export function literalOf(value: Value): Literal | undefined {
  switch (value.kind) {
    case 'string':
      return { type: 'string', value: value.source.text };
    case 'number':
      return { type: 'number', text: String(value.value) };
    case 'bigint':
      return { type: 'number', text: value.text };
    case 'boolean':
      return { type: 'boolean', value: value.value };
    case 'null':
    case 'undefined':
      return { type: 'null' };
    case 'date':
      return value.text === undefined ? undefined : { type: 'timestamp', text: value.text };
    case 'array':
    case 'object': {
      const json = jsonText(value);
      return json === undefined ? undefined : { type: 'string', value: json };
    }
    case 'function':
    case 'class':
    case 'instance':
    case 'module':
    case 'regexp':
    case 'host':
    case 'result':
    case 'unknown':
      return undefined;
  }
}
