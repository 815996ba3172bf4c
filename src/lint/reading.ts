import type { Dialect } from '../dialects/dialect.ts';
import type { ChainSettings, ChainSource, Framework, MigrationEntry, ProjectFiles } from '../frameworks/framework.ts';
import type { Migration } from '../model/migration.ts';
import { withLookAlikes } from './look-alikes.ts';
import { readWithinBounds } from './read-within-bounds.ts';

/** What reads the migrations of a chain. */
export interface Reader {
  readonly chain: ChainSettings;
  readonly framework: Framework;
  readonly dialect: Dialect;
}

/** What a migration means does not depend on which other files its chain has. */
export function readerOf(
  { paths: _paths, evidence: _evidence, ...chain }: ChainSource,
  framework: Framework,
  dialect: Dialect,
): Reader {
  return { chain, framework, dialect };
}

export function readMigration(
  { chain, framework, dialect }: Reader,
  entry: MigrationEntry,
  files: ProjectFiles,
): Migration {
  return withLookAlikes(readWithinBounds(framework, entry, { files, chain, dialect }));
}

/**
 * What the reading of a migration is remembered by.
 *
 * @param when `now` for the files of this run, `past` for those of a commit
 */
export function readingKey(when: 'now' | 'past', { chain }: Reader, entry: MigrationEntry): string {
  return [when, JSON.stringify(chain), JSON.stringify(entry)].join('\0');
}
