import { lookUp } from '../../model/look-up.ts';
import { stringAt } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import { textOf } from '../javascript/value.ts';
import type { Writing } from './values.ts';
import { entriesOf, name, raw } from './values.ts';

/** Names that the tool replaces by PostgreSQL's. */
const adapters: Readonly<Record<string, string>> = {
  int: 'integer',
  string: 'text',
  float: 'real',
  double: 'double precision',
  datetime: 'timestamp',
  bool: 'boolean',
};

/** What is said of a column, a parameter or an attribute, shorthands resolved; `type` is one of the options. */
export type TypeOptions = ReadonlyMap<string, Value>;

function optionsOf(type: Value, pg: Writing): TypeOptions {
  if (type.kind === 'string') return new Map([['type', type]]);
  const entries = entriesOf(type, 'the type', pg);
  return new Map(entries.flatMap(([key, value]) => (value.kind === 'undefined' ? [] : [[key.source.text, value]])));
}

/** A type by its name, or with options; a shorthand brings its own options, which those that are stated replace. */
export function applyType(type: Value, pg: Writing): TypeOptions {
  const own = optionsOf(type, pg);
  let extended: TypeOptions = new Map();
  let current = own.get('type');
  const seen = new Set<string>();
  for (;;) {
    const key = textOf(current);
    const shorthand = key === undefined || seen.has(key) ? undefined : shorthandOf(key, type, pg);
    if (key === undefined || shorthand === undefined) break;
    seen.add(key);
    const { type: next, ...rest } = Object.fromEntries(shorthand);
    extended = new Map([...Object.entries(rest), ...extended]);
    current = next;
  }
  const merged = new Map([...extended, ...own]);
  if (current === undefined) merged.delete('type');
  else merged.set('type', adapted(current));
  return merged;
}

/** `id` is always there. */
function shorthandOf(key: string, { at }: Value, pg: Writing): TypeOptions | undefined {
  const named = pg.shorthands.get(key);
  if (named !== undefined) return optionsOf(named, pg);
  if (key !== 'id') return undefined;
  return new Map<string, Value>([
    ['type', stringAt('serial', at)],
    ['primaryKey', { kind: 'boolean', value: true, at }],
  ]);
}

export function adapted(type: Value): Value {
  const known = lookUp(adapters, textOf(type) ?? '');
  return known === undefined ? type : stringAt(known, type.at);
}

/** A type's name as SQL. */
export function typeName(type: Value | undefined, pg: Writing): StringValue {
  return type?.kind === 'object' ? name(type, 'the type', pg) : raw(type, 'the type', pg);
}
