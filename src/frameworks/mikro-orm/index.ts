import type { ChainSource, Framework, MigrationEntry } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { baseName } from '../javascript/migrations/scripts.ts';
import { compareUnits } from '../sql/names.ts';
import { detectChains } from './detect.ts';

/** MikroORM: classes derived from Migration, with `up()` and `down()`. */
export const mikroOrm: Framework = {
  name: 'mikro-orm',
  title: 'MikroORM',
  keepsChecksum: false,
  optOut:
    'put it in a migration of its own with override isTransactional() { return false }, and set allOrNothing: false',
  ledger: {
    table: 'mikro_orm_migrations',
    columns: [
      { name: 'id', holds: 'row-number' },
      { name: 'name', holds: 'id' },
      { name: 'executed_at', holds: 'applied-at' },
    ],
    identity: 'name',
    rows: 'each',
  },
  detect: detectChains,
  list: listMigrations,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};

/** In the order of the names of the files; the ledger knows them without extension. */
function listMigrations({ paths }: ChainSource): readonly MigrationEntry[] {
  return paths
    .map((file) => ({ id: baseName(file), file, files: [file] }))
    .sort((one, other) => compareUnits(one.id, other.id));
}
