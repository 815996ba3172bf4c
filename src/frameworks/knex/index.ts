import type { Framework } from '../framework.ts';
import { prepareJavaScript } from '../javascript/index.ts';
import { detectChains } from './detect.ts';
import { extentOf } from '../javascript/migrations/extent.ts';
import { listMigrations } from './layout.ts';
import { readMigration } from './read.ts';
import { writeOperations } from './write/index.ts';

/** Knex: scripts that export `up(knex)` and `down(knex)`. */
export const knex: Framework = {
  name: 'knex',
  title: 'Knex',
  keepsChecksum: false,
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
  prepare: prepareJavaScript,
  read: readMigration,
  write: writeOperations,
  extent: extentOf,
};
