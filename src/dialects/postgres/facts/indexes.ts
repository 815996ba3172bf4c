import type { Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findTable } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import { together } from '../../facts/effect.ts';
import { tablesWhere } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { hasIndex, ownerOfIndex, storedPartitions, withPartitions } from './relations.ts';

function createIndex(operation: Operation<'CreateIndex'>, { schema }: Context): Effect {
  const { table, index, concurrently } = operation;
  if (index.attributes?.['only'] === 'true') return { locks: locksOn('Share', table) };
  const scans = storedPartitions(schema, table);
  const because = 'the index is built from every row';
  if (!concurrently) return { locks: locksOn('Share', ...withPartitions(schema, table)), scans, because };
  return { locks: locksOn('ShareUpdateExclusive', table), scans, because, transactional: false };
}

function dropIndex({ name, table, concurrently }: Operation<'DropIndex'>, { schema }: Context): Effect {
  const owner = ownerOfIndex(schema, name, table);
  const mode = concurrently ? 'ShareUpdateExclusive' : 'AccessExclusive';
  const transactional = !concurrently;
  if (owner !== undefined) return { locks: locksOn(mode, ...withPartitions(schema, owner)), transactional };
  return {
    locks: locksOn(mode, name),
    because: `the table of ${displayName(name)} is not known here; it is locked in the same way`,
    transactional,
  };
}

function alterIndex({ name, attributes }: Operation<'AlterIndex'>): Effect {
  if (attributes['tablespace'] === undefined) return { locks: locksOn('ShareUpdateExclusive', name) };
  return { locks: locksOn('AccessExclusive', name), because: 'the index is copied', growsWithRows: true };
}

function reindex(operation: Operation<'Reindex'>, context: Context): Effect {
  const { target, concurrently } = operation;
  const effect = together(reindexed(operation, context.schema).map((table) => reindexTable(operation, table, context)));
  const inBlock = !concurrently && target !== 'schema' && target !== 'database';
  return { ...effect, transactional: inBlock && effect.transactional !== false, growsWithRows: true };
}

/** The tables whose indexes are built anew; an index whose table is not known stands for itself. */
function reindexed({ target, name, table }: Operation<'Reindex'>, schema: Schema): readonly QualifiedName[] {
  switch (target) {
    case 'index':
      return name === undefined ? [] : [ownerOfIndex(schema, name, table) ?? name];
    case 'table':
      return name === undefined ? [] : [name];
    case 'schema':
      return tablesWhere(
        schema,
        (candidate) => (candidate.name.schema ?? schema.traits.defaultSchema) === name?.name,
      ).map((candidate) => candidate.name);
    case 'database':
      return tablesWhere(schema, () => true).map((candidate) => candidate.name);
  }
}

/** Planning a query locks every index of its tables, so even reads wait for the index that is built anew. */
function reindexTable(
  { target, name, concurrently }: Operation<'Reindex'>,
  table: QualifiedName,
  context: Context,
): Effect {
  const { schema } = context;
  const tables = withPartitions(schema, table);
  const scans = storedPartitions(schema, table);
  const because = 'its indexes are built anew from every row';
  if (concurrently) return { locks: locksOn('ShareUpdateExclusive', ...tables), scans, because };
  return {
    locks: [...locksOn('Share', ...tables), ...indexLocks(schema, tables, target === 'index' ? name : undefined)],
    scans,
    because,
    transactional: tables.length === 1,
  };
}

function indexLocks(
  schema: Schema,
  tables: readonly QualifiedName[],
  only: QualifiedName | undefined,
): readonly Lock[] {
  if (only !== undefined) return locksOn('AccessExclusive', only);
  return tables.flatMap((name) => {
    const table = findTable(schema, name);
    const keys = table?.constraints.filter(hasIndex);
    const names = new Set([...(keys ?? []), ...(table?.indexes ?? [])].map((index) => index.name));
    const qualifier = name.schema === undefined ? {} : { schema: name.schema };
    return locksOn('AccessExclusive', ...[...names].map((index) => ({ ...qualifier, name: index })));
  });
}

export const indexEffects: Effects<'CreateIndex' | 'DropIndex' | 'RenameIndex' | 'AlterIndex' | 'Reindex'> = {
  CreateIndex: createIndex,
  DropIndex: dropIndex,
  RenameIndex: ({ name }) => ({ locks: locksOn('ShareUpdateExclusive', name) }),
  AlterIndex: alterIndex,
  Reindex: reindex,
};
