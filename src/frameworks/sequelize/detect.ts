import type { ChainSource, ProjectFiles } from '../framework.ts';
import { exportsUp, isScript, scriptsByFolder } from '../javascript/migrations/scripts.ts';
import { chainOf, isMigration } from '../javascript/query-interface/chains.ts';
import { settingsIn } from '../javascript/query-interface/settings.ts';
import { splitPath } from '../sql/names.ts';

/** Folders of scripts that are handed a query interface: those that `.sequelizerc` names, and others like them. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const folders = scriptsByFolder(
    files,
    (text) => isMigration(text, 'sequelize-cli'),
    (text) => exportsUp.test(text),
  );
  const named = new Map(settingsIn(files).map(({ file, migrations }) => [migrations, file]));
  return [...folders].map(([folder, scripts]) => {
    const rc = named.get(folder);
    const paths =
      rc === undefined ? scripts : files.paths.filter((path) => splitPath(path)[0] === folder && isScript(path));
    const reason =
      rc === undefined
        ? `${scripts.length} scripts in ${folder || '.'} are handed a query interface`
        : `${rc} names ${folder}`;
    return chainOf('sequelize', folder, paths, reason, files);
  });
}
