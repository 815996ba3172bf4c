import { elementsOf } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import { host } from '../javascript/index.ts';
import { part } from '../javascript/strings.ts';
import type { Link, StringValue, Value } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { conditionSql, operand, reference } from './conditions.ts';
import { callsIn, linksOf, placeOf } from './links.ts';
import { quotedText } from './names.ts';
import { isRaw, rawSql, valueSql } from './raw.ts';

/** A query in the place of one: a chain that selects, a callback that gives one, or SQL. */
export function querySql(value: Value | undefined, reading: Reading): StringValue | undefined {
  if (value?.kind === 'host') {
    return isRaw(value) ? rawSql(value, reading) : selectSql(callsIn(value.links, reading), value.at, reading);
  }
  if (value?.kind === 'function') return selectSql(linksOf(value, 'the query', reading), value.at, reading);
  obstruct(reading, 'the query', value);
  return undefined;
}

const joins: Readonly<Record<string, string>> = {
  innerJoin: 'inner join',
  leftJoin: 'left join',
  rightJoin: 'right join',
  fullJoin: 'full join',
};

const clauses: ReadonlySet<string> = new Set([
  ...Object.keys(joins),
  'selectFrom',
  'select',
  'selectAll',
  'distinct',
  'where',
  'whereRef',
  'groupBy',
  'orderBy',
  'limit',
]);

function selectSql(calls: readonly Link[], at: StringValue['at'], reading: Reading): StringValue {
  for (const call of calls) if (!clauses.has(call.name)) notKnown(reading, call.name);
  const list = (name: string): readonly StringValue[] =>
    calls
      .filter((call) => call.name === name)
      .flatMap((call) => elementsOf(call.arguments[0], name, reading))
      .map((value) => aliased(value, at, reading));
  const columns = [
    ...calls.filter(({ name }) => name === 'selectAll').map((call) => allOf(call, reading)),
    ...list('select'),
  ];
  if (columns.length === 0) obstruct(reading, 'what is selected', undefined);
  const joined = calls.flatMap((call): readonly StringValue[] => {
    const join = Object.hasOwn(joins, call.name) ? joins[call.name] : undefined;
    const [table, left, right] = call.arguments;
    const place = placeOf(call);
    if (join === undefined) return [];
    if (right === undefined) obstruct(reading, 'the condition of the join', left);
    const on = sqlAt(place)`${reference(left, place, reading)} = ${reference(right, place, reading)}`;
    return [sqlAt(place)` ${join} ${aliased(table, place, reading)} on ${on}`];
  });
  const where = conditionSql(calls, reading);
  const groups = list('groupBy');
  const orders = calls.filter(({ name }) => name === 'orderBy').map((call) => orderSql(call, reading));
  const limit = calls.findLast(({ name }) => name === 'limit');
  const distinct = calls.some(({ name }) => name === 'distinct') ? 'distinct ' : '';
  const parts: readonly SqlPart[] = [
    ...joined,
    where && sqlAt(at)` where ${where}`,
    groups.length === 0 ? undefined : sqlAt(at)` group by ${listed(groups, ', ', at)}`,
    orders.length === 0 ? undefined : sqlAt(at)` order by ${listed(orders, ', ', at)}`,
    limit && sqlAt(at)` limit ${operand(limit.arguments[0], at, reading)}`,
  ];
  const head = sqlAt(at)`select ${distinct}${listed(columns, ', ', at)} from ${listed(list('selectFrom'), ', ', at)}`;
  return parts.reduce<StringValue>((sql, clause) => sqlAt(at)`${sql}${clause}`, head);
}

function allOf(call: Link, reading: Reading): StringValue {
  const [table] = call.arguments;
  const at = placeOf(call);
  return table === undefined ? sqlAt(at)`*` : sqlAt(at)`${reference(table, at, reading)}.*`;
}

function orderSql(call: Link, reading: Reading): StringValue {
  const [column, direction] = call.arguments;
  const at = placeOf(call);
  const order = direction?.kind === 'string' ? sqlAt(at)` ${direction}` : undefined;
  return sqlAt(at)`${reference(column, at, reading)}${order}`;
}

/** `name`, `name as alias`, an expression with `.as(alias)`, or a callback that gives one of them. */
function aliased(value: Value | undefined, at: StringValue['at'], reading: Reading): StringValue {
  if (value?.kind === 'function') {
    const { returned } = reading.module.call(value, [host('builder', value.at)]);
    return aliased(returned.kind === 'function' ? undefined : returned, at, reading);
  }
  if (value?.kind === 'host') {
    const alias = value.links.findLast(({ name }) => name === 'as')?.arguments[0];
    const name = alias?.kind === 'string' ? sqlAt(at)` as ${quotedText(alias, reading)}` : undefined;
    const unknown = { kind: 'unknown', reason: `${chainName(value)} is not known`, at: value.at } as const;
    return sqlAt(value.at)`${valueSql(value, reading) ?? unknown}${name}`;
  }
  if (value?.kind !== 'string') {
    obstruct(reading, 'a part of the query', value);
    return sqlAt(at)``;
  }
  const split = /^(.*\S)\s+as\s+(\S+)\s*$/i.exec(value.source.text);
  const [, source = '', alias = ''] = split ?? [];
  if (split === null) return reference(value, at, reading);
  const aliasStart = value.source.text.lastIndexOf(alias);
  const name = quotedText(part(value, aliasStart, aliasStart + alias.length, value.at), reading);
  return sqlAt(value.at)`${reference(part(value, 0, source.length, value.at), at, reading)} as ${name}`;
}
