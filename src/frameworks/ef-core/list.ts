import type { ReadProblem } from '../../model/migration.ts';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import type { Head } from './head.ts';
import { readHead } from './head.ts';
import { baseNameOf, designerOf } from '../csharp/migrations/paths.ts';
import { isMigrationFile } from './paths.ts';

/** The chain's migrations, ordered as EF Core does: by the code units of the id. */
export function listMigrations(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const paths = new Set(chain.paths);
  const found = chain.paths.filter(isMigrationFile).flatMap((file) => {
    const designer = designerOf(file, paths);
    const { id, context } = attributesOf(file, designer, files);
    // Configuration can give a context the files of several.
    if (chain.scope !== undefined && context !== undefined && context !== chain.scope) return [];
    return [{ file, id, own: designer === undefined ? [file] : [file, designer] }];
  });
  // Where no migration has the attribute, the files that would hold it are not there to be read.
  const isAttributeKnown = found.some(({ id }) => id !== undefined);
  return found
    .map(({ file, id, own }): MigrationEntry => ({
      id: id ?? baseNameOf(file).replace(/\.cs$/, ''),
      file,
      files: own,
      ...(id === undefined && isAttributeKnown ? { problems: [withoutAttribute(file, files)] } : {}),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

/** The attributes decide; a migration without them is never run, and is kept under its file name. */
function attributesOf(file: string, designer: string | undefined, files: ProjectFiles): Pick<Head, 'id' | 'context'> {
  const head = designer === undefined ? undefined : readHead(designer, files);
  return head?.id === undefined ? readHead(file, files) : head;
}

function withoutAttribute(file: string, files: ProjectFiles): ReadProblem {
  const id = baseNameOf(file).replace(/\.cs$/, '');
  const named = /\bclass\s+(\w+)/d.exec(files.read(file) ?? '');
  const [start, end] = named?.indices?.[1] ?? [0, 0];
  return {
    span: { file, start, end },
    message: `${id} has neither a Designer file nor a [Migration] attribute: EF Core never runs it`,
    why: 'EF Core finds migrations by that attribute, which the tools write into the Designer file',
    remedy: `delete it, run dotnet ef migrations add ${id.replace(/^\d+_/, '')}, and put what its Up and Down do into the new one`,
    about: 'order',
  };
}
