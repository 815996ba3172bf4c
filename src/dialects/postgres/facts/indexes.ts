import type { Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName, sameName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findTable } from '../../../model/schema.ts';
import type { Index } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { together } from '../../facts/effect.ts';
import { tablesWhere } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { hasIndex, ownerOfIndex, storedPartitions, withPartitions } from './relations.ts';

function createIndex(operation: Operation<'CreateIndex'>, { schema }: Context): Effect {
  const { table, index, concurrently } = operation;
  if (index.attributes?.['only'] === 'true') return { locks: locksOn('Share', table) };
  const scans = storedPartitions(schema, table).filter(
    (name) => sameName(schema.traits, name, table) || !hasIndexLike(schema, name, index),
  );
  const because = 'the index is built from every row';
  if (!concurrently) return { locks: locksOn('Share', ...withPartitions(schema, table)), scans, because };
  return { locks: locksOn('ShareUpdateExclusive', table), scans, because, transactional: false };
}

/** Whether a partition has such an index already, which then becomes part of the table's. */
function hasIndexLike(schema: Schema, name: QualifiedName, { parts, unique, method, where }: Index): boolean {
  const shape = JSON.stringify([parts, unique, method, where?.sql]);
  const indexes = findTable(schema, name)?.indexes ?? [];
  return indexes.some((own) => JSON.stringify([own.parts, own.unique, own.method, own.where?.sql]) === shape);
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

/** Storage parameters that concern how an index is written, and not only when it is next built. */
const strongParameters = ['autosummarize', 'buffering', 'fastupdate', 'gin_pending_list_limit', 'pages_per_range'];

function alterIndex({ name, attributes }: Operation<'AlterIndex'>, { schema }: Context): Effect {
  const part = attributes['attach-partition'];
  if (part !== undefined) return attachIndex(name, part, schema);
  if (strongParameters.some((key) => attributes[key] !== undefined)) return { locks: locksOn('AccessExclusive', name) };
  if (attributes['tablespace'] === undefined) return { locks: locksOn('ShareUpdateExclusive', name) };
  return { locks: locksOn('AccessExclusive', name), because: 'the index is copied', growsWithRows: true };
}

/** The partition's index becomes part of the table's; both tables are only read. */
function attachIndex(name: QualifiedName, part: string, schema: Schema): Effect {
  const [own = part, qualifier] = part.split('.').toReversed();
  const attached = qualifier === undefined ? { name: own } : { schema: qualifier, name: own };
  const owners = [ownerOfIndex(schema, name), ownerOfIndex(schema, attached)].filter((owner) => owner !== undefined);
  return {
    locks: [
      ...locksOn('ShareUpdateExclusive', name),
      ...locksOn('AccessExclusive', attached),
      ...locksOn('AccessShare', ...owners),
    ],
  };
}

function reindex(operation: Operation<'Reindex'>, context: Context): Effect {
  const { target, concurrently } = operation;
  const effect = together(reindexed(operation, context.schema).map((table) => reindexTable(operation, table, context)));
  const inBlock = !concurrently && (target === 'index' || target === 'table');
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
    case 'system':
      return [];
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
