import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { sequelizeMeta } from '../javascript/query-interface/ledger.ts';
import { listMigrations } from '../javascript/query-interface/list.ts';
import { detectChains } from './detect.ts';
import { skeleton } from '../javascript/query-interface/skeleton.ts';

/** sequelize-cli: scripts that export `up(queryInterface, Sequelize)` and `down`. */
export const sequelize: Framework = {
  name: 'sequelize',
  title: 'Sequelize',
  keepsChecksum: false,
  optOut: 'do not pass it { transaction }',
  ledger: sequelizeMeta,
  detect: detectChains,
  list: listMigrations,
  skeleton,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
