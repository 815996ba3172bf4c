import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf } from '../javascript/migrations/extent.ts';
import type { Sources } from '../loaded-later.ts';
import { readMigration } from './read.ts';
import { snapshotReader } from './snapshot.ts';
import { writeOperations } from './write.ts';

export async function load(): Promise<Sources> {
  await prepareJavaScript();
  return {
    read: readMigration,
    write: writeOperations,
    extent: extentOf,
    snapshotReader,
  };
}
