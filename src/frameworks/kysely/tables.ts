import { lookUp } from '../../model/look-up.ts';
import { listed, sqlAt, upTo } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import type { Link, StringValue, Value } from '../javascript/value.ts';
import { columnSql, typeSql } from './columns.ts';
import { constraintSql } from './constraints.ts';
import { createIndexClauses } from './indexes.ts';
import type { SchemaCall } from './links.ts';
import { has, linksOf, only, placeOf } from './links.ts';
import { identifier, qualified } from './names.ts';
import { expression } from './raw.ts';
import { querySql } from './select.ts';

export function createTable({ first, more, schema, at }: SchemaCall, reading: Reading): StringValue {
  const columns: StringValue[] = [];
  const constraints: StringValue[] = [];
  const front: StringValue[] = [];
  const tail: StringValue[] = [];
  for (const call of more) {
    const [value] = call.arguments;
    const constraint = constraintSql(call, [], schema, reading);
    if (constraint !== undefined) constraints.push(constraint);
    else if (call.name === 'addColumn') columns.push(columnSql(call, schema, reading));
    else if (call.name === 'modifyEnd' || call.name === 'modifyFront') {
      const sql = expression(value, 'the modifier', reading);
      if (sql !== undefined) (call.name === 'modifyEnd' ? tail : front).push(sqlAt(sql.at)`${sql} `);
    } else if (call.name === 'onCommit' && value?.kind === 'string') tail.push(sqlAt(value.at)`on commit ${value} `);
    else if (call.name === 'as') tail.push(sqlAt(placeOf(call))`as ${querySql(value, reading)}`);
    else only([call], ['temporary', 'ifNotExists'], reading);
  }
  const table = qualified(first.arguments[0], schema, 'the table', reading);
  const temporary = has(more, 'temporary') ? 'temporary ' : '';
  const guard = has(more, 'ifNotExists') ? 'if not exists ' : '';
  const head = sqlAt(at)`create ${listed(front, '', at)}${temporary}table ${guard}${table} `;
  const body = has(more, 'as') ? undefined : sqlAt(at)`(${listed([...columns, ...constraints], ', ', at)}) `;
  return sqlAt(at)`${head}${body}${listed(tail, '', at)}`;
}

export function dropTable({ first, more, schema, at }: SchemaCall, reading: Reading): StringValue {
  only(more, ['ifExists', 'cascade'], reading);
  const table = qualified(first.arguments[0], schema, 'the table', reading);
  return sqlAt(
    at,
  )`drop table ${has(more, 'ifExists') ? 'if exists ' : ''}${table}${has(more, 'cascade') ? ' cascade' : ''}`;
}

type Change = (call: Link, schema: Value | undefined, reading: Reading) => StringValue;

/** The calls on ALTER TABLE that can stand side by side. */
const changes: Readonly<Record<string, Change>> = {
  addColumn: (call, schema, reading) => sqlAt(placeOf(call))`add column ${columnSql(call, schema, reading)}`,
  modifyColumn: (call, schema, reading) => sqlAt(placeOf(call))`modify column ${columnSql(call, schema, reading)}`,
  dropColumn: (call, _schema, reading) =>
    sqlAt(placeOf(call))`drop column ${identifier(call.arguments[0], 'the column', reading)}`,
  renameColumn: (call, _schema, reading) => {
    const [from, to] = call.arguments;
    const name = identifier(from, 'the column', reading);
    return sqlAt(placeOf(call))`rename column ${name} to ${identifier(to, 'the new name', reading)}`;
  },
  alterColumn: (call, _schema, reading) => {
    const [name, build] = call.arguments;
    const at = placeOf(call);
    const steps = linksOf(build, 'what the column becomes', reading).map((step) => alteration(step, reading));
    if (steps.length === 0) obstruct(reading, 'what the column becomes', undefined);
    return sqlAt(at)`alter column ${identifier(name, 'the column', reading)} ${listed(steps, ' ', at)}`;
  },
};

function alteration(step: Link, reading: Reading): StringValue {
  const [value] = step.arguments;
  const at = placeOf(step);
  const { name: dialect } = reading.dialect.traits;
  switch (step.name) {
    case 'setDataType':
      return sqlAt(at)`${dialect === 'sqlserver' ? '' : 'type '}${typeSql(value, at, reading)}`;
    case 'setDefault':
      return sqlAt(at)`set default ${expression(value, 'the default', reading)}`;
    case 'dropDefault':
      return sqlAt(at)`drop default`;
    case 'setNotNull':
      return sqlAt(at)`set not null`;
    case 'dropNotNull':
      return sqlAt(at)`drop not null`;
    default:
      notKnown(reading, step.name);
      return sqlAt(at)``;
  }
}

