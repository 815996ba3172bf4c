import type { Migration } from '../../model/migration.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { host } from '../javascript/index.ts';
import { readScript } from '../javascript/query-interface/read.ts';

/** Reads one migration, which is handed the query interface and Sequelize; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  return readScript(entry, context, ({ at }) => [host('queryInterface', at), host('Sequelize', at)]);
}
