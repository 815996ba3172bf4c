import { prepareCSharp } from '../csharp/index.ts';
import { extentOf } from '../csharp/migrations/extent.ts';
import type { Sources } from '../loaded-later.ts';
import { readMigration } from './read.ts';
import { snapshotReader } from './snapshot/index.ts';
import { writeOperations } from './write/index.ts';

export async function load(): Promise<Sources> {
  await prepareCSharp();
  return {
    read: readMigration,
    write: writeOperations,
    extent: extentOf,
    snapshotReader,
  };
}
