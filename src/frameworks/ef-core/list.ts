import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { readHead } from './head.ts';
import { baseNameOf, designerOf, isMigrationFile } from './paths.ts';

/** The chain's migrations, ordered as EF Core does: by the code units of the id. */
export function listMigrations(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const paths = new Set(chain.paths);
  return chain.paths
    .filter(isMigrationFile)
    .map((file) => {
      const designer = designerOf(file, paths);
      return { id: idOf(file, designer, files), file, files: designer === undefined ? [file] : [file, designer] };
    })
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

/** The attribute decides; a file without one is never run, and is kept under its file name. */
function idOf(file: string, designer: string | undefined, files: ProjectFiles): string {
  const fromDesigner = designer === undefined ? undefined : readHead(designer, files).id;
  return fromDesigner ?? readHead(file, files).id ?? baseNameOf(file).replace(/\.cs$/, '');
}
