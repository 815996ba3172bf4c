import { extentOf } from '../csharp/migrations/extent.ts';
import { prepareCSharp } from '../csharp/index.ts';
import type { Framework } from '../framework.ts';
import { detectChains } from './detect.ts';
import { listMigrations } from './list.ts';
import { readMigration } from './read.ts';
import { writeOperations } from './write/index.ts';

/** Entity Framework 6: C# classes derived from `DbMigration`, with `Up()` and `Down()`. */
export const ef6: Framework = {
  name: 'ef6',
  title: 'Entity Framework 6',
  keepsChecksum: false,
  optOut: 'pass suppressTransaction: true to Sql',
  detect: detectChains,
  list: listMigrations,
  prepare: prepareCSharp,
  read: readMigration,
  write: writeOperations,
  extent: extentOf,
};
