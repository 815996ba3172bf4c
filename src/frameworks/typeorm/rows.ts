import type { Assignment } from '../../model/operations/data.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import type { Link, Value } from '../javascript/value.ts';
import { describe } from '../javascript/value.ts';
import { entityTable } from './entities.ts';
import { conditionOf, expressionOf, whereOf } from './values.ts';

/** What an entity manager, a repository or a query builder does; `undefined`: it is only being built. */
export function rowsMeaning(calls: readonly Link[], span: Span, reading: Reading): readonly Operation[] | undefined {
  const [first] = calls;
  if (first === undefined) return undefined;
  if (calls.some(({ name }) => name === 'createQueryBuilder')) return builderMeaning(calls, span, reading);
  if (first.name !== 'getRepository') return managerMeaning(first, first.arguments, span, reading);
  const [, method] = calls;
  return method && managerMeaning(method, [...first.arguments.slice(0, 1), ...method.arguments], span, reading);
}

const reads = /^(?:find|count|exist|sum$|average$|minimum$|maximum$|query$|preload$|getId$|hasId$)/;

/** `manager.update(Entity, criteria, values)` and the like. */
function managerMeaning(
  { name }: Link,
  [entity, first, second]: readonly Value[],
  span: Span,
  reading: Reading,
): readonly Operation[] | undefined {
  if (reads.test(name)) return [{ kind: 'Query', span, text: name, reads: tablesOf(entity) }];
  switch (name) {
    case 'insert':
      return inserted(entity, first, span, reading);
    case 'upsert':
      return inserted(entity, first, span, reading, 'update');
    case 'update':
      return updated(entity, first, second, span, reading);
    case 'increment':
    case 'decrement':
    case 'restore':
    case 'softDelete':
      return updated(entity, first, undefined, span, reading);
    case 'delete': {
      const table = tableFor(entity, reading);
      const where = conditionOf(first, undefined, reading);
      return [{ kind: 'DeleteRows', span, table, reads: [], where }];
    }
    case 'clear':
      return [{ kind: 'Truncate', span, tables: [tableFor(entity, reading)], cascade: false }];
    case 'save':
    case 'remove':
    case 'softRemove': {
      const detail = `what ${name}() does is decided by the entities that it is given`;
      reading.obstacles.push({ reason: 'built-at-run-time', detail });
      return [];
    }
    case 'create':
    case 'merge':
    case 'release':
    case 'getTreeRepository':
    case 'withRepository':
      return undefined;
    default:
      reading.obstacles.push({ reason: 'not-recognised', detail: `${name}() of an entity manager is not known` });
      return [];
  }
}

const runs =
  /^(?:execute$|get(?:One|Many|Raw|Count|Exists|OneOrFail|RawOne|RawMany|ManyAndCount|RawAndEntities)|stream$)/;

/** `createQueryBuilder().update('t').set({…}).where(…).execute()`. */
function builderMeaning(calls: readonly Link[], span: Span, reading: Reading): readonly Operation[] | undefined {
  if (!calls.some(({ name }) => runs.test(name))) return undefined;
  const find = (...names: readonly string[]): Link | undefined => calls.findLast(({ name }) => names.includes(name));
  const entity = find('from', 'into')?.arguments[0] ?? find('update')?.arguments[0] ?? firstEntity(calls);
  const where = whereOf(calls, reading);
  const filter = { reads: [], ...(where === undefined ? {} : { where }) };
  if (find('insert') !== undefined) {
    const conflict = find('orIgnore') !== undefined ? 'ignore' : find('orUpdate') !== undefined ? 'update' : undefined;
    return inserted(entity, find('values')?.arguments[0], span, reading, conflict);
  }
  const update = find('update', 'softDelete', 'restore');
  if (update !== undefined) {
    const values = find('set')?.arguments[0] ?? update.arguments.find(({ kind }) => kind === 'object');
    const assignments = assignmentsOf(values, reading);
    return [{ kind: 'UpdateRows', span, table: tableFor(entity, reading), assignments, ...filter }];
  }
  if (find('delete') !== undefined) return [{ kind: 'DeleteRows', span, table: tableFor(entity, reading), ...filter }];
  const joined = calls.filter(({ name }) => /join/i.test(name)).flatMap(({ arguments: [table] }) => tablesOf(table));
  return [{ kind: 'Query', span, text: 'createQueryBuilder', reads: [...tablesOf(entity), ...joined] }];
}

function firstEntity(calls: readonly Link[]): Value | undefined {
  return calls.find(({ name }) => name === 'getRepository' || name === 'createQueryBuilder')?.arguments[0];
}

function tablesOf(entity: Value | undefined): readonly QualifiedName[] {
  const table = entityTable(entity);
  return table === undefined ? [] : [table];
}

function tableFor(entity: Value | undefined, reading: Reading): QualifiedName {
  const table = entityTable(entity);
  if (table !== undefined) return table;
  const why = entity === undefined ? 'no entity is named' : describe(entity);
  reading.obstacles.push({ reason: 'built-at-run-time', detail: `the table of the entity cannot be told: ${why}` });
  return { name: '' };
}

function inserted(
  entity: Value | undefined,
  rows: Value | undefined,
  span: Span,
  reading: Reading,
  conflict?: 'ignore' | 'update',
): readonly Operation[] {
  const table = tableFor(entity, reading);
  const list = rows?.kind === 'array' ? rows.elements : rows === undefined ? [] : [rows];
  const objects = list.filter((row) => row.kind === 'object');
  const columns = [...new Set(objects.flatMap((row) => [...row.entries.keys()]))];
  const isKnown =
    objects.length === list.length &&
    objects.every(({ open }) => open === undefined) &&
    (rows?.kind !== 'array' || rows.open === undefined);
  const source = isKnown
    ? {
        kind: 'values' as const,
        rows: objects.map(({ entries }) =>
          columns.map((column) => {
            const entry = entries.get(column);
            return entry === undefined ? 'DEFAULT' : expressionOf(entry.value, reading).sql;
          }),
        ),
      }
    : { kind: 'stream' as const };
  return [{ kind: 'InsertRows', span, table, columns, source, ...(conflict === undefined ? {} : { conflict }) }];
}

function updated(
  entity: Value | undefined,
  criteria: Value | undefined,
  values: Value | undefined,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const table = tableFor(entity, reading);
  const where = conditionOf(criteria, undefined, reading);
  return [{ kind: 'UpdateRows', span, table, assignments: assignmentsOf(values, reading), reads: [], where }];
}

function assignmentsOf(values: Value | undefined, reading: Reading): readonly Assignment[] {
  if (values?.kind !== 'object') return [];
  return [...values.entries].map(([column, { value }]) => ({ column, value: expressionOf(value, reading) }));
}
