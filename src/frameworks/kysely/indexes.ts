import { elementsOf } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { part } from '../javascript/strings.ts';
import type { Link, StringValue, Value } from '../javascript/value.ts';
import { conditionSql } from './conditions.ts';
import { identifier, qualified, quotedText } from './names.ts';
import type { SchemaCall } from './links.ts';
import { has, only, placeOf } from './links.ts';
import { expression } from './raw.ts';

/** The clauses that CREATE INDEX and ADD INDEX share, each with the space before it. */
export function createIndexClauses(
  calls: readonly Link[],
  at: StringValue['at'],
  reading: Reading,
): { readonly unique: string; readonly columns: SqlPart; readonly using: SqlPart } {
  const parts = calls.flatMap((call): readonly StringValue[] => {
    const [value] = call.arguments;
    if (call.name === 'column' || call.name === 'columns') return orderedColumns(value, reading);
    if (call.name !== 'expression') return [];
    const sql = expression(value, 'the expression', reading);
    return sql === undefined ? [] : [sql];
  });
  const method = calls.findLast(({ name }) => name === 'using')?.arguments[0];
  if (method !== undefined && method.kind !== 'string') obstruct(reading, 'the kind of the index', method);
  return {
    unique: has(calls, 'unique') ? 'unique ' : '',
    columns: parts.length === 0 ? undefined : sqlAt(at)` (${listed(parts, ', ', at)})`,
    using: method?.kind === 'string' ? sqlAt(method.at)` using ${method}` : undefined,
  };
}

/** `column`, or `column desc`. */
function orderedColumns(value: Value | undefined, reading: Reading): readonly StringValue[] {
  return elementsOf(value, 'the columns', reading).flatMap((column): readonly StringValue[] => {
    if (column?.kind !== 'string') {
      obstruct(reading, 'a column', column);
      return [];
    }
    const space = column.source.text.indexOf(' ');
    if (space === -1) return [quotedText(column, reading)];
    const name = part(column, 0, space, column.at);
    const order = part(column, space, column.source.text.length, column.at);
    return [sqlAt(column.at)`${quotedText(name, reading)}${order}`];
  });
}

export function createIndex({ first, more, schema, at }: SchemaCall, reading: Reading): StringValue {
  only(
    more,
    ['on', 'unique', 'ifNotExists', 'nullsNotDistinct', 'column', 'columns', 'expression', 'using', 'where'],
    reading,
  );
  const { unique, columns, using } = createIndexClauses(more, at, reading);
  const on = more.findLast(({ name }) => name === 'on');
  const table = on && sqlAt(placeOf(on))` on ${qualified(on.arguments[0], schema, 'the table', reading)}`;
  const name = identifier(first.arguments[0], 'the index', reading);
  const where = conditionSql(more, reading);
  const condition = where && sqlAt(where.at)` where ${where}`;
  const nulls = has(more, 'nullsNotDistinct') ? ' nulls not distinct' : '';
  const head = sqlAt(at)`create ${unique}index ${has(more, 'ifNotExists') ? 'if not exists ' : ''}${name}`;
  return reading.dialect.traits.name === 'mysql'
    ? sqlAt(at)`${head}${using}${table}${columns}${condition}`
    : sqlAt(at)`${head}${table}${using}${columns}${nulls}${condition}`;
}

export function dropIndex({ first, more, schema, at }: SchemaCall, reading: Reading): StringValue {
  only(more, ['on', 'ifExists', 'cascade'], reading);
  const on = more.findLast(({ name }) => name === 'on');
  const table = on && sqlAt(placeOf(on))` on ${qualified(on.arguments[0], schema, 'the table', reading)}`;
  // An index belongs to its table where DROP INDEX names that.
  const name = qualified(first.arguments[0], table === undefined ? schema : undefined, 'the index', reading);
  return sqlAt(
    at,
  )`drop index ${has(more, 'ifExists') ? 'if exists ' : ''}${name}${table}${has(more, 'cascade') ? ' cascade' : ''}`;
}
