import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { detectChains } from './detect.ts';
import { migrationHistory } from './ledger.ts';
import { listMigrations } from './list.ts';

/** Entity Framework 6: C# classes derived from `DbMigration`, with `Up()` and `Down()`. */
export const ef6: Framework = {
  name: 'ef6',
  title: 'Entity Framework 6',
  keepsChecksum: false,
  optOut: 'pass suppressTransaction: true to Sql',
  ledger: migrationHistory,
  detect: detectChains,
  list: listMigrations,
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
