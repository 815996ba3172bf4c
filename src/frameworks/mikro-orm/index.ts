import type { ChainSource, Framework, MigrationEntry } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { baseName } from '../javascript/migrations/scripts.ts';
import { compareUnits, splitPath } from '../sql/names.ts';
import { detectChains } from './detect.ts';
import { skeleton } from './skeleton.ts';

/** MikroORM: classes derived from Migration, with `up()` and `down()`. */
export const mikroOrm: Framework = {
  name: 'mikro-orm',
  title: 'MikroORM',
  keepsChecksum: false,
  optingOut: 'beside',
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
  skeleton,
  snapshots: {
    latest: ({ paths }, files) => {
      const folders = new Set(paths.map((path) => splitPath(path)[0]));
      const [only, other] = files.paths.filter((path) => {
        const [folder, name] = splitPath(path);
        return folders.has(folder) && /^\.snapshot-.*\.json$/.test(name);
      });
      // One for each database: of several nobody can say which one is meant.
      return other === undefined ? only : undefined;
    },
    called: (path) => splitPath(path)[1],
    regenerate: (migration) =>
      [
        `keep the entities, take ${migration} and its part of the snapshot back, and create it again:`,
        '    npx mikro-orm migration:create',
      ].join('\n'),
  },
  ...loadedLater(async () => (await import('./source.ts')).load()),
};

/** In the order of the names of the files; the ledger knows them without extension. */
function listMigrations({ paths }: ChainSource): readonly MigrationEntry[] {
  return paths
    .map((file) => ({ id: baseName(file), file, files: [file] }))
    .sort((one, other) => compareUnits(one.id, other.id));
}
