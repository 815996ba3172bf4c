import type { Operation } from '../../../model/operation.ts';
import { cascadingTables } from '../../../schema/referrers.ts';
import { lostByDelete } from '../../facts/deletion.ts';
import type { Effect } from '../../facts/effect.ts';
import type { Context, Effects } from './effect.ts';
import { changing, locked } from './locks.ts';

function insertRows({ table, source }: Operation<'InsertRows'>): Effect {
  return { locks: changing(table), growsWithRows: source.kind !== 'values' };
}

/** All rows at once go by giving up their pages, unread, unless a trigger or a key asks for each (the truncate optimization). */
function deleteRows(operation: Operation<'DeleteRows'>, { schema }: Context): Effect {
  const { table } = operation;
  const cascading = cascadingTables(schema, table);
  return {
    locks: changing(table),
    loses: lostByDelete(operation, cascading),
    growsWithRows: true,
  };
}

export const dataEffects: Effects<'InsertRows' | 'UpdateRows' | 'DeleteRows' | 'MergeRows' | 'Truncate' | 'Query'> = {
  InsertRows: insertRows,
  UpdateRows: ({ table, where }) => ({
    locks: changing(table),
    ...(where === undefined ? { scans: [table], because: 'every row is updated' } : {}),
    growsWithRows: true,
  }),
  DeleteRows: deleteRows,
  MergeRows: () => undefined,
  Truncate: () => undefined,
  Query: ({ reads }) => ({ locks: locked('SHARED', ...reads), growsWithRows: reads.length > 0 }),
};
