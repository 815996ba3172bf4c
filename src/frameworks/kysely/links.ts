import type { Span } from '../../model/span.ts';
import { host } from '../javascript/index.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import type { Link, Value } from '../javascript/value.ts';

/** What a builder callback such as `(col) => col.notNull()` calls on the builder; none when there is no callback. */
export function linksOf(callback: Value | undefined, what: string, reading: Reading): readonly Link[] {
  if (callback === undefined || callback.kind === 'undefined') return [];
  const { returned } = reading.module.call(callback, [host('builder', callback.at)]);
  if (callback.kind === 'function' && returned.kind === 'host' && returned.root === 'builder')
    return callsIn(returned.links, reading);
  obstruct(reading, what, callback.kind === 'function' ? returned : callback);
  return [];
}

/** The calls among the links of a chain; what `$call` and `$if` add stands in their place. */
export function callsIn(links: readonly Link[], reading: Reading): readonly Link[] {
  return links
    .filter(({ form }) => form === 'call')
    .flatMap((link) => (link.name === '$call' ? linksOf(link.arguments[0], 'what $call adds', reading) : [link]));
}

/** The place of a call within its chain: its name and its arguments. */
export function placeOf({ nameAt, at }: Link): Span {
  return nameAt.file === at.file && nameAt.start >= at.start ? { ...at, start: nameAt.start } : at;
}

/** A call on the schema builder with the calls behind it, and the schema of `withSchema`. */
export interface SchemaCall {
  readonly first: Link;
  readonly more: readonly Link[];
  readonly schema: Value | undefined;
  readonly at: Span;
}

/** Whether one of the calls is made, such as `ifExists()`. */
export function has(calls: readonly Link[], name: string): boolean {
  return calls.some((call) => call.name === name);
}

/** Notes every call that is not one of those. */
export function only(calls: readonly Link[], known: readonly string[], reading: Reading): void {
  for (const call of calls) if (!known.includes(call.name)) notKnown(reading, call.name);
}
