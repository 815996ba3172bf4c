import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Effect } from '../../facts/effect.ts';
import { sentences } from '../../facts/effect.ts';
import { cascadingTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { changing, locked } from './locks.ts';

function insertRows({ table, source }: Operation<'InsertRows'>): Effect {
  return { locks: changing(table), growsWithRows: source.kind !== 'values' };
}

/** All rows at once go by giving up their pages, unread, unless a trigger or a key asks for each (the truncate optimization). */
function deleteRows({ table, where }: Operation<'DeleteRows'>, { schema }: Context): Effect {
  const cascading = cascadingTables(schema, table);
  return {
    locks: changing(table),
    loses: sentences([
      where === undefined ? `every row of ${displayName(table)}` : `the rows of ${displayName(table)} where ${where}`,
      cascading.length === 0
        ? undefined
        : `by ON DELETE CASCADE, the rows of ${cascading.map(displayName).join(', ')} that point to them`,
    ]),
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
