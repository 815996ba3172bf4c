import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import { tablesWhere } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { isLockMode, locksOn } from './locks.ts';
import { storedTables, withDescendants } from './relations.ts';

const harmless: Effect = {};

function lockTable({ tables, mode }: Operation<'LockTable'>, { schema }: Context): Effect | undefined {
  if (!isLockMode(mode)) return undefined;
  return { locks: locksOn(mode, ...tables.flatMap((table) => withDescendants(schema, table))) };
}

/** Without a table, every table. */
function maintained({ tables }: Operation<'Maintenance'>, schema: Schema): readonly QualifiedName[] {
  if (tables.length === 0) return tablesWhere(schema, () => true).map((table) => table.name);
  return tables.flatMap((table) => withDescendants(schema, table));
}

function maintenance(operation: Operation<'Maintenance'>, { schema }: Context): Effect {
  const tables = maintained(operation, schema);
  const stored = tables.flatMap((table) => storedTables(schema, table));
  switch (operation.command.toUpperCase()) {
    case 'VACUUM':
      return operation.full
        ? { ...rewriteInPlace(tables, stored), transactional: false }
        : { locks: locksOn('ShareUpdateExclusive', ...tables), transactional: false, growsWithRows: true };
    case 'CLUSTER':
      return { ...rewriteInPlace(tables, stored), transactional: operation.tables.length === 1 && tables.length === 1 };
    case 'ANALYZE':
      return { locks: locksOn('ShareUpdateExclusive', ...tables), growsWithRows: true };
    default:
      return harmless;
  }
}

function rewriteInPlace(tables: readonly QualifiedName[], stored: readonly QualifiedName[]): Effect {
  return {
    locks: locksOn('AccessExclusive', ...tables),
    rewrites: stored,
    scans: stored,
    because: 'every row is written to a new file',
  };
}

export const sessionEffects: Effects<
  'Begin' | 'Commit' | 'Rollback' | 'Savepoint' | 'SetVariable' | 'LockTable' | 'Maintenance' | 'NoChange' | 'Opaque'
> = {
  Begin: () => harmless,
  Commit: () => harmless,
  Rollback: () => harmless,
  Savepoint: () => harmless,
  // ALTER SYSTEM writes a file, which no rollback takes back.
  SetVariable: ({ scope }) => ({ transactional: scope !== 'global' }),
  LockTable: lockTable,
  Maintenance: maintenance,
  NoChange: () => harmless,
  Opaque: () => undefined,
};
