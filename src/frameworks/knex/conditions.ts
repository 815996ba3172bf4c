import type { Link, Value } from '../javascript/value.ts';
import { flag, optionalText } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { quoted, sqlOf } from './arguments.ts';
import { rawText } from './raw.ts';

/** The WHERE of a query builder, as SQL. What only a run can tell is `?`. */
export function conditionOf(links: readonly Link[], reading: Reading): string | undefined {
  const parts = links.flatMap((link) => {
    const sql = partOf(link, reading);
    if (sql === undefined) return [];
    return [{ sql, or: /^or[A-Z]/.test(link.name) }];
  });
  return parts.length === 0
    ? undefined
    : parts.map(({ sql, or }, at) => (at === 0 ? sql : `${or ? 'OR' : 'AND'} ${sql}`)).join(' ');
}

/** Methods of the query builder that narrow down the rows. */
const where =
  /^(?:or|and)?(?:where|having)(?:Not|Raw|In|NotIn|Null|NotNull|Between|NotBetween|Exists|NotExists|Like|ILike|Column|JsonPath)?$/i;

function partOf({ name, arguments: args, form }: Link, reading: Reading): string | undefined {
  if (form !== 'call' || !where.test(name)) return undefined;
  const [first, second, third] = args;
  const method = name.replace(/^(?:or|and)(?=[A-Z])/, '').toLowerCase();
  const column = nameOf(first, reading);
  const not = method.includes('not') ? 'NOT ' : '';
  if (method.endsWith('raw'))
    return `(${(first === undefined ? undefined : rawText(first, second, reading)?.source.text) ?? '?'})`;
  if (method.endsWith('null')) return `${column} IS ${not}NULL`;
  if (method.endsWith('in')) return `${column} ${not}IN (${listed(second, reading)})`;
  if (method.endsWith('between')) return `${column} ${not}BETWEEN ${listed(second, reading, ' AND ')}`;
  if (method.endsWith('like')) return `${column} LIKE ${valueOf(second, reading)}`;
  if (method.endsWith('exists') || first?.kind === 'function') return '(?)';
  if (first?.kind === 'object') {
    const pairs = [...first.entries].map(([key, { value }]) => equality(quoted(key, reading), '=', value, reading));
    return pairs.length === 0 ? undefined : `${not}(${pairs.join(' AND ')})`;
  }
  if (flag(first) !== undefined) return flag(first) === true ? '1 = 1' : '1 = 0';
  const operator = third === undefined ? '=' : (optionalText(second) ?? '=');
  return `${not}${equality(column, operator, third ?? second, reading)}`;
}

function equality(column: string, operator: string, value: Value | undefined, reading: Reading): string {
  if (value?.kind === 'null') return `${column} IS ${operator === '=' || operator === 'is' ? '' : 'NOT '}NULL`;
  return `${column} ${operator} ${valueOf(value, reading)}`;
}

function nameOf(value: Value | undefined, reading: Reading): string {
  const name = optionalText(value);
  if (name !== undefined) return quoted(name, reading);
  return value === undefined ? '?' : (sqlOf(value, reading)?.sql ?? '?');
}

function valueOf(value: Value | undefined, reading: Reading): string {
  return value === undefined ? '?' : (sqlOf(value, reading)?.sql ?? '?');
}

function listed(value: Value | undefined, reading: Reading, separator = ', '): string {
  return value?.kind === 'array' && value.open === undefined
    ? value.elements.map((element) => valueOf(element, reading)).join(separator)
    : '?';
}
