import type { Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName, nameKey } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findTable, foreignKeysOf } from '../../../model/schema.ts';
import { cascadingTables } from '../../../schema/referrers.ts';
import { lostByDelete } from '../../facts/deletion.ts';
import type { Effect } from '../../facts/effect.ts';
import { includes, referencedTables, referencingTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { partitionedParents, storedTables, throughViews, withDescendants } from './relations.ts';

function insertRows({ table, source }: Operation<'InsertRows'>, { schema }: Context): Effect {
  return {
    locks: [
      ...locksOn('RowExclusive', ...throughViews(schema, [table])),
      ...locksOn('RowShare', ...referencedTables(schema, table)),
      ...(source.kind === 'query' ? locksOn('AccessShare', ...throughViews(schema, source.reads)) : []),
    ],
    growsWithRows: source.kind !== 'values',
  };
}

function updateRows({ table, where, reads, assignments }: Operation<'UpdateRows'>, { schema }: Context): Effect {
  const assigned = assignments.map(({ column }) => column);
  const keys = foreignKeysOf(findTable(schema, table)).filter((key) =>
    key.columns.some((column) => includes(schema, assigned, column)),
  );
  return {
    locks: [...writeLocks(schema, table, reads), ...locksOn('RowShare', ...keys.map((key) => key.target))],
    ...wholeTable(schema, table, where, 'updated'),
    growsWithRows: true,
  };
}

function deleteRows(operation: Operation<'DeleteRows'>, { schema }: Context): Effect {
  const { table, where, reads } = operation;
  const cascading = cascadingTables(schema, table);
  return {
    locks: [...writeLocks(schema, table, reads), ...locksOn('RowExclusive', ...cascading)],
    ...wholeTable(schema, table, where, 'deleted'),
    loses: lostByDelete(operation, cascading),
    growsWithRows: true,
  };
}

function writeLocks(schema: Schema, table: QualifiedName, reads: readonly QualifiedName[]): readonly Lock[] {
  return [
    ...locksOn('RowExclusive', ...throughViews(schema, withDescendants(schema, table))),
    ...locksOn('AccessShare', ...throughViews(schema, reads)),
  ];
}

function wholeTable(schema: Schema, table: QualifiedName, where: string | undefined, how: string): Effect {
  if (where !== undefined) return {};
  return {
    scans: storedTables(schema, table),
    because: `every row is ${how}; no other session can change it before the end`,
  };
}

/** The last versions to look at the parent of a partition that is emptied end before this one. */
const readsParentsBefore = 14;

/** The tables get new, empty files: nothing is written row by row. */
function truncate({ tables, cascade }: Operation<'Truncate'>, { schema, version }: Context): Effect {
  const named = tables.flatMap((table) => withDescendants(schema, table));
  const found = new Map(named.map((name) => [nameKey(schema.traits, name), name]));
  if (cascade) {
    for (const target of found.values()) {
      for (const name of referencingTables(schema, target)) found.set(nameKey(schema.traits, name), name);
    }
  }
  const emptied = [...found.values()];
  return {
    locks: [
      ...locksOn('AccessExclusive', ...emptied),
      ...(version < readsParentsBefore
        ? locksOn('AccessShare', ...emptied.flatMap((name) => partitionedParents(schema, name)))
        : []),
    ],
    loses: `every row of ${emptied.map(displayName).join(', ')}`,
  };
}

export const dataEffects: Effects<'InsertRows' | 'UpdateRows' | 'DeleteRows' | 'MergeRows' | 'Truncate' | 'Query'> = {
  InsertRows: insertRows,
  UpdateRows: updateRows,
  DeleteRows: deleteRows,
  MergeRows: ({ table, reads }, { schema }) => ({ locks: writeLocks(schema, table, reads), growsWithRows: true }),
  Truncate: truncate,
  Query: ({ reads }, { schema }) => ({
    locks: locksOn('AccessShare', ...throughViews(schema, reads)),
    growsWithRows: reads.length > 0,
  }),
};
