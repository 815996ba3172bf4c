import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { sequelizeMeta } from '../javascript/query-interface/ledger.ts';
import { listMigrations } from '../javascript/query-interface/list.ts';
import { detectChains } from './detect.ts';

/** Umzug 3 with Sequelize: scripts that export `up({ context })` and `down({ context })`. */
export const umzug: Framework = {
  name: 'umzug',
  title: 'Umzug',
  keepsChecksum: false,
  optOut: 'do not pass it { transaction }',
  ledger: sequelizeMeta,
  detect: detectChains,
  list: listMigrations,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
