import { lookUp } from '../../model/look-up.ts';
import { elementsOf, literalOf } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import { stringAt } from '../javascript/strings.ts';
import type { StringValue } from '../javascript/value.ts';
import { columnList } from './constraints.ts';
import { createIndex, dropIndex } from './indexes.ts';
import type { SchemaCall } from './links.ts';
import { has, only, placeOf } from './links.ts';
import { identifier, qualified } from './names.ts';
import { querySql } from './select.ts';
import { alterTable, createTable, dropTable } from './tables.ts';

type Writer = (call: SchemaCall, reading: Reading) => StringValue;

/** The calls on `db.schema`, as Kysely's compilers write them. */
const writers: Readonly<Record<string, Writer>> = {
  createTable,
  dropTable,
  alterTable,
  createIndex,
  dropIndex,
  createSchema: ({ first, more, at }, reading) => {
    only(more, ['ifNotExists'], reading);
    const name = identifier(first.arguments[0], 'the schema', reading);
    return sqlAt(at)`create schema ${has(more, 'ifNotExists') ? 'if not exists ' : ''}${name}`;
  },
  dropSchema: (call, reading) => drop('schema', { ...call, schema: undefined }, reading),
  createView: ({ first, more, schema, at }, reading) => {
    only(more, ['temporary', 'materialized', 'orReplace', 'ifNotExists', 'columns', 'as'], reading);
    const columns = more.findLast(({ name }) => name === 'columns');
    const list = columns && sqlAt(placeOf(columns))`(${columnList(columns.arguments[0], columns.at, reading)}) `;
    const query = querySql(more.findLast(({ name }) => name === 'as')?.arguments[0], reading);
    const words = [
      ...(has(more, 'orReplace') ? ['or replace '] : []),
      ...(has(more, 'materialized') ? ['materialized '] : []),
      ...(has(more, 'temporary') ? ['temporary '] : []),
    ].join('');
    const guard = has(more, 'ifNotExists') ? 'if not exists ' : '';
    const name = qualified(first.arguments[0], schema, 'the view', reading);
    return sqlAt(at)`create ${words}view ${guard}${name} ${list}as ${query}`;
  },
  dropView: (call, reading) => drop(has(call.more, 'materialized') ? 'materialized view' : 'view', call, reading),
  refreshMaterializedView: ({ first, more, schema, at }, reading) => {
    only(more, ['concurrently', 'withNoData', 'withData'], reading);
    const name = qualified(first.arguments[0], schema, 'the view', reading);
    const data = has(more, 'withNoData') ? ' with no data' : ' with data';
    return sqlAt(at)`refresh materialized view ${has(more, 'concurrently') ? 'concurrently ' : ''}${name}${data}`;
  },
  createType: ({ first, more, schema, at }, reading) => {
    only(more, ['asEnum'], reading);
    const list = more.findLast(({ name }) => name === 'asEnum')?.arguments[0];
    const values = elementsOf(list, 'the values', reading).flatMap((value) => {
      const literal = value && literalOf(value);
      if (literal === undefined) obstruct(reading, 'a value', value);
      return value === undefined || literal === undefined
        ? []
        : [stringAt(reading.dialect.literal(literal).sql, value.at)];
    });
    const name = qualified(first.arguments[0], schema, 'the type', reading);
    return sqlAt(at)`create type ${name} as enum (${listed(values, ', ', at)})`;
  },
  dropType: (call, reading) => drop('type', call, reading),
};

function drop(what: string, { first, more, schema, at }: SchemaCall, reading: Reading): StringValue {
  only(more, ['ifExists', 'cascade', 'materialized'], reading);
  const name = qualified(first.arguments[0], schema, `the ${what}`, reading);
  return sqlAt(
    at,
  )`drop ${what} ${has(more, 'ifExists') ? 'if exists ' : ''}${name}${has(more, 'cascade') ? ' cascade' : ''}`;
}

/** The SQL that Kysely sends for a call on the schema builder. */
export function schemaSql(call: SchemaCall, reading: Reading): StringValue | undefined {
  const write = lookUp(writers, call.first.name);
  if (write === undefined) notKnown(reading, call.first.name);
  return write?.(call, reading);
}
