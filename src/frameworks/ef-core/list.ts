import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import type { Head } from './head.ts';
import { readHead } from './head.ts';
import { baseNameOf, designerOf } from '../csharp/migrations/paths.ts';
import { isMigrationFile } from './paths.ts';

/** The chain's migrations, ordered as EF Core does: by the code units of the id. */
export function listMigrations(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const paths = new Set(chain.paths);
  return chain.paths
    .filter(isMigrationFile)
    .flatMap((file) => {
      const designer = designerOf(file, paths);
      const { id, context } = attributesOf(file, designer, files);
      // Configuration can give a context the files of several.
      if (chain.scope !== undefined && context !== undefined && context !== chain.scope) return [];
      const own = designer === undefined ? [file] : [file, designer];
      return [{ id: id ?? baseNameOf(file).replace(/\.cs$/, ''), file, files: own }];
    })
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

/** The attributes decide; a migration without them is never run, and is kept under its file name. */
function attributesOf(file: string, designer: string | undefined, files: ProjectFiles): Pick<Head, 'id' | 'context'> {
  const head = designer === undefined ? undefined : readHead(designer, files);
  return head?.id === undefined ? readHead(file, files) : head;
}
