import type { Statement } from '../../model/migration.ts';
import type { Framework } from '../framework.ts';
import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf as extentOfCall } from '../javascript/migrations/extent.ts';
import { extentOf as extentOfSql } from '../sql/write.ts';
import { detectChains, listMigrations } from './detect.ts';
import { readMigration } from './read.ts';
import { isSql } from './sql-files.ts';
import { writeOperations } from './write.ts';

/** node-pg-migrate: scripts that export `up(pgm)`, and SQL with `-- Up Migration`. */
export const nodePgMigrate: Framework = {
  name: 'node-pg-migrate',
  title: 'node-pg-migrate',
  keepsChecksum: false,
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
  prepare: prepareJavaScript,
  read: readMigration,
  write: writeOperations,
  extent: (statement: Statement, text: string) =>
    isSql(statement.span.file) ? extentOfSql(statement, text) : extentOfCall(statement, text),
};
