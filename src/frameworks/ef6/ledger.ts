import type { Ledger } from '../ledger.ts';

/** One table for all contexts of a database, told apart by the key (HistoryContext of Entity Framework 6). */
export const migrationHistory: Ledger = {
  table: '__MigrationHistory',
  schema: { sqlserver: 'dbo', postgres: 'dbo' },
  columns: [
    { name: 'MigrationId', holds: 'id' },
    { name: 'ContextKey', holds: 'scope' },
    { name: 'Model', holds: 'model' },
    { name: 'ProductVersion', holds: 'tool-version' },
  ],
  identity: 'MigrationId',
  rows: 'each',
};
