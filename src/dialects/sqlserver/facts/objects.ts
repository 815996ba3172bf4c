import type { Operation } from '../../../model/operation.ts';
import { nameKey } from '../../../model/names.ts';
import type { Effect } from '../../facts/effect.ts';
import type { ObjectKind, SessionKind } from '../../facts/kinds.ts';
import { tableOfTrigger } from '../../facts/relations.ts';
import { noted } from './columns.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';

const harmless: Effect = {};

/** What only other databases have. */
const unknown = (): undefined => undefined;

function createView({ name, reads, replace }: Operation<'CreateView'>, { schema }: Context): Effect {
  const isThere = replace && schema.views.has(nameKey(schema.traits, name));
  return { locks: [...(isThere ? locksOn('Sch-M', name) : []), ...locksOn('Sch-S', ...reads)] };
}

/** DROP TRIGGER does not name the table. */
function dropTrigger({ name, table }: Operation<'DropTrigger'>, { schema }: Context): Effect {
  const owner = table ?? tableOfTrigger(schema, name);
  return owner === undefined ? harmless : noted(owner);
}

/** Procedures of the server that read the definition of a module anew, and touch no rows. */
const refreshing: ReadonlySet<string> = new Set(['sp_refreshview', 'sp_refreshsqlmodule', 'sp_recompile']);

function callRoutine({ name }: Operation<'CallRoutine'>): Effect | undefined {
  return refreshing.has(name.name.toLowerCase()) ? harmless : undefined;
}

/** Databases and full-text catalogs are files, which no transaction takes back. */
function objectEffect({ objectType, table }: Operation<'CreateObject' | 'AlterObject' | 'DropObject'>): Effect {
  switch (objectType) {
    case 'database':
    case 'text-search':
      return { transactional: false };
    case 'extended-statistics':
      return table === undefined ? harmless : { locks: locksOn('Sch-S', table), growsWithRows: true };
    case 'policy':
      return table === undefined ? harmless : noted(table);
    default:
      return harmless;
  }
}

function dropObject(operation: Operation<'DropObject'>): Effect {
  const effect = objectEffect(operation);
  return operation.objectType === 'database' ? { ...effect, loses: `the database ${operation.name.name}` } : effect;
}

/** Upkeep by the first words of the command; what is not named here is not known. */
const upkeep: readonly (readonly [words: RegExp, effect: (tables: Operation<'Maintenance'>['tables']) => Effect])[] = [
  [/^UPDATE STATISTICS/i, (tables) => ({ locks: locksOn('Sch-S', ...tables), scans: tables })],
  [/REORGANIZE$/i, (tables) => ({ locks: locksOn('IX', ...tables), growsWithRows: true })],
  // The checks read a snapshot, and wait for nobody.
  [/^DBCC CHECK(?:DB|TABLE|ALLOC|CATALOG|FILEGROUP|CONSTRAINTS)/i, () => ({ growsWithRows: true })],
  [/^DBCC SHRINK/i, () => ({ growsWithRows: true })],
  [/^CHECKPOINT/i, () => harmless],
  [/^DBCC CHECKIDENT/i, () => harmless],
  [/^(?:BACKUP|RESTORE)/i, () => ({ growsWithRows: true, transactional: false })],
];

function maintenance({ command, tables }: Operation<'Maintenance'>): Effect | undefined {
  return upkeep.find(([words]) => words.test(command))?.[1](tables);
}

export const objectEffects: Effects<ObjectKind> = {
  CreateView: createView,
  DropView: ({ name }) => noted(name),
  RenameView: ({ name }) => noted(name),
  AlterView: ({ name }) => noted(name),
  RefreshView: unknown,
  CreateRoutine: () => harmless,
  DropRoutine: () => harmless,
  RenameRoutine: () => harmless,
  AlterRoutine: () => harmless,
  CallRoutine: callRoutine,
  CreateTrigger: ({ table }) => noted(table),
  DropTrigger: dropTrigger,
  RenameTrigger: ({ table }) => noted(table),
  SetTrigger: ({ table }) => noted(table),
  CreateType: () => harmless,
  AlterType: unknown,
  RenameType: () => harmless,
  DropType: () => harmless,
  AddEnumValue: unknown,
  RenameEnumValue: unknown,
  CreateSequence: () => harmless,
  AlterSequence: () => harmless,
  RenameSequence: () => harmless,
  DropSequence: () => harmless,
  CreateSchema: () => harmless,
  RenameSchema: () => harmless,
  DropSchema: () => harmless,
  CreateObject: objectEffect,
  AlterObject: objectEffect,
  RenameObject: () => harmless,
  DropObject: dropObject,
  Comment: () => harmless,
  Grant: () => harmless,
};

export const sessionEffects: Effects<SessionKind> = {
  Begin: () => harmless,
  Commit: () => harmless,
  Rollback: () => harmless,
  Savepoint: () => harmless,
  SetVariable: () => harmless,
  LockTable: unknown,
  Maintenance: maintenance,
  NoChange: () => harmless,
  Opaque: unknown,
};
