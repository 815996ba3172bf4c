import type { Framework } from '../framework.ts';
import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf } from '../javascript/migrations/extent.ts';
import { detectChains } from './detect.ts';
import { listMigrations } from './list.ts';
import { readMigration } from './read.ts';
import { writeOperations } from './write.ts';

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
      { name: 'timestamp', holds: 'timestamp' },
      { name: 'name', holds: 'id' },
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
