import type { ChainSource, ProjectFiles } from '../framework.ts';
import { exportsUp, scriptsByFolder } from '../javascript/migrations/scripts.ts';
import { chainOf, isMigration } from '../javascript/query-interface/chains.ts';

/** Folders of scripts whose `up` is handed `{ context }`, the query interface of Sequelize. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  return [
    ...scriptsByFolder(
      files,
      (text) => isMigration(text, 'umzug'),
      (text) => exportsUp.test(text),
    ),
  ].map(([folder, paths]) =>
    chainOf('umzug', folder, paths, `${paths.length} scripts in ${folder || '.'} are handed a context`, files),
  );
}
