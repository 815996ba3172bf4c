import type { Dialect } from '../../dialects/dialect.ts';
import type { ReadProblem } from '../../model/migration.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { OpaqueReason } from '../../model/operations/session.ts';
import type { Expression, Literal } from '../../model/table.ts';
import type { Module } from '../javascript/index.ts';
import { jsonText } from '../javascript/json.ts';
import type { Link, Value } from '../javascript/value.ts';
import { describe } from '../javascript/value.ts';
import { rawText } from './raw.ts';

/** What keeps a call from being understood. */
interface Obstacle {
  readonly reason: OpaqueReason;
  readonly detail: string;
}

/** What reading needs, and where it gathers what stands in the way of one statement. */
export interface Reading {
  readonly dialect: Dialect;
  readonly module: Module;
  readonly obstacles: Obstacle[];
  readonly problems: ReadProblem[];
}

export function obstruct(reading: Reading, what: string, value: Value | undefined): void {
  reading.obstacles.push({
    reason: value === undefined ? 'not-recognised' : 'built-at-run-time',
    detail: value === undefined ? `${what} is missing` : `${what} cannot be told: ${describe(value)}`,
  });
}

export function notKnown(reading: Reading, method: string): void {
  reading.obstacles.push({ reason: 'not-recognised', detail: `${method}() is not known` });
}

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

/** A name that may be left out; one that cannot be told is no name that was left out. */
export function optionalName(value: Value | undefined, what: string, reading: Reading): string | undefined {
  const found = optionalText(value);
  if (found === undefined && !isAbsent(value) && value?.kind !== 'object') obstruct(reading, what, value);
  return found;
}

/** A name, or an array of names. */
export function texts(value: Value | undefined, what: string, reading: Reading): readonly string[] {
  if (value?.kind !== 'array') return [text(value, what, reading)];
  if (value.open !== undefined) obstruct(reading, what, value.open);
  return value.elements.map((element) => text(element, what, reading));
}

export function flag(value: Value | undefined): boolean | undefined {
  return value?.kind === 'boolean' ? value.value : undefined;
}

export function integer(value: Value | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

/** An option of an argument that is an object. */
export function option(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? value.entries.get(name)?.value : undefined;
}

export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'undefined' || value.kind === 'null';
}

/** `schema.table`, or a table in the schema that `withSchema` named. */
export function tableName(name: string, schema: string | undefined): QualifiedName {
  const dot = name.indexOf('.');
  if (dot !== -1) return { schema: name.slice(0, dot), name: name.slice(dot + 1) };
  return schema === undefined ? { name } : { schema, name };
}

const quotes = { postgres: ['"', '"'], sqlite: ['"', '"'], mysql: ['`', '`'], sqlserver: ['[', ']'] } as const;

/** A name as knex writes it into SQL; `a.b` is two of them. */
export function quoted(name: string, { dialect }: Pick<Reading, 'dialect'>): string {
  const [open, close] = quotes[dialect.traits.name];
  const parts = name
    .split('.')
    .map((part) => (part === '*' ? part : open + part.replaceAll(close, close + close) + close));
  return parts.join('.');
}

/** A value as SQL: a literal, or a raw expression; `undefined` when only a run can tell. */
export function sqlOf(value: Value, reading: Reading): Expression | undefined {
  if (value.kind === 'host') {
    const sql = rawExpression(value.links, reading);
    return sql === undefined ? undefined : reading.dialect.expression(sql);
  }
  const literal = literalOf(value);
  return literal === undefined ? undefined : reading.dialect.literal(literal);
}

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

const uuidFunctions = {
  postgres: 'gen_random_uuid()',
  mysql: '(UUID())',
  sqlserver: 'NEWID()',
  sqlite: 'randomblob(16)',
} as const;

/** `knex.raw('…')`, `knex.fn.now()`, `knex.ref('c')` in the place of a value. */
function rawExpression(links: readonly Link[], reading: Reading): string | undefined {
  const last = links.findLast(({ form }) => form !== 'property');
  const [first, second] = last?.arguments ?? [];
  switch (last?.name) {
    case 'raw':
      return first === undefined ? undefined : rawText(first, second, reading)?.source.text;
    case 'now': {
      const precision = integer(first);
      return precision === undefined ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${precision})`;
    }
    case 'uuid':
      return uuidFunctions[reading.dialect.traits.name];
    case 'ref': {
      const name = optionalText(first);
      return name === undefined ? undefined : quoted(name, reading);
    }
    default:
      return undefined;
  }
}
