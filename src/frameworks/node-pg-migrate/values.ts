import type { Span } from '../../model/span.ts';
import { option } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import { quoted } from '../javascript/migrations/made-sql.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { truth } from '../javascript/make.ts';
import { stringAt } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';

/** Packages whose exports a migration uses. */
export const packages: ReadonlySet<string> = new Set(['node-pg-migrate']);

/** What a call on `pgm` is written with. */
export interface Writing {
  readonly at: Span;
  readonly reading: Reading;
  /** The types that this migration and those before it have given names. */
  readonly shorthands: ReadonlyMap<string, Value>;
  readonly sql: ReturnType<typeof sqlAt>;
}

export function writing(at: Span, shorthands: Writing['shorthands'], reading: Reading): Writing {
  return { at, reading, shorthands, sql: sqlAt(at) };
}

/** The text of `pgm.func('…')`, `PgLiteral.create('…')`, `new PgLiteral('…')` or `{ literal: true, value: '…' }`. */
export function literalText(value: Value | undefined): StringValue | undefined {
  if (value?.kind === 'object') {
    const text = option(value, 'value');
    return option(value, 'literal') !== undefined && text?.kind === 'string' ? text : undefined;
  }
  if (value?.kind !== 'host') return undefined;
  const last = value.links.at(-1);
  const [text] = last?.arguments ?? [];
  const isLiteral =
    (value.root === 'pgm' && last?.name === 'func') ||
    (packages.has(value.root) && value.links.some(({ name }) => name === 'PgLiteral'));
  return isLiteral && text?.kind === 'string' ? text : undefined;
}

/** A name between quotes: a text, `{ schema, name }`, or a literal as it is. */
export function name(value: Value | undefined, what: string, { reading, sql }: Writing): StringValue {
  const literal = literalText(value);
  if (literal !== undefined) return literal;
  if (value?.kind === 'string') return quote(value);
  if (value?.kind === 'number') return quote(stringAt(String(value.value), value.at));
  const [schema, own] = [option(value, 'schema'), option(value, 'name')];
  if (own?.kind === 'string' && (schema === undefined || schema.kind === 'string'))
    return schema === undefined ? quote(own) : sqlAt(own.at)`${quote(schema)}.${quote(own)}`;
  obstruct(reading, what, value);
  return sql``;
}

export function quote(value: StringValue): StringValue {
  const whole = quoted(value.source.text, 'postgres');
  const isPlain = whole.length === value.source.text.length + 2;
  return isPlain ? sqlAt(value.at)`"${value}"` : { ...stringAt(whole, value.at), holes: value.holes };
}

/** The elements of an array, or the value by itself. */
export function many(value: Value | undefined, what: string, { reading }: Writing): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind !== 'array') return [value];
  if (value.open !== undefined) obstruct(reading, what, value.open);
  return value.elements;
}

/** A name, or several with commas between them. */
export function names(value: Value | undefined, what: string, pg: Writing): StringValue {
  return listed(
    many(value, what, pg).map((one) => name(one, what, pg)),
    ', ',
    value?.at ?? pg.at,
  );
}

/** A text as it is put into SQL by the tool: unquoted. */
export function raw(value: Value | undefined, what: string, { reading, sql }: Writing): StringValue {
  const literal = literalText(value);
  if (literal !== undefined) return literal;
  if (value?.kind === 'string') return value;
  if (value?.kind === 'number' || value?.kind === 'boolean') return stringAt(String(value.value), value.at);
  obstruct(reading, what, value);
  return sql``;
}

/** The same for an array, with commas. */
export function raws(value: Value | undefined, what: string, pg: Writing): StringValue {
  return listed(
    many(value, what, pg).map((one) => raw(one, what, pg)),
    ', ',
    value?.at ?? pg.at,
  );
}

/** What a value is in a string of JavaScript, as the tool makes names of it. */
export function inString(value: Value | undefined, what: string, pg: Writing): string {
  if (value?.kind === 'object') return '[object Object]';
  return raw(value, what, pg).source.text;
}

/** Whether an option is set; what only a run can tell is an obstacle. */
export function isSet(value: Value | undefined, what: string, { reading }: Writing): boolean {
  const answer = value === undefined ? false : truth(value);
  if (answer === undefined) obstruct(reading, what, value);
  return answer === true;
}

/** Words for an option that is set; nothing otherwise. */
export function when(options: Value | undefined, key: string, words: string, pg: Writing): string {
  return isSet(option(options, key), key, pg) ? words : '';
}

/** A value as the tool escapes it: strings between dollars. */
export function escaped(value: Value, what: string, pg: Writing, isNested = false): StringValue {
  const literal = literalText(value);
  if (literal !== undefined) return literal;
  switch (value.kind) {
    case 'null':
      return stringAt('NULL', value.at);
    case 'boolean':
    case 'number':
      return stringAt(String(value.value), value.at);
    case 'string': {
      const dollars = delimiter(value.source.text);
      return sqlAt(value.at)`${dollars}${value}${dollars}`;
    }
    case 'array': {
      const elements = many(value, what, pg).map((element) => escaped(element, what, pg, true));
      return sqlAt(value.at)`${isNested ? '' : 'ARRAY'}[${listed(elements, ',', value.at)}]`;
    }
    case 'object':
      return stringAt('', value.at);
    case 'undefined':
    case 'bigint':
    case 'date':
    case 'function':
    case 'class':
    case 'instance':
    case 'module':
    case 'regexp':
    case 'host':
    case 'result':
    case 'unknown':
      obstruct(pg.reading, what, value);
      return stringAt('', value.at);
  }
}

/** `$pga$`, or the first of its kind that the text does not hold. */
function delimiter(text: string): string {
  for (let code = 'a'.charCodeAt(0); code <= 'z'.charCodeAt(0); code += 1) {
    const dollars = `$pg${String.fromCharCode(code)}$`;
    if (!text.includes(dollars)) return dollars;
  }
  return '$pgaa$';
}

/** The keys of an object with their values. */
export function entriesOf(
  value: Value | undefined,
  what: string,
  { reading }: Writing,
): readonly (readonly [key: StringValue, value: Value, at: Span])[] {
  if (value?.kind !== 'object') {
    if (value !== undefined) obstruct(reading, what, value);
    return [];
  }
  if (value.open !== undefined) obstruct(reading, what, value.open);
  return [...value.entries].map(([key, { keyAt, value: own, at }]) => [stringAt(key, keyAt), own, at]);
}
