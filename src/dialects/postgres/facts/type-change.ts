import type { ColumnType } from '../../../model/column-type.ts';
import type { Schema, TypeObject } from '../../../model/schema.ts';
import type { Expression } from '../../../model/table.ts';
import { quoteName } from '../write/names.ts';
import { columnType } from '../types.ts';
import { isOfType } from './relations.ts';

/** Types whose values are stored alike (`castmethod = 'b'` in pg_cast), text types by their usual names. */
const storedAlike: ReadonlySet<string> = new Set([
  'character varying>text',
  'character varying>bpchar',
  'text>character varying',
  'text>bpchar',
  'citext>text',
  'citext>character varying',
  'text>citext',
  'character varying>citext',
  'character>bpchar',
  'xml>text',
  'xml>character varying',
  'cidr>inet',
  'bit>bit varying',
  'bit varying>bit',
  'integer>oid',
  'oid>integer',
  ...['regclass', 'regproc', 'regprocedure', 'regtype', 'regrole', 'regnamespace', 'regconfig'].flatMap((type) => [
    `integer>${type}`,
    `oid>${type}`,
    `${type}>integer`,
    `${type}>oid`,
  ]),
]);

/** Types of different names whose values sort alike, so that an index over them stays as it is. */
const sortedAlike: ReadonlySet<string> = new Set(['character varying>text', 'text>character varying', 'cidr>inet']);

/**
 * Why a change of type writes every row anew; `undefined`: the stored values stay as they are. A domain counts as its
 * base type, and always rewrites when it has constraints to check. Which changes spare the table was observed on 13,
 * 15, 16, 17 and 18 (and is decided by ATColumnChangeRequiresRewrite in tablecmds.c).
 */
export function rewriteReason(schema: Schema, from: ColumnType, to: ColumnType): string | undefined {
  if (from.text === to.text) return undefined;
  const domain = domainOf(schema, to);
  if (domain !== undefined && isConstrained(domain)) return `every value is checked against the domain ${to.text}`;
  const before = baseType(schema, from);
  const after = baseType(schema, to);
  if (before.text === after.text || isKept(before, after)) return undefined;
  if (before.family === 'timestamp' && after.family === 'timestamp' && before.zoned !== after.zoned) {
    return `${from.text} is stored in another way than ${to.text} (unless the session's time zone is UTC)`;
  }
  return `${from.text} is stored in another way than ${to.text}`;
}

/** Whether values of `from` are values of `to` as they are stored, with nothing to check. */
function isKept(from: ColumnType, to: ColumnType): boolean {
  if (from.family === 'array' || to.family === 'array') return from.name === to.name && to.text === `${to.name}[]`;
  if (from.name !== to.name) return storedAlike.has(`${from.name}>${to.name}`) && to.text === to.name;
  switch (to.name) {
    case 'character varying':
    case 'bit varying':
      return to.length === undefined || (from.length !== undefined && to.length >= from.length);
    case 'numeric':
      return to.precision === undefined || (to.scale === from.scale && to.precision >= (from.precision ?? Infinity));
    case 'interval':
      return to.text === 'interval' || (!from.text.includes(' ') && !to.text.includes(' ') && isAsPrecise(to, from));
    default:
      return (to.family === 'timestamp' || to.family === 'time') && to.zoned === from.zoned && isAsPrecise(to, from);
  }
}

function isAsPrecise(to: ColumnType, from: ColumnType): boolean {
  return (to.precision ?? 6) >= (from.precision ?? 6);
}

/** Whether a plain index over the column can stay when the type changes without a rewrite. */
export function keepsIndexes(schema: Schema, from: ColumnType, to: ColumnType): boolean {
  const before = baseType(schema, from);
  const after = baseType(schema, to);
  return before.name === after.name || sortedAlike.has(`${before.name}>${after.name}`);
}

/** Whether `TYPE … USING …` says no more than the cast that the engine makes by itself. */
export function isPlainCast(using: Expression, column: string, to: ColumnType): boolean {
  const name = quoteName(column);
  if (using.sql === name) return true;
  const cast = [/^(?<value>(?:(?!::).)+)::(?<type>.+)$/s, /^CAST\s*\((?<value>.+?) AS (?<type>.+)\)$/is]
    .map((pattern) => pattern.exec(using.sql)?.groups)
    .find((groups) => groups !== undefined);
  return cast?.['value'] === name && columnType(cast['type'] ?? '').text === to.text;
}

/** The domain that a type names, if the chain created it. */
export function domainOf(schema: Schema, type: ColumnType): TypeObject | undefined {
  if (type.family === 'array') return undefined;
  return [...schema.types.values()].find((object) => object.kind === 'domain' && isOfType(schema, type, object.name));
}

export function isConstrained(domain: TypeObject): boolean {
  return domain.nullable === false || domain.constraints.some((constraint) => !constraint.startsWith('DEFAULT'));
}

function baseType(schema: Schema, type: ColumnType): ColumnType {
  const base = domainOf(schema, type)?.base;
  return base === undefined || base.text === type.text ? type : baseType(schema, base);
}
