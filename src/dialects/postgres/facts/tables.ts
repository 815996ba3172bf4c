import { lookUp } from '../../../model/look-up.ts';
import { displayName, sameName } from '../../../model/names.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findTable } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import { together } from '../../facts/effect.ts';
import { referencedTables, referencingTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import type { LockMode } from './locks.ts';
import { locksOn } from './locks.ts';
import { createPartition } from './partitions.ts';
import {
  defaultPartitions,
  partitionedParents,
  storedTables,
  throughViews,
  viewsOver,
  withDescendants,
} from './relations.ts';

/** Nobody else sees the new table yet; what is locked are the tables that it refers to. */
function createTable(operation: Operation<'CreateTable'>, { schema }: Context): Effect {
  if (hasGuard(operation, 'if-not-exists') && findTable(schema, operation.table) !== undefined) return {};
  const targets = operation.constraints.flatMap((constraint) =>
    constraint.kind === 'ForeignKey' && !sameName(schema.traits, constraint.target, operation.table)
      ? withDescendants(schema, constraint.target)
      : [],
  );
  return together([
    { locks: locksOn('ShareRowExclusive', ...targets) },
    {
      locks: locksOn('AccessShare', ...throughViews(schema, operation.reads ?? [])),
      growsWithRows: operation.query !== undefined,
    },
    ...(operation.from?.tables ?? []).map((parent) => fromTable(parent, operation, schema)),
  ]);
}

function fromTable(parent: QualifiedName, { from }: Operation<'CreateTable'>, schema: Schema): Effect {
  switch (from?.how) {
    case 'partition-of':
      return createPartition(parent, schema);
    case 'inherits':
      return { locks: locksOn('ShareUpdateExclusive', parent) };
    case 'like':
      return { locks: locksOn('AccessShare', parent) };
    case undefined:
      return {};
  }
}

function dropTable({ table, cascade }: Operation<'DropTable'>, { schema }: Context): Effect {
  const parents = partitionedParents(schema, table);
  const gone = withDescendants(schema, table);
  const affected = [
    ...gone,
    ...gone.flatMap((name) => referencedTables(schema, name)),
    ...(cascade ? gone.flatMap((name) => [...referencingTables(schema, name), ...viewsOver(schema, name)]) : []),
    ...parents,
    ...parents.flatMap((parent) => defaultPartitions(schema, parent)),
  ];
  return { locks: locksOn('AccessExclusive', ...affected), loses: `every row of ${gone.map(displayName).join(', ')}` };
}

/** What each attribute locks; storage parameters and all others that are not named are weak. */
const attributeModes: Readonly<Record<string, LockMode>> = {
  logged: 'AccessExclusive',
  tablespace: 'AccessExclusive',
  'access-method': 'AccessExclusive',
  owner: 'AccessExclusive',
  'row-security': 'AccessExclusive',
  'force-row-security': 'AccessExclusive',
  'replica-identity': 'AccessExclusive',
  'of-type': 'AccessExclusive',
  user_catalog_table: 'AccessExclusive',
  'enable-rule': 'AccessExclusive',
  'disable-rule': 'AccessExclusive',
  'enable-replica-rule': 'AccessExclusive',
  'enable-always-rule': 'AccessExclusive',
};

function alterTable({ table, attributes }: Operation<'AlterTable'>, { schema }: Context): Effect {
  const modes = Object.keys(attributes).map((key) => lookUp(attributeModes, key) ?? 'ShareUpdateExclusive');
  const locks = modes.flatMap((mode) => locksOn(mode, table));
  const because = Object.entries(attributes)
    .map(([key, value]) => rewriteByAttribute(key, value, table, schema))
    .find((reason) => reason !== undefined);
  if (because === undefined) return { locks };
  const rewrites = storedTables(schema, table);
  return { locks, rewrites, scans: rewrites, because };
}

/** What a table has that says nothing of it. */
const attributeDefaults: Readonly<Record<string, string>> = { logged: 'true', 'access-method': 'heap' };

/** Why the table is written anew; a switch that stands there already does nothing. */
function rewriteByAttribute(key: string, value: string, name: QualifiedName, schema: Schema): string | undefined {
  const table = findTable(schema, name);
  const before = table?.attributes[key] ?? (table?.complete === true ? lookUp(attributeDefaults, key) : undefined);
  if (before === value) return undefined;
  switch (key) {
    case 'logged':
      return value === 'true' ? 'every row is written to the log' : 'every row is copied to an unlogged table';
    case 'tablespace':
      return `every row is copied to the tablespace ${value}`;
    case 'access-method':
      return 'every row is written anew by the other access method';
    default:
      return undefined;
  }
}

export const tableEffects: Effects<'CreateTable' | 'DropTable' | 'RenameTable' | 'AlterTable'> = {
  CreateTable: createTable,
  DropTable: dropTable,
  RenameTable: ({ table }) => ({ locks: locksOn('AccessExclusive', table) }),
  AlterTable: alterTable,
};
