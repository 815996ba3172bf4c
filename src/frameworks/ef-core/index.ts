import { prepareCSharp } from '../csharp/index.ts';
import type { Framework } from '../framework.ts';
import { detectChains } from './detect.ts';
import { extentOf } from '../csharp/migrations/extent.ts';
import { listMigrations } from './list.ts';
import { readMigration } from './read.ts';
import { writeOperations } from './write/index.ts';

/** Entity Framework Core: C# classes with `Up(MigrationBuilder)` and `Down(MigrationBuilder)`. */
export const efCore: Framework = {
  name: 'ef-core',
  title: 'EF Core',
  keepsChecksum: false,
  optOut: 'pass suppressTransaction: true to migrationBuilder.Sql',
  ledger: {
    table: '__EFMigrationsHistory',
    columns: [
      { name: 'MigrationId', holds: 'id' },
      { name: 'ProductVersion', holds: 'tool-version' },
    ],
    identity: 'MigrationId',
    rows: 'each',
  },
  detect: detectChains,
  list: listMigrations,
  prepare: prepareCSharp,
  read: readMigration,
  write: writeOperations,
  extent: extentOf,
};
