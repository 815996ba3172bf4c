import type { QualifiedName } from '../../model/names.ts';
import type { Span } from '../../model/span.ts';
import { host } from '../javascript/index.ts';
import { elementsOf } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { readSql } from '../javascript/migrations/sql.ts';
import { stringAt } from '../javascript/strings.ts';
import type { HostValue, Link, ObjectValue, StringValue, Value } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { conditionSql, operand, parameter } from './conditions.ts';
import { callsIn, linksOf } from './links.ts';
import { qualified, quotedText } from './names.ts';
import { querySql } from './select.ts';

/** A chain of the query builder. */
interface Query {
  readonly calls: readonly Link[];
  /** That of `withSchema`. */
  readonly schema: Value | undefined;
  readonly at: Span;
  readonly reading: Reading;
}

/** A chain of the query builder that changes rows, or asks for them. */
export function readQuery(chain: HostValue, at: Span, reading: Reading): Meaning {
  const calls = callsIn(chain.links, reading);
  const schema = calls.find(({ name }) => name === 'withSchema')?.arguments[0];
  const query: Query = { calls, schema, at, reading };
  for (const {
    name,
    arguments: [, body],
  } of calls)
    if (name === 'with' || name === 'withRecursive') checkPart(body, reading);
  const sql = insertSql(query) ?? updateSql(query) ?? deleteSql(query);
  if (sql !== undefined) return readSql(sql, at, reading);
  return { operations: [{ kind: 'Query', span: at, text: chainName(chain), reads: tablesOf(calls) }] };
}

/** A part of WITH that changes rows would be passed over. */
function checkPart(body: Value | undefined, reading: Reading): void {
  const [first] = linksOf(body, 'a part of the query', reading);
  if (first !== undefined && first.name !== 'selectFrom')
    reading.obstacles.push({ reason: 'not-recognised', detail: `${first.name}() within with() is not known` });
}

function tablesOf(calls: readonly Link[]): readonly QualifiedName[] {
  return calls
    .filter(({ name }) => name === 'selectFrom' || name.endsWith('Join'))
    .flatMap(({ arguments: [first] }) =>
      first?.kind === 'array' ? first.elements : first === undefined ? [] : [first],
    )
    .flatMap((value): readonly QualifiedName[] => {
      if (value.kind !== 'string') return [];
      const [table = '', schema] = value.source.text
        .replace(/(?<!\s)\s+as\s+\S+\s*$/i, '')
        .split('.')
        .reverse();
      return [schema === undefined ? { name: table } : { schema, name: table }];
    });
}

function find({ calls }: Query, ...names: readonly string[]): Link | undefined {
  return calls.find(({ name }) => names.includes(name));
}

function tableOf({ schema, reading }: Query, { arguments: [table] }: Link): StringValue | undefined {
  return qualified(table, schema, 'the table', reading);
}

function whereSql({ calls, reading, at }: Query): SqlPart {
  const condition = conditionSql(calls, reading);
  return condition && sqlAt(at)` where ${condition}`;
}

function insertSql(query: Query): StringValue | undefined {
  const insert = find(query, 'insertInto', 'replaceInto');
  if (insert === undefined) return undefined;
  const { at, reading } = query;
  const word =
    insert.name === 'replaceInto' ? 'replace' : find(query, 'ignore') === undefined ? 'insert' : 'insert ignore';
  return sqlAt(at)`${word} into ${tableOf(query, insert)}${rowsSql(query)}${conflictSql(query, reading)}`;
}

