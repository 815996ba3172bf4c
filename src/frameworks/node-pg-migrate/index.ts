import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { detectChains, listMigrations } from './detect.ts';
import { skeleton } from './skeleton.ts';

/** node-pg-migrate: scripts that export `up(pgm)`, and SQL with `-- Up Migration`. */
export const nodePgMigrate: Framework = {
  name: 'node-pg-migrate',
  title: 'node-pg-migrate',
  keepsChecksum: false,
  latecomers: 'refused',
  optOut: 'put it in a migration of its own that calls pgm.noTransaction()',
  ledger: {
    table: 'pgmigrations',
    columns: [
      { name: 'id', holds: 'row-number' },
      { name: 'name', holds: 'id' },
      { name: 'run_on', holds: 'applied-at' },
    ],
    identity: 'name',
    rows: 'each',
  },
  detect: detectChains,
  list: listMigrations,
  skeleton,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
