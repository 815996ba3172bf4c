import { posix } from 'node:path';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { settingsFor } from './knexfile.ts';

/** The extensions that knex loads by itself, as far as they are read. */
const loaded = /\.(?:js|ts|cjs|mjs|cts|mts)$/;

/** A file that knex would take for a migration: not a declaration, not a test beside it. */
export function isScript(path: string): boolean {
  return loaded.test(path) && !/\.(?:d\.[cm]?ts|(?:test|spec)\.\w+)$/.test(path);
}

/** `versions/5.0/2022-01-01-name.js`: the layout of knex-migrator. */
const versioned = /^(.*\/versions)\/(\d+(?:\.\d+)*)\/([^/]+)$/;

interface VersionedFile {
  /** The folder of all versions. */
  readonly root: string;
  readonly version: readonly number[];
  readonly name: string;
}

export function versionedFile(path: string): VersionedFile | undefined {
  const match = versioned.exec(path);
  if (match === null) return undefined;
  const [, root = '', version = '', name = ''] = match;
  return { root, version: version.split('.').map(Number), name };
}

/** What marks a chain as knex-migrator's, whose `up` is given an object that holds the connection. */
export const migratorScope = 'knex-migrator';

/** The chain's files in the order in which they are run. The ledger knows them by their names, extension included. */
export function listMigrations(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const separately = settingsFor(chain.folder, files)?.sortsDirectoriesSeparately === true;
  return [...chain.paths]
    .sort((one, other) => compare(one, other, separately))
    .map((path) => ({ id: posix.basename(path), file: path, files: [path] }));
}

function compare(one: string, other: string, separately: boolean): number {
  const [left, right] = [versionedFile(one), versionedFile(other)];
  if (left !== undefined && right !== undefined) {
    const length = Math.max(left.version.length, right.version.length);
    for (let at = 0; at < length; at += 1) {
      const difference = (left.version[at] ?? 0) - (right.version[at] ?? 0);
      if (difference !== 0) return difference;
    }
  }
  const folders = separately ? units(posix.dirname(one), posix.dirname(other)) : 0;
  return folders !== 0 ? folders : units(posix.basename(one), posix.basename(other));
}

function units(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
