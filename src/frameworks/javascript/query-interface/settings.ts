import { posix } from 'node:path';
import { lookUp } from '../../../model/look-up.ts';
import type { DialectName } from '../../../model/names.ts';
import type { ProjectFiles } from '../../framework.ts';
import type { DialectGuess } from '../../sql/dialect.ts';
import { foldersAbove, inFolder, splitPath } from '../../sql/names.ts';

/** What `.sequelizerc` says; it is a program, of which only what it says in literals is read. */
export interface Settings {
  readonly file: string;
  /** Folders of the project. */
  readonly migrations: string;
  readonly config: string;
}

const cache = new WeakMap<ProjectFiles, readonly Settings[]>();

/** Every `.sequelizerc` of a project. */
export function settingsIn(files: ProjectFiles): readonly Settings[] {
  const known = cache.get(files);
  if (known !== undefined) return known;
  const found = files.paths
    .filter((path) => splitPath(path)[1] === '.sequelizerc')
    .map((file): Settings => {
      const text = files.read(file) ?? '';
      const [folder] = splitPath(file);
      return {
        file,
        migrations: pathOf(text, 'migrations-path', folder) ?? inFolder(folder, 'migrations'),
        config: pathOf(text, 'config', folder) ?? inFolder(folder, 'config/config.json'),
      };
    });
  cache.set(files, found);
  return found;
}

/** `'migrations-path': path.resolve('db', 'migrations')`, or a plain string. */
function pathOf(text: string, key: string, folder: string): string | undefined {
  const value = new RegExp(`['"]?${key}['"]?\\s*:\\s*(?:[\\w.]+\\(([^)]*)\\)|(['"][^'"]*['"]))`).exec(text);
  if (value === null) return undefined;
  const parts = [...(value[1] ?? value[2] ?? '').matchAll(/['"]([^'"]*)['"]/g)].map(([, part = '']) => part);
  return parts.length === 0 ? undefined : posix.join(folder, ...parts).replace(/\/$/, '');
}

const dialects: Readonly<Record<string, DialectName>> = {
  postgres: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  mssql: 'sqlserver',
};

/** The dialect that the configuration, or the code that opens the database, names; of several, the first. */
export function dialectOf(folder: string, files: ProjectFiles): DialectGuess | undefined {
  for (const path of configurations(folder, files)) {
    const text = files.read(path) ?? '';
    const word =
      /\bdialect['"]?\s*[:=]\s*['"](\w+)['"]/.exec(text)?.[1] ??
      /['"`](postgres|mysql|mariadb)(?:ql)?:\/\//.exec(text)?.[1];
    const dialect = lookUp(dialects, word ?? '');
    if (dialect !== undefined) return { dialect, evidence: `${path} has the dialect ${word ?? ''}` };
  }
  return undefined;
}

/** The table of the ledger, when the configuration moves it. */
export function ledgerTableOf(folder: string, files: ProjectFiles): string | undefined {
  for (const path of configurations(folder, files)) {
    const name = /\bmigrationStorageTableName['"]?\s*:\s*['"](\w+)['"]/.exec(files.read(path) ?? '')?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

const configuration = /^(?:config|database|db|sequelize|connection|index|umzug|migrat\w*)\.(?:[cm]?[jt]s|json)$/;

/** Files that may hold the configuration, the one that `.sequelizerc` names first. */
function configurations(folder: string, files: ProjectFiles): readonly string[] {
  const named = settingsIn(files).filter(({ migrations }) => migrations === folder);
  const around = foldersAbove(inFolder(folder, 'x')).flatMap((above) =>
    ['', 'config', 'models', 'src', 'src/config', 'db', 'database', 'src/database', 'storage'].map((part) =>
      part === '' ? above : inFolder(above, part),
    ),
  );
  const places = new Set(around);
  const near = files.paths.filter((path) => {
    const [own, name] = splitPath(path);
    return configuration.test(name) && places.has(own);
  });
  const known = new Set(files.paths);
  const first = named
    .flatMap(({ config }) => [config, `${config}.js`, `${config}.json`])
    .filter((path) => known.has(path));
  return [...first, ...near.sort((one, other) => rank(one, around) - rank(other, around))];
}

function rank(path: string, places: readonly string[]): number {
  return places.indexOf(splitPath(path)[0]);
}
