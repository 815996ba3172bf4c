import type { Table } from '../model/schema.ts';
import type { MigrationView } from './rule.ts';

/** The tables that are not as they were before the migration, as it leaves them; temporary ones and partitions are left out. */
export function changedTables(view: MigrationView): readonly Table[] {
  const changed = known.get(view) ?? compared(view);
  known.set(view, changed);
  return changed;
}

/** Several rules ask, and every table has to be looked at. */
const known = new WeakMap<MigrationView, readonly Table[]>();

function compared({ before, after }: MigrationView): readonly Table[] {
  if (before.tables === after.tables) return [];
  const changed: Table[] = [];
  for (const [key, table] of after.tables) {
    if (before.tables.get(key) !== table && !table.temporary && table.bound === undefined) changed.push(table);
  }
  return changed;
}
