import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { detectChains } from './detect.ts';
import { listMigrations } from './list.ts';
import { skeleton } from './skeleton.ts';

/** TypeORM: classes with `up(queryRunner)` and `down(queryRunner)`, whose names end in a time. */
export const typeorm: Framework = {
  name: 'typeorm',
  title: 'TypeORM',
  keepsChecksum: false,
  optOut: "run migrations with migrationsTransactionMode: 'each', and set transaction = false in the class",
  ledger: {
    table: 'migrations',
    columns: [
      { name: 'id', holds: 'row-number' },
      { name: 'timestamp', holds: 'timestamp', numeric: true },
      { name: 'name', holds: 'id' },
    ],
    identity: 'name',
    rows: 'each',
  },
  detect: detectChains,
  list: listMigrations,
  skeleton,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
