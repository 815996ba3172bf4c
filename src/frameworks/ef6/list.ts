import { baseNameOf, designerOf } from '../csharp/migrations/paths.ts';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { readHead } from './head.ts';
import { isMigrationFile } from './paths.ts';

/** The chain's migrations in the order of their ids. */
export function listMigrations(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const paths = new Set(chain.paths);
  return chain.paths
    .filter(isMigrationFile)
    .map((file): MigrationEntry => {
      const designer = designerOf(file, paths);
      // Without an id EF6 never finds the migration, and it is kept under its file name.
      const id = (designer === undefined ? undefined : readHead(designer, files).id) ?? readHead(file, files).id;
      return {
        id: id ?? baseNameOf(file).replace(/\.cs$/, ''),
        file,
        files: designer === undefined ? [file] : [file, designer],
      };
    })
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}
