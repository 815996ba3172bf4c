import type { Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName, nameKey, sameName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import type { Schema } from '../../../model/schema.ts';
import type { Attributes } from '../../../model/table.ts';
import { mentions } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { tablesWhere } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import type { LockMode } from './locks.ts';
import { locksOn } from './locks.ts';
import { viewsOver, withPartitions } from './relations.ts';

const harmless: Effect = {};

function createView(operation: Operation<'CreateView'>, { schema }: Context): Effect {
  const isThere = schema.views.has(nameKey(schema.traits, operation.name));
  const locks = [
    ...(operation.replace && isThere ? locksOn('AccessExclusive', operation.name) : []),
    ...locksOn('AccessShare', ...operation.reads),
  ];
  if (!operation.materialized || operation.attributes?.['with-data'] === 'false') return { locks };
  return { locks, scans: operation.reads, because: 'its query is run and every row of the result is written' };
}

function refreshView({ name, concurrently, withData }: Operation<'RefreshView'>, { schema }: Context): Effect {
  if (withData === false) return { locks: locksOn('AccessExclusive', name) };
  const view = schema.views.get(nameKey(schema.traits, name));
  const reads = view?.reads ?? [];
  const readLocks = locksOn('AccessShare', ...reads);
  if (concurrently) {
    return {
      locks: [...locksOn('Exclusive', name), ...readLocks],
      scans: [name, ...reads],
      because: 'its query is run and the result compared with every row that is there',
    };
  }
  return {
    locks: [...locksOn('AccessExclusive', name), ...readLocks],
    rewrites: [name],
    // What was written is read again where it has indexes, which are built anew.
    scans: [...((view?.indexes ?? []).length === 0 ? [] : [name]), ...reads],
    because: 'its query is run and every row of the result is written',
  };
}

/** A materialized view has storage parameters, as weak as a table's; all else of a view is strong. */
function alterView({ name, attributes }: Operation<'AlterView'>, { schema }: Context): Effect {
  const isStored = schema.views.get(nameKey(schema.traits, name))?.materialized === true;
  const isStrong =
    !isStored || attributes['owner'] !== undefined || Object.keys(attributes).some((key) => key.includes(' '));
  return { locks: locksOn(isStrong ? 'AccessExclusive' : 'ShareUpdateExclusive', name) };
}

export const viewEffects: Effects<'CreateView' | 'DropView' | 'RenameView' | 'AlterView' | 'RefreshView'> = {
  CreateView: createView,
  DropView: ({ name, cascade }, { schema }) => ({
    locks: locksOn('AccessExclusive', name, ...(cascade ? viewsOver(schema, name) : [])),
  }),
  RenameView: ({ name }) => ({ locks: locksOn('AccessExclusive', name) }),
  AlterView: alterView,
  RefreshView: refreshView,
};

/** A trigger for each row is made on every partition too. */
function createTrigger({ table, definition }: Operation<'CreateTrigger'>, { schema }: Context): Effect {
  const isForRows = /\bFOR (?:EACH )?ROW\b/i.test(definition);
  return { locks: locksOn('ShareRowExclusive', ...(isForRows ? withPartitions(schema, table) : [table])) };
}

/** The tables whose triggers go along with their function. */
function tablesThatCall({ name }: QualifiedName, schema: Schema): readonly QualifiedName[] {
  const called = [...schema.tables.values()].filter(({ triggers }) =>
    triggers.some(({ definition }) => mentions(definition, name)),
  );
  return called.map((table) => table.name);
}

export const routineEffects: Effects<
  | 'CreateRoutine'
  | 'DropRoutine'
  | 'RenameRoutine'
  | 'AlterRoutine'
  | 'CallRoutine'
  | 'CreateTrigger'
  | 'DropTrigger'
  | 'RenameTrigger'
  | 'SetTrigger'
> = {
  CreateRoutine: () => harmless,
  DropRoutine: ({ name, cascade }, { schema }) =>
    cascade ? { locks: locksOn('AccessExclusive', ...tablesThatCall(name, schema)) } : harmless,
  RenameRoutine: () => harmless,
  AlterRoutine: () => harmless,
  CallRoutine: () => undefined,
  CreateTrigger: createTrigger,
  DropTrigger: ({ table }, { schema }) =>
    table === undefined ? undefined : { locks: locksOn('AccessExclusive', ...withPartitions(schema, table)) },
  RenameTrigger: ({ table }, { schema }) => ({ locks: locksOn('AccessExclusive', ...withPartitions(schema, table)) }),
  SetTrigger: ({ table }) => ({ locks: locksOn('ShareRowExclusive', table) }),
};

function isStrongOnSequence(attributes: Attributes): boolean {
  return attributes['owner'] !== undefined || attributes['logged'] !== undefined;
}

/** The table of OWNED BY: `t.a`, `s.t.a`. */
function ownerLocks({ 'owned-by': owner = 'NONE' }: Attributes): readonly Lock[] {
  const [table, schema] = owner.split('.').toReversed().slice(1);
  if (table === undefined) return [];
  return locksOn('AccessShare', schema === undefined ? { name: table } : { schema, name: table });
}

export const sequenceEffects: Effects<'CreateSequence' | 'AlterSequence' | 'RenameSequence' | 'DropSequence'> = {
  CreateSequence: ({ attributes }) => ({ locks: ownerLocks(attributes) }),
  AlterSequence: ({ name, attributes }) => ({
    locks: [
      ...locksOn(isStrongOnSequence(attributes) ? 'AccessExclusive' : 'ShareRowExclusive', name),
      ...ownerLocks(attributes),
    ],
  }),
  RenameSequence: ({ name }) => ({ locks: locksOn('AccessExclusive', name) }),
  DropSequence: ({ name }) => ({ locks: locksOn('AccessExclusive', name) }),
};

function dropSchema({ name, cascade }: Operation<'DropSchema'>, { schema }: Context): Effect {
  if (!cascade) return harmless;
  const tables = tablesInSchema(schema, name);
  if (tables.length === 0) return { loses: `everything in the schema ${name}` };
  return {
    locks: locksOn('AccessExclusive', ...tables),
    loses: `everything in the schema ${name}, with every row of ${tables.map(displayName).join(', ')}`,
  };
}

function tablesInSchema(schema: Schema, name: string): readonly QualifiedName[] {
  return tablesWhere(schema, (table) => (table.name.schema ?? schema.traits.defaultSchema) === name).map(
    (table) => table.name,
  );
}

/** The lock on the table that an object belongs to; all other objects lock no table. */
const objectModes: Partial<Record<OtherObjectType, LockMode>> = {
  policy: 'AccessExclusive',
  rule: 'AccessExclusive',
  'extended-statistics': 'ShareUpdateExclusive',
  publication: 'ShareUpdateExclusive',
};

/** Objects of the whole cluster that are files rather than rows of the catalog. */
const outsideTransactions: ReadonlySet<OtherObjectType> = new Set(['database', 'tablespace']);

function objectEffect({
  objectType,
  table,
  tables = [],
}: Operation<'CreateObject' | 'AlterObject' | 'RenameObject' | 'DropObject'>): Effect {
  const mode = objectModes[objectType];
  return mode === undefined ? harmless : { locks: locksOn(mode, ...tables, ...(table === undefined ? [] : [table])) };
}

/** DROP STATISTICS names no table. */
function statisticsTable(name: QualifiedName, schema: Schema): readonly QualifiedName[] {
  const found = [...schema.objects.values()].find(
    (object) => object.objectType === 'extended-statistics' && sameName(schema.traits, object.name, name),
  );
  return found?.table === undefined ? [] : [found.table];
}

function fileEffect(operation: Operation<'CreateObject' | 'DropObject'>): Effect {
  return { ...objectEffect(operation), transactional: !outsideTransactions.has(operation.objectType) };
}

/** CREATE SUBSCRIPTION makes a slot on the publisher unless it is told not to, which no rollback takes back. */
function createObject(operation: Operation<'CreateObject'>): Effect {
  const makesSlot =
    operation.objectType === 'subscription' &&
    !/\b(?:create_slot|connect)\s*=\s*(?:false|off|0)/i.test(operation.definition);
  return makesSlot ? { transactional: false } : fileEffect(operation);
}

function dropObject(operation: Operation<'DropObject'>, { schema }: Context): Effect {
  const tables = operation.objectType === 'extended-statistics' ? statisticsTable(operation.name, schema) : [];
  const effect = fileEffect({ ...operation, tables: [...(operation.tables ?? []), ...tables] });
  return operation.objectType === 'database' ? { ...effect, loses: `the database ${operation.name.name}` } : effect;
}

/** Comments on parts of a table read it; those on the table and its columns, on an index or a view keep other DDL away. */
function comment({ on, table }: Operation<'Comment'>): Effect {
  const relation = /^(?:index|view|materialized view|sequence) (?:(?<schema>[^.]+)\.)?(?<name>[^.]+)$/.exec(on)?.groups;
  if (relation !== undefined) {
    const { schema, name = '' } = relation;
    return { locks: locksOn('ShareUpdateExclusive', schema === undefined ? { name } : { schema, name }) };
  }
  if (table === undefined) return harmless;
  return { locks: locksOn(/^(?:table|column) /.test(on) ? 'ShareUpdateExclusive' : 'AccessShare', table) };
}

/** The first version in which GRANT and REVOKE lock what they are about. */
const grantLocksSince = 18;

export const objectEffects: Effects<
  | 'CreateSchema'
  | 'RenameSchema'
  | 'DropSchema'
  | 'CreateObject'
  | 'AlterObject'
  | 'RenameObject'
  | 'DropObject'
  | 'Comment'
  | 'Grant'
> = {
  CreateSchema: () => harmless,
  RenameSchema: () => harmless,
  DropSchema: dropSchema,
  CreateObject: createObject,
  AlterObject: objectEffect,
  RenameObject: objectEffect,
  DropObject: dropObject,
  Comment: comment,
  Grant: ({ tables }, { version }) =>
    version < grantLocksSince ? harmless : { locks: locksOn('AccessShare', ...tables) },
};
