import type { Framework } from '../framework.ts';
import { detectSqlChains } from './detect.ts';
import { listEntries } from './layout.ts';
import { readMigration } from './read.ts';
import { extentOf, writeStatements } from './write.ts';

/** Folders of SQL files that follow no tool's own format. */
export const sql: Framework = {
  name: 'sql',
  title: 'SQL files',
  keepsChecksum: false,
  optOut: 'put it in a file of its own, with no BEGIN before it (Diesel: run_in_transaction = false in metadata.toml)',
  detect: detectSqlChains,
  list: (chain) => listEntries(chain.paths),
  read: readMigration,
  write: writeStatements,
  extent: extentOf,
};
