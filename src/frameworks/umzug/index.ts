import type { Framework } from '../framework.ts';
import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf } from '../javascript/migrations/extent.ts';
import { sequelizeMeta } from '../javascript/query-interface/ledger.ts';
import { listMigrations } from '../javascript/query-interface/list.ts';
import { writeScript } from '../javascript/query-interface/write.ts';
import { detectChains } from './detect.ts';
import { readMigration } from './read.ts';

/** Umzug 3 with Sequelize: scripts that export `up({ context })` and `down({ context })`. */
export const umzug: Framework = {
  name: 'umzug',
  title: 'Umzug',
  keepsChecksum: false,
  optOut: 'do not pass it { transaction }',
  ledger: sequelizeMeta,
  detect: detectChains,
  list: listMigrations,
  prepare: prepareJavaScript,
  read: readMigration,
  write: (request) =>
    writeScript(
      request,
      readMigration,
      (context, code) => `module.exports = { async up({ context: ${context} }) { ${code} } };`,
    ),
  extent: extentOf,
};
