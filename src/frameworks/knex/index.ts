import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { detectChains } from './detect.ts';
import { listMigrations } from './layout.ts';
import { skeleton, takeOut } from './skeleton.ts';

/** Knex: scripts that export `up(knex)` and `down(knex)`. */
export const knex: Framework = {
  name: 'knex',
  title: 'Knex',
  keepsChecksum: false,
  optingOut: 'splits',
  optOut: 'put it in a migration of its own with exports.config = { transaction: false }',
  ledger: {
    table: 'knex_migrations',
    columns: [
      { name: 'id', holds: 'row-number' },
      { name: 'name', holds: 'id' },
      { name: 'migration_time', holds: 'applied-at' },
    ],
    identity: 'name',
    rows: 'each',
  },
  detect: detectChains,
  list: listMigrations,
  skeleton,
  takeOut,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
