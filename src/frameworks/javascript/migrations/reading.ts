import type { Dialect } from '../../../dialects/dialect.ts';
import type { ReadProblem } from '../../../model/migration.ts';
import type { OpaqueReason } from '../../../model/operations/session.ts';
import type { Literal } from '../../../model/table.ts';
import type { Module } from '../index.ts';
import { jsonText } from '../json.ts';
import { truth } from '../make.ts';
import type { StringValue, Value } from '../value.ts';
import { describe } from '../value.ts';

/** What keeps a call from being understood. */
export interface Obstacle {
  readonly reason: OpaqueReason;
  readonly detail: string;
}

/** What reading one statement needs, and where it gathers what stands in its way. */
export interface Reading {
  readonly dialect: Dialect;
  readonly module: Module;
  readonly obstacles: Obstacle[];
  readonly problems: ReadProblem[];
}

/** Notes that a part of a call is missing, or cannot be told without running it. */
export function obstruct(reading: Reading, what: string, value: Value | undefined): void {
  reading.obstacles.push(
    value === undefined || value.kind === 'undefined'
      ? { reason: 'not-recognised', detail: `${what} is missing` }
      : { reason: 'built-at-run-time', detail: `${what} cannot be told: ${describe(value)}` },
  );
}

export function notKnown(reading: Reading, method: string): void {
  reading.obstacles.push({ reason: 'not-recognised', detail: `${method}() is not known` });
}

export function isAbsent(value: Value | undefined): value is undefined {
  return value === undefined || value.kind === 'undefined';
}

/** An option of an argument that is an object; one that is spelled out as `undefined` is not there. */
export function option(value: Value | undefined, name: string): Value | undefined {
  const found = value?.kind === 'object' ? value.entries.get(name)?.value : undefined;
  return isAbsent(found) ? undefined : found;
}

/** Whether a value counts as true; what only a run can tell is an obstacle. */
export function isSet(value: Value | undefined, what: string, reading: Reading): boolean {
  if (value === undefined) return false;
  const answer = truth(value);
  if (answer === undefined) obstruct(reading, what, value);
  return answer === true;
}

/** The elements of an array, or the value by itself. */
export function elementsOf(value: Value | undefined, what: string, reading: Reading): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind !== 'array') return [value];
  if (value.open !== undefined) obstruct(reading, what, value.open);
  return value.elements;
}

/** A string with its places; anything else is an obstacle. */
export function stringIn(value: Value | undefined, what: string, reading: Reading): StringValue | undefined {
  if (value?.kind === 'string') return value;
  obstruct(reading, what, value);
  return undefined;
}

/** A value as one of a column; `undefined` when only a run can tell. */
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
