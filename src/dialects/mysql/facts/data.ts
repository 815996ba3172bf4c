import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { cascadingTables } from '../../../schema/referrers.ts';
import { lostByDelete } from '../../facts/deletion.ts';
import type { Effect } from '../../facts/effect.ts';
import { referencedTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOnTargets } from './foreign-keys.ts';
import { locksOn } from './locks.ts';

function writes(table: QualifiedName, reads: readonly QualifiedName[]): Effect {
  return { locks: [...locksOn('SHARED_WRITE', table), ...locksOn('SHARED_READ', ...reads)], growsWithRows: true };
}

/** Rows without a condition: InnoDB locks each, and holds it to the end. */
function everyRow(table: QualifiedName, where: string | undefined, how: string): Effect {
  if (where !== undefined) return {};
  return { scans: [table], because: `every row is ${how}; no other session can change it before the end` };
}

function insertRows({ table, source }: Operation<'InsertRows'>): Effect {
  return { ...writes(table, source.kind === 'query' ? source.reads : []), growsWithRows: source.kind !== 'values' };
}

function deleteRows(operation: Operation<'DeleteRows'>, { schema }: Context): Effect {
  const { table, where, reads } = operation;
  const cascading = cascadingTables(schema, table);
  const own = writes(table, reads);
  return {
    ...own,
    ...everyRow(table, where, 'deleted'),
    locks: [...(own.locks ?? []), ...locksOn('SHARED_WRITE', ...cascading)],
    loses: lostByDelete(operation, cascading),
  };
}

function truncate({ tables }: Operation<'Truncate'>, context: Context): Effect {
  const targets = tables.flatMap((table) => referencedTables(context.schema, table));
  return {
    locks: [...locksOn('EXCLUSIVE', ...tables), ...locksOnTargets(targets, context)],
    loses: `every row of ${tables.map(displayName).join(', ')}`,
    transactional: false,
  };
}

export const dataEffects: Effects<'InsertRows' | 'UpdateRows' | 'DeleteRows' | 'MergeRows' | 'Truncate' | 'Query'> = {
  InsertRows: insertRows,
  UpdateRows: ({ table, where, reads }) => ({ ...writes(table, reads), ...everyRow(table, where, 'updated') }),
  DeleteRows: deleteRows,
  MergeRows: ({ table, reads }) => writes(table, reads),
  Truncate: truncate,
  Query: ({ reads }) => ({ locks: locksOn('SHARED_READ', ...reads), growsWithRows: reads.length > 0 }),
};
