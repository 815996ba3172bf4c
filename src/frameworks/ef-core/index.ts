import type { Framework } from '../framework.ts';
import { loadedLater } from '../loaded-later.ts';
import { detectChains } from './detect.ts';
import { listMigrations } from './list.ts';
import { isDesignerFile, isSnapshotFile } from './paths.ts';
import { skeleton } from './skeleton.ts';

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
  skeleton,
  snapshots: {
    latest: ({ paths }) => paths.find(isSnapshotFile),
    after: ({ files }) => files.find(isDesignerFile),
    called: (path) => (isDesignerFile(path) ? 'its Designer file' : 'the model snapshot'),
    regenerate: (migration) =>
      [
        'keep the model, take the migration back (its two files, and its part of the model snapshot), and add it again:',
        `    dotnet ef migrations add ${migration.replace(/^\d+_/, '')}`,
      ].join('\n'),
  },
  ...loadedLater(async () => (await import('./source.ts')).load()),
};
