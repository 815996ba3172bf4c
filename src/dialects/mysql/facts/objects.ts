import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { findTable } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import type { ObjectKind, SessionKind } from '../../facts/kinds.ts';
import { tableOfTrigger } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { rebuildOf } from './rebuilds.ts';
import { alteration } from './ways.ts';

/** Touches no table, and ends the transaction that it meets. "Statements That Cause an Implicit Commit". */
const committing: Effect = { transactional: false };

/** Touches no table. */
const harmless: Effect = {};

function onTableOfTrigger(table: QualifiedName | undefined): Effect | undefined {
  return table === undefined ? undefined : { locks: locksOn('EXCLUSIVE', table), transactional: false };
}

/** DROP TRIGGER does not name the table. */
function dropTrigger({ name, table }: Operation<'DropTrigger'>, { schema }: Context): Effect {
  return onTableOfTrigger(table ?? tableOfTrigger(schema, name)) ?? committing;
}

function dropSchema({ name }: Operation<'DropSchema'>): Effect {
  return { loses: `everything in the database ${name}`, transactional: false };
}

function lockTables({ tables, mode }: Operation<'LockTable'>): Effect {
  const isWrite = /WRITE/i.test(mode);
  return { locks: locksOn(isWrite ? 'SHARED_NO_READ_WRITE' : 'SHARED_READ_ONLY', ...tables), transactional: false };
}

function maintenance({ command, tables }: Operation<'Maintenance'>, context: Context): Effect {
  switch (command) {
    case 'OPTIMIZE': {
      const [name] = tables;
      if (name === undefined) return committing;
      const way = rebuildOf(findTable(context.schema, name), 'OPTIMIZE builds the table anew', context);
      return alteration(name, way, undefined, context);
    }
    case 'REPAIR':
      return { locks: locksOn('EXCLUSIVE', ...tables), growsWithRows: true, transactional: false };
    case 'CHECK':
      return { locks: locksOn('SHARED_READ', ...tables), scans: tables, transactional: false };
    case 'ANALYZE':
      return { locks: locksOn('SHARED_READ', ...tables), transactional: false };
    default:
      return committing;
  }
}

const nothing = (): Effect => committing;

/** What only other databases have. */
const unknown = (): undefined => undefined;

export const objectEffects: Effects<ObjectKind> = {
  CreateView: ({ reads }) => ({ locks: locksOn('SHARED_READ', ...reads), transactional: false }),
  DropView: nothing,
  RenameView: nothing,
  AlterView: nothing,
  RefreshView: unknown,
  CreateRoutine: nothing,
  DropRoutine: nothing,
  RenameRoutine: unknown,
  AlterRoutine: nothing,
  CallRoutine: unknown,
  CreateTrigger: ({ table }) => onTableOfTrigger(table),
  DropTrigger: dropTrigger,
  RenameTrigger: ({ table }) => onTableOfTrigger(table),
  SetTrigger: unknown,
  CreateType: unknown,
  AlterType: unknown,
  RenameType: unknown,
  DropType: unknown,
  AddEnumValue: unknown,
  RenameEnumValue: unknown,
  CreateSequence: nothing,
  AlterSequence: nothing,
  RenameSequence: nothing,
  DropSequence: nothing,
  CreateSchema: nothing,
  RenameSchema: unknown,
  DropSchema: dropSchema,
  CreateObject: nothing,
  AlterObject: nothing,
  RenameObject: nothing,
  DropObject: nothing,
  Comment: unknown,
  Grant: nothing,
};

export const sessionEffects: Effects<SessionKind> = {
  Begin: () => harmless,
  Commit: () => harmless,
  Rollback: () => harmless,
  Savepoint: () => harmless,
  SetVariable: () => harmless,
  LockTable: lockTables,
  Maintenance: maintenance,
  NoChange: () => harmless,
  Opaque: unknown,
};
