import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Effect } from '../../facts/effect.ts';
import type { ObjectKind, SessionKind } from '../../facts/kinds.ts';
import { tableOfTrigger, tablesWhere } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { catalog, changing, locked } from './locks.ts';

const harmless: Effect = {};

/** What only other databases have. */
const unknown = (): undefined => undefined;

/** Views and triggers are lines of the catalog. */
function inCatalog(table: QualifiedName = catalog): Effect {
  return { locks: changing(table) };
}

function maintenance({ command, tables }: Operation<'Maintenance'>, { schema }: Context): Effect {
  const all = tables.length > 0 ? tables : tablesWhere(schema, () => true).map(({ name }) => name);
  switch (command) {
    case 'VACUUM':
      return {
        locks: locked('EXCLUSIVE', catalog),
        rewrites: all,
        scans: all,
        because: 'the whole database is written anew',
        transactional: false,
        growsWithRows: true,
      };
    case 'ANALYZE':
      return { locks: changing(catalog), scans: all, because: 'indexes are read to estimate what they hold' };
    case 'REINDEX':
      return { locks: changing(catalog), because: 'indexes are built anew', growsWithRows: true };
    default:
      return harmless;
  }
}

export const objectEffects: Effects<ObjectKind> = {
  CreateView: ({ name }) => inCatalog(name),
  DropView: ({ name }) => inCatalog(name),
  RenameView: unknown,
  AlterView: unknown,
  RefreshView: unknown,
  CreateRoutine: unknown,
  DropRoutine: unknown,
  RenameRoutine: unknown,
  AlterRoutine: unknown,
  CallRoutine: unknown,
  CreateTrigger: ({ table }) => inCatalog(table),
  DropTrigger: ({ name, table }, { schema }) => inCatalog(table ?? tableOfTrigger(schema, name)),
  RenameTrigger: unknown,
  SetTrigger: unknown,
  CreateType: unknown,
  AlterType: unknown,
  RenameType: unknown,
  DropType: unknown,
  AddEnumValue: unknown,
  RenameEnumValue: unknown,
  CreateSequence: unknown,
  AlterSequence: unknown,
  RenameSequence: unknown,
  DropSequence: unknown,
  CreateSchema: unknown,
  RenameSchema: unknown,
  DropSchema: unknown,
  CreateObject: unknown,
  AlterObject: unknown,
  RenameObject: unknown,
  DropObject: unknown,
  Comment: unknown,
  Grant: unknown,
};

export const sessionEffects: Effects<SessionKind> = {
  Begin: () => harmless,
  Commit: () => harmless,
  Rollback: () => harmless,
  Savepoint: () => harmless,
  // To or from a write-ahead log there is no way inside of a transaction.
  SetVariable: ({ name }) => ({ transactional: name.toLowerCase() !== 'journal_mode' }),
  LockTable: unknown,
  Maintenance: maintenance,
  NoChange: () => harmless,
  Opaque: unknown,
};
