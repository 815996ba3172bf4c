import type { Table } from '../model/schema.ts';
import type { MigrationView } from './rule.ts';

/** The tables that are not as they were before the migration, as it leaves them; temporary ones and partitions are left out. */
export function changedTables({ before, after }: MigrationView): readonly Table[] {
  if (before.tables === after.tables) return [];
  return [...after.tables]
    .filter(([key, table]) => before.tables.get(key) !== table && !table.temporary && table.bound === undefined)
    .map(([, table]) => table);
}
