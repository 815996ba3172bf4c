import { sqlAt } from '../javascript/migrations/compose.ts';
import { quoted } from '../javascript/migrations/made-sql.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { part, stringAt } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';

/** A text as Kysely quotes an identifier. */
export function quotedText(value: StringValue, { dialect }: Reading): StringValue {
  const { name } = dialect.traits;
  const whole = quoted(value.source.text, name);
  const [open = '', close = ''] = quoted('', name);
  const isPlain = whole.length === value.source.text.length + 2;
  return isPlain ? sqlAt(value.at)`${open}${value}${close}` : { ...stringAt(whole, value.at), holes: value.holes };
}

/** A name that is one identifier, dots included. */
export function identifier(value: Value | undefined, what: string, reading: Reading): StringValue | undefined {
  if (value?.kind === 'string') return quotedText(value, reading);
  obstruct(reading, what, value);
  return undefined;
}

/** The parts of `schema.table.column`. */
export function partsOf(value: StringValue): readonly StringValue[] {
  const parts: StringValue[] = [];
  for (const { index, 0: text } of value.source.text.matchAll(/[^.]+/g)) {
    const start = index + (text.length - text.trimStart().length);
    parts.push(part(value, start, start + text.trim().length, value.at));
  }
  return parts;
}

/** A name that may have a schema in front; `schema` is that of `withSchema`. */
export function qualified(
  value: Value | undefined,
  schema: Value | undefined,
  what: string,
  reading: Reading,
): StringValue | undefined {
  if (value?.kind !== 'string') {
    obstruct(reading, what, value);
    return undefined;
  }
  const parts = partsOf(value).map((name) => quotedText(name, reading));
  const [first, second] = parts;
  if (first === undefined) return quotedText(value, reading);
  const own = second === undefined ? undefined : sqlAt(value.at)`${first}.${second}`;
  if (own !== undefined) return own;
  return schema === undefined ? first : sqlAt(value.at)`${identifier(schema, 'the schema', reading)}.${first}`;
}
