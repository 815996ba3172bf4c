import type { Framework } from '../framework.ts';
import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf } from '../javascript/migrations/extent.ts';
import { sequelizeMeta } from '../javascript/query-interface/ledger.ts';
import { listMigrations } from '../javascript/query-interface/list.ts';
import { writeScript } from '../javascript/query-interface/write.ts';
import { detectChains } from './detect.ts';
import { readMigration } from './read.ts';

/** sequelize-cli: scripts that export `up(queryInterface, Sequelize)` and `down`. */
export const sequelize: Framework = {
  name: 'sequelize',
  title: 'Sequelize',
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
      (queryInterface, code) => `module.exports = { async up(${queryInterface}, Sequelize) { ${code} } };`,
    ),
  extent: extentOf,
};
