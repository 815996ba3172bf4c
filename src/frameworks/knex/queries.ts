import type { Assignment } from '../../model/operations/data.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { HostValue, Link, Value } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { optionalText } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { sqlOf, tableName } from './arguments.ts';
import { conditionOf } from './conditions.ts';

const tableMethods: ReadonlySet<string> = new Set(['', 'from', 'into', 'table', 'insert', 'update', 'batchInsert']);

/** A chain of the query builder: `knex('t').where(…).update(…)`. `undefined`: it is none. */
export function readQuery(chain: HostValue, span: Span, reading: Reading): Operation | undefined {
  const calls = chain.links.filter(({ form }) => form !== 'property');
  const [first] = calls;
  if (first === undefined) return undefined;
  const table = tableOf(calls);
  const find = (...names: readonly string[]): Link | undefined => calls.find(({ name }) => names.includes(name));

  const insert = find('insert', 'batchInsert', 'upsert');
  if (insert !== undefined) return inserted(table, insert, calls, span, reading);
  const update = find('update', 'increment', 'decrement');
  if (update !== undefined) return updated(table, update, calls, span, reading);
  if (find('delete', 'del') !== undefined) {
    return {
      kind: 'DeleteRows',
      span,
      table: table ?? { name: '' },
      reads: readTables(calls),
      ...filter(calls, reading),
    };
  }
  if (find('truncate') !== undefined)
    return { kind: 'Truncate', span, tables: table === undefined ? [] : [table], cascade: false };
  if (find('commit', 'rollback', 'destroy', 'initialize') !== undefined)
    return { kind: 'NoChange', span, statement: chainName(chain) };
  const reads = [...(table === undefined ? [] : [table]), ...readTables(calls)];
  return { kind: 'Query', span, text: chainName(chain), reads };
}

function tableOf(calls: readonly Link[]): QualifiedName | undefined {
  const schema = optionalText(calls.find(({ name }) => name === 'withSchema')?.arguments[0]);
  const batch = calls.find(({ name }) => name === 'batchInsert');
  const link = batch ?? calls.find(({ name }) => tableMethods.has(name) && name !== 'insert' && name !== 'update');
  const [value] = link?.arguments ?? [];
  const name =
    optionalText(value) ?? (value?.kind === 'object' ? optionalText([...value.entries.values()][0]?.value) : undefined);
  return name === undefined ? undefined : tableName(name.replace(/(?<!\s)\s+as\s+\S+$/i, ''), schema);
}

function readTables(calls: readonly Link[]): readonly QualifiedName[] {
  return calls
    .filter(({ name }) => /join$/i.test(name))
    .flatMap(({ arguments: [table] }) => {
      const name = optionalText(table);
      return name === undefined ? [] : [tableName(name.replace(/(?<!\s)\s+as\s+\S+$/i, ''), undefined)];
    });
}

function filter(calls: readonly Link[], reading: Reading): { readonly where?: string; readonly limited?: boolean } {
  const where = conditionOf(calls, reading);
  return {
    ...(where === undefined ? {} : { where: where.includes('?') ? where : reading.dialect.expression(where).sql }),
    ...(calls.some(({ name }) => name === 'limit') ? { limited: true } : {}),
  };
}

function inserted(
  table: QualifiedName | undefined,
  insert: Link,
  calls: readonly Link[],
  span: Span,
  reading: Reading,
): Operation {
  const rows = insert.arguments[insert.name === 'batchInsert' ? 1 : 0];
  const list = rows?.kind === 'array' ? rows.elements : rows === undefined ? [] : [rows];
  const objects = list.filter((row) => row.kind === 'object');
  const isKnown = objects.length === list.length && (rows?.kind !== 'array' || rows.open === undefined);
  const columns = [...new Set(objects.flatMap((row) => [...row.entries.keys()]))];
  const conflict = conflictOf(calls);
  const own = {
    kind: 'InsertRows',
    span,
    table: table ?? { name: '' },
    ...(conflict === undefined ? {} : { conflict }),
  } as const;
  if (rows?.kind === 'host') {
    const reads = tableOf(rows.links);
    return {
      ...own,
      columns: [],
      source: { kind: 'query', query: chainName(rows), reads: reads === undefined ? [] : [reads] },
    };
  }
  if (!isKnown) return { ...own, columns, source: { kind: 'stream' } };
  const values = objects.map((row) => columns.map((column) => written(row.entries.get(column)?.value, reading)));
  return { ...own, columns, source: { kind: 'values', rows: values } };
}

function conflictOf(calls: readonly Link[]): 'ignore' | 'update' | undefined {
  if (calls.some(({ name }) => name === 'merge' || name === 'upsert')) return 'update';
  return calls.some(({ name }) => name === 'ignore') ? 'ignore' : undefined;
}

function written(value: Value | undefined, reading: Reading): string {
  return value === undefined ? 'DEFAULT' : (sqlOf(value, reading)?.sql ?? '?');
}

function updated(
  table: QualifiedName | undefined,
  update: Link,
  calls: readonly Link[],
  span: Span,
  reading: Reading,
): Operation {
  return {
    kind: 'UpdateRows',
    span,
    table: table ?? { name: '' },
    assignments: assignmentsOf(update, reading),
    reads: readTables(calls),
    ...filter(calls, reading),
  };
}

function assignmentsOf({ name, arguments: [first, second] }: Link, reading: Reading): readonly Assignment[] {
  const assigned = (column: string, value: Value | undefined): Assignment => {
    const known = value === undefined ? undefined : sqlOf(value, reading);
    return { column, value: known ?? { sql: '?', constant: false, calls: [] } };
  };
  if (first?.kind === 'object') return [...first.entries].map(([column, { value }]) => assigned(column, value));
  const column = optionalText(first);
  if (column === undefined) return [];
  return name === 'update' ? [assigned(column, second)] : [assigned(column, undefined)];
}
