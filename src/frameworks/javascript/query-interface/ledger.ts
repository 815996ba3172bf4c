import type { Ledger } from '../../ledger.ts';

/** The table of sequelize-cli, which Umzug's SequelizeStorage has too. */
export const sequelizeMeta: Ledger = {
  table: 'SequelizeMeta',
  columns: [{ name: 'name', holds: 'id' }],
  identity: 'name',
  rows: 'each',
};