/** The calls on ALTER TABLE after which there can be no other change; `more` says more about them. */
const last: Readonly<
  Record<string, (call: Link, more: readonly Link[], schema: Value | undefined, reading: Reading) => StringValue>
> = {
  renameTo: (call, more, _schema, reading) => {
    only(more, [], reading);
    return sqlAt(placeOf(call))`rename to ${qualified(call.arguments[0], undefined, 'the new name', reading)}`;
  },
  setSchema: (call, more, _schema, reading) => {
    only(more, [], reading);
    return sqlAt(placeOf(call))`set schema ${identifier(call.arguments[0], 'the schema', reading)}`;
  },
  dropConstraint: (call, more, _schema, reading) => {
    only(more, ['ifExists', 'cascade', 'restrict'], reading);
    const name = identifier(call.arguments[0], 'the constraint', reading);
    const behaviour = has(more, 'cascade') ? ' cascade' : has(more, 'restrict') ? ' restrict' : '';
    return sqlAt(placeOf(call))`drop constraint ${has(more, 'ifExists') ? 'if exists ' : ''}${name}${behaviour}`;
  },
  renameConstraint: (call, more, _schema, reading) => {
    only(more, [], reading);
    const [from, to] = call.arguments;
    const name = identifier(from, 'the constraint', reading);
    return sqlAt(placeOf(call))`rename constraint ${name} to ${identifier(to, 'the new name', reading)}`;
  },
  addIndex: (call, more, _schema, reading) => {
    const { unique, columns, using } = createIndexClauses(more, call.at, reading);
    only(more, ['unique', 'column', 'columns', 'expression', 'using'], reading);
    const name = identifier(call.arguments[0], 'the index', reading);
    return sqlAt(placeOf(call))`add ${unique}index ${name}${columns}${using}`;
  },
  dropIndex: (call, more, _schema, reading) => {
    only(more, [], reading);
    return sqlAt(placeOf(call))`drop index ${identifier(call.arguments[0], 'the index', reading)}`;
  },
};

export function alterTable({ first, more, schema, at }: SchemaCall, reading: Reading): StringValue {
  const table = qualified(first.arguments[0], schema, 'the table', reading);
  const [change, ...others] = more;
  if (change === undefined) {
    obstruct(reading, 'what happens to the table', undefined);
    return sqlAt(at)``;
  }
  const constraint = constraintSql(change, others, schema, reading);
  const ending = lookUp(last, change.name)?.(change, others, schema, reading);
  if (constraint !== undefined) return sqlAt(at)`alter table ${table} add ${constraint}`;
  if (ending !== undefined) return sqlAt(at)`alter table ${table} ${ending}`;
  return sqlAt(at)`alter table ${table} ${changesSql(more, schema, at, reading)}`;
}

function changesSql(
  calls: readonly Link[],
  schema: Value | undefined,
  at: StringValue['at'],
  reading: Reading,
): StringValue {
  const known = calls.flatMap((call) => {
    const sql = lookUp(changes, call.name)?.(call, schema, reading);
    if (sql === undefined) notKnown(reading, call.name);
    return sql === undefined ? [] : [{ name: call.name, call, sql: upTo(sql, placeOf(call)) }];
  });
  if (reading.dialect.traits.name !== 'sqlserver') {
    return listed(
      known.map(({ sql }) => sql),
      ', ',
      at,
    );
  }
  // T-SQL says ADD and DROP COLUMN once, whatever the number of columns.
  const added = known.filter(({ name }) => name === 'addColumn').map(({ call }) => columnSql(call, schema, reading));
  const dropped = known
    .filter(({ name }) => name === 'dropColumn')
    .flatMap(({ call }) => identifier(call.arguments[0], 'the column', reading) ?? []);
  const others = known.filter(({ name }) => name !== 'addColumn' && name !== 'dropColumn').map(({ sql }) => sql);
  return listed(
    [
      ...(added.length === 0 ? [] : [sqlAt(at)`add ${listed(added, ', ', at)}`]),
      ...others,
      ...(dropped.length === 0 ? [] : [sqlAt(at)`drop column ${listed(dropped, ', ', at)}`]),
    ],
    ', ',
    at,
  );
}
