import { posix } from 'node:path';
import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';
import type { ProjectFiles } from '../framework.ts';

/** What a knexfile says of migrations, as far as it says it in plain words. */
export interface Settings {
  readonly file: string;
  /** The driver: `pg`, `better-sqlite3`. */
  readonly client?: string;
  /** Folders of the project, in the file's order. */
  readonly directories: readonly string[];
  readonly tableName?: string;
  readonly schemaName?: string;
  readonly sortsDirectoriesSeparately: boolean;
  readonly disablesTransactions: boolean;
  /** Extensions with their dot; absent: knex's own list. */
  readonly extensions?: readonly string[];
}

const knexfile = /(?:^|\/)knexfile(?:\.\w+)?\.[cm]?[jt]s$/;

const cache = new WeakMap<ProjectFiles, readonly Settings[]>();

/** The knexfiles of a project. They are programs: only what they say in literals is read. */
export function knexfiles(files: ProjectFiles): readonly Settings[] {
  const known = cache.get(files);
  if (known !== undefined) return known;
  const found = files.paths
    .filter((path) => knexfile.test(path))
    .flatMap((path) => {
      const text = files.read(path);
      return text === undefined ? [] : [settingsOf(path, text)];
    });
  cache.set(files, found);
  return found;
}

/** The knexfile that names a folder, or the nearest one above it. */
export function settingsFor(folder: string, files: ProjectFiles): Settings | undefined {
  const all = knexfiles(files);
  const above = all
    .filter(({ file }) => `${folder}/`.startsWith(posix.dirname(file) === '.' ? '' : `${posix.dirname(file)}/`))
    .sort((one, other) => other.file.length - one.file.length);
  return all.find(({ directories }) => directories.includes(folder)) ?? above[0];
}

function settingsOf(file: string, source: string): Settings {
  const text = source.replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, ' ');
  const client = valueOf(text, 'client');
  const tableName = valueOf(text, 'tableName');
  const schemaName = valueOf(text, 'schemaName');
  const extensions = listOf(text, 'loadExtensions');
  const folder = posix.dirname(file);
  return {
    file,
    directories: [...new Set(listOf(text, 'directory').map((path) => placed(folder, path)))],
    sortsDirectoriesSeparately: /\bsortDirsSeparately\s*:\s*true/.test(text),
    disablesTransactions: /\bdisableTransactions\s*:\s*true/.test(text),
    ...(client === undefined ? {} : { client }),
    ...(tableName === undefined ? {} : { tableName }),
    ...(schemaName === undefined ? {} : { schemaName }),
    ...(extensions.length === 0 ? {} : { extensions }),
  };
}

function placed(folder: string, path: string): string {
  return posix.join(folder, path).replace(/\/$/, '').replace(/^\.$/, '');
}

function valueOf(text: string, key: string): string | undefined {
  return new RegExp(`\\b${key}\\s*:\\s*['"\`]([^'"\`$]+)['"\`]`).exec(text)?.[1];
}

/** The texts of a key: one, an array of them, or the last one of a call such as `path.join(__dirname, 'x')`. */
function listOf(text: string, key: string): readonly string[] {
  const values = text.matchAll(
    new RegExp(`\\b${key}\\s*:\\s*(\\[[^\\]]*\\]|[\\w.]+\\([^)]*\\)|['"\`][^'"\`$]+['"\`])`, 'g'),
  );
  return [...values].flatMap(([, written = '']) => {
    const texts = [...written.matchAll(/['"`]([^'"`$]+)['"`]/g)].map(([, value = '']) => value);
    return written.startsWith('[') || texts.length <= 1 ? texts : [texts.join('/')];
  });
}

const dialects: Readonly<Record<string, DialectName>> = {
  pg: 'postgres',
  'pg-native': 'postgres',
  pgnative: 'postgres',
  postgres: 'postgres',
  postgresql: 'postgres',
  cockroachdb: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  'better-sqlite3': 'sqlite',
  mssql: 'sqlserver',
  tedious: 'sqlserver',
};

/** The dialect of a driver. */
export function dialectOfClient(client: string): DialectName | undefined {
  return lookUp(dialects, client.toLowerCase());
}