function rowsSql(query: Query): SqlPart {
  const { at, reading } = query;
  const values = find(query, 'values')?.arguments[0];
  const from = find(query, 'expression')?.arguments[0];
  const columns = find(query, 'columns')?.arguments[0];
  if (find(query, 'defaultValues') !== undefined) return ' default values';
  if (from !== undefined) {
    const names = elementsOf(columns, 'the columns', reading).flatMap((name) =>
      name?.kind === 'string' ? [quotedText(name, reading)] : [],
    );
    const list = names.length === 0 ? undefined : sqlAt(at)` (${listed(names, ', ', at)})`;
    return sqlAt(at)`${list} ${querySql(from, reading)}`;
  }
  const rows = elementsOf(objectOf(values, reading), 'the rows', reading).filter((row) => row?.kind === 'object');
  const keys = new Map(rows.flatMap((row) => [...row.entries].map(([key, { keyAt }]) => [key, keyAt] as const)));
  // Rows that only a run can tell: Kysely names their columns then.
  if (keys.size === 0) return sqlAt(at)` values (${parameter(at, reading)})`;
  const names = [...keys].map(([key, keyAt]) => quotedText(stringAt(key, keyAt), reading));
  const lists = rows.map((row) => {
    const cells = [...keys.keys()].map((key) => cell(row, key, reading));
    return sqlAt(row.at)`(${listed(cells, ', ', row.at)})`;
  });
  return sqlAt(at)` (${listed(names, ', ', at)}) values ${listed(lists, ', ', at)}`;
}

function cell(row: ObjectValue, key: string, reading: Reading): StringValue {
  const value = row.entries.get(key)?.value;
  if (value !== undefined) return operand(value, value.at, reading);
  return stringAt(reading.dialect.traits.name === 'sqlite' ? 'null' : 'default', row.at);
}

function conflictSql(query: Query, reading: Reading): SqlPart {
  const { at } = query;
  if (find(query, 'onDuplicateKeyUpdate') !== undefined) return ' on duplicate key update id = id';
  const conflict = find(query, 'onConflict');
  if (conflict === undefined) return undefined;
  const calls = linksOf(conflict.arguments[0], 'what happens on a conflict', reading);
  const named = calls
    .filter(({ name }) => name === 'column' || name === 'columns')
    .flatMap(({ arguments: [value] }) => elementsOf(value, 'the columns', reading))
    .flatMap((name) => (name?.kind === 'string' ? [quotedText(name, reading)] : []));
  const target = named.length === 0 ? undefined : sqlAt(at)` (${listed(named, ', ', at)})`;
  const update = calls.find(({ name }) => name === 'doUpdateSet');
  if (update === undefined) return sqlAt(at)` on conflict${target} do nothing`;
  const set = assignmentsSql(update.arguments, at, reading);
  return sqlAt(at)` on conflict${target} do update set ${set}`;
}

function updateSql(query: Query): StringValue | undefined {
  const update = find(query, 'updateTable');
  if (update === undefined) return undefined;
  const { at, reading, calls } = query;
  const set = calls.filter(({ name }) => name === 'set').map((call) => assignmentsSql(call.arguments, at, reading));
  const from = find(query, 'from');
  const source = from && sqlAt(at)` from ${tableOf(query, from)}`;
  return sqlAt(at)`update ${tableOf(query, update)} set ${listed(set, ', ', at)}${source}${whereSql(query)}`;
}

function assignmentsSql([first, second]: readonly Value[], at: Span, reading: Reading): StringValue {
  const whole = objectOf(first, reading);
  if (whole?.kind === 'string') return sqlAt(at)`${quotedText(whole, reading)} = ${operand(second, at, reading)}`;
  if (whole?.kind !== 'object' || whole.entries.size === 0) {
    obstruct(reading, 'what is set', whole);
    return sqlAt(at)``;
  }
  const pairs = [...whole.entries].map(([key, { keyAt, value }]) => {
    const column = quotedText(stringAt(key, keyAt), reading);
    return sqlAt(keyAt)`${column} = ${operand(value, value.at, reading)}`;
  });
  return listed(pairs, ', ', at);
}

function deleteSql(query: Query): StringValue | undefined {
  const remove = find(query, 'deleteFrom');
  if (remove === undefined) return undefined;
  const { at } = query;
  const using = find(query, 'using');
  const source = using && sqlAt(at)` using ${tableOf(query, using)}`;
  return sqlAt(at)`delete from ${tableOf(query, remove)}${source}${whereSql(query)}`;
}

/** What a callback such as `(eb) => ({ … })` gives; any other value as it is. */
function objectOf(value: Value | undefined, { module }: Reading): Value | undefined {
  return value?.kind === 'function' ? module.call(value, [host('builder', value.at)]).returned : value;
}
