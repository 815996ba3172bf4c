import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { cascadingTables } from '../../../schema/referrers.ts';
import { lostByDelete } from '../../facts/deletion.ts';
import type { Effect } from '../../facts/effect.ts';
import { noted } from './columns.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';

function writes(table: QualifiedName, reads: readonly QualifiedName[]): Effect {
  return { locks: [...locksOn('IX', table), ...locksOn('IS', ...reads)], growsWithRows: true };
}

/** Rows without a condition: from some 5,000 locks on, one on the whole table takes their place (lock escalation). */
function everyRow(table: QualifiedName, where: string | undefined, isLimited: boolean, how: string): Effect {
  if (where !== undefined || isLimited) return {};
  return {
    locks: locksOn('X', table),
    scans: [table],
    because: `every row is ${how}, and the locks on rows become one on the table`,
  };
}

function insertRows({ table, source }: Operation<'InsertRows'>): Effect {
  return { ...writes(table, source.kind === 'query' ? source.reads : []), growsWithRows: source.kind !== 'values' };
}

function updateRows({ table, where, reads, limited }: Operation<'UpdateRows'>): Effect {
  return { ...writes(table, reads), ...everyRow(table, where, limited === true, 'updated') };
}

function deleteRows(operation: Operation<'DeleteRows'>, { schema }: Context): Effect {
  const { table, where, reads, limited } = operation;
  const cascading = cascadingTables(schema, table);
  const own = { ...writes(table, reads), ...everyRow(table, where, limited === true, 'deleted') };
  return {
    ...own,
    locks: [...(own.locks ?? []), ...locksOn('IX', ...cascading)],
    loses: lostByDelete(operation, cascading, limited === true ? 'some rows' : 'every row'),
  };
}

export const dataEffects: Effects<'InsertRows' | 'UpdateRows' | 'DeleteRows' | 'MergeRows' | 'Truncate' | 'Query'> = {
  InsertRows: insertRows,
  UpdateRows: updateRows,
  DeleteRows: deleteRows,
  MergeRows: ({ table, reads }) => writes(table, reads),
  Truncate: ({ tables }) => ({ ...noted(...tables), loses: `every row of ${tables.map(displayName).join(', ')}` }),
  Query: ({ reads }) => ({ locks: locksOn('IS', ...reads), growsWithRows: reads.length > 0 }),
};
