import { rememberLast } from '../model/remember-last.ts';
import type { Table } from '../model/schema.ts';
import { changedKeys } from '../schema/table-changes.ts';
import type { MigrationView } from './rule.ts';

/** The tables that are not as they were before the migration, as it leaves them; temporary ones and partitions are left out. */
export const changedTables = rememberLast(({ before, after }: MigrationView): readonly Table[] => {
  return [...changedKeys(before.tables, after.tables)].sort().flatMap((key) => {
    const table = after.tables.get(key);
    if (table === undefined || before.tables.get(key) === table) return [];
    return table.temporary || table.bound !== undefined ? [] : [table];
  });
});
