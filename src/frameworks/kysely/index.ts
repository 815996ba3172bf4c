import type { ChainSource, Framework, MigrationEntry } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { baseName } from '../javascript/migrations/scripts.ts';
import { compareUnits } from '../sql/names.ts';
import { detectChains } from './detect.ts';
import { skeleton } from './skeleton.ts';

/** Kysely: scripts that export `up(db)` and `down(db)`. */
export const kysely: Framework = {
  name: 'kysely',
  title: 'Kysely',
  keepsChecksum: false,
  latecomers: 'refused',
  optOut: 'run it apart from the Migrator, or with a Migrator that has disableTransactions: true',
  ledger: {
    table: 'kysely_migration',
    columns: [
      { name: 'name', holds: 'id' },
      { name: 'timestamp', holds: 'applied-at' },
    ],
    identity: 'name',
    rows: 'each',
  },
  detect: detectChains,
  list: listMigrations,
  skeleton,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};

/** In the order of the code units of their names without extension, by which the ledger knows them. */
function listMigrations({ paths }: ChainSource): readonly MigrationEntry[] {
  return paths
    .map((file) => ({ id: baseName(file), file, files: [file] }))
    .sort((one, other) => compareUnits(one.id, other.id));
}
