import type { TransactionMode } from '../../model/migration.ts';
import { lookUp } from '../../model/look-up.ts';
import type { ProjectFiles } from '../framework.ts';
import type { DialectName } from '../../model/names.ts';
import { inFolder, foldersAbove, splitPath } from '../sql/names.ts';

/** What the code that opens the database says of migrations, as far as it says it in plain words. */
export interface Settings {
  readonly file: string;
  /** The driver: `postgres`, `better-sqlite3`; absent: none is named, or several. */
  readonly type?: string;
  readonly transaction?: TransactionMode;
  readonly ledgerTable?: string;
}

const configFile = /(?:ormconfig|data-?source|typeorm|database|db|orm)[^/]*\.(?:[cm]?[jt]s|json)$/i;

const dialects: Readonly<Record<string, DialectName>> = {
  postgres: 'postgres',
  'aurora-postgres': 'postgres',
  cockroachdb: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  'aurora-mysql': 'mysql',
  'better-sqlite3': 'sqlite',
  sqlite: 'sqlite',
  sqljs: 'sqlite',
  expo: 'sqlite',
  capacitor: 'sqlite',
  cordova: 'sqlite',
  'react-native': 'sqlite',
  mssql: 'sqlserver',
};

/** The dialect of a DataSource's `type`. */
export function dialectOfType(type: string): DialectName | undefined {
  return lookUp(dialects, type);
}

const modes: Readonly<Record<string, TransactionMode>> = {
  all: 'whole-batch',
  each: 'per-migration',
  none: 'none',
};

const opensDatabase =
  /\bDataSource\b|\bDataSourceOptions\b|\bTypeOrmModule|\bcreateConnection\b|\bConnectionOptions\b|"migrations"/;

/** What the nearest DataSource (or ormconfig) and the package's scripts say; `undefined`: none is found. */
export function settingsFor(folder: string, files: ProjectFiles): Settings | undefined {
  for (const above of foldersAbove(inFolder(folder, 'x'))) {
    const found = files.paths
      .filter((path) => configFile.test(splitPath(path)[1]) && isNear(path, above))
      .flatMap((path) => settingsOf(path, files) ?? []);
    const [first] = found;
    if (first !== undefined) return { ...first, ...modeOfScripts(folder, files) };
  }
  return undefined;
}

/** In the folder, or a little below it. */
function isNear(path: string, folder: string): boolean {
  const [own] = splitPath(path);
  if (folder !== '' && own !== folder && !own.startsWith(`${folder}/`)) return false;
  return !own.includes('node_modules') && own.split('/').length - folder.split('/').length <= 3;
}

function settingsOf(file: string, files: ProjectFiles): Settings | undefined {
  const text = (files.read(file) ?? '').replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, ' ');
  if (!opensDatabase.test(text) || !/\bmigrations?\b/i.test(text)) return undefined;
  const value = (key: string): string | undefined =>
    new RegExp(`\\b${key}['"]?\\s*[:=]\\s*['"\`]([^'"\`$]+)['"\`]`).exec(text)?.[1];
  const types = new Set([...text.matchAll(/\btype['"]?\s*[:=]\s*['"]([\w-]+)['"]/g)].map(([, type = '']) => type));
  const [type] = [...types].filter((candidate) => dialectOfType(candidate) !== undefined);
  const isOnly = [...types].filter((candidate) => dialectOfType(candidate) !== undefined).length === 1;
  const mode = lookUp(modes, value('migrationsTransactionMode') ?? '');
  const ledgerTable = value('migrationsTableName');
  return {
    file,
    ...(type === undefined || !isOnly ? {} : { type }),
    ...(mode === undefined ? {} : { transaction: mode }),
    ...(ledgerTable === undefined ? {} : { ledgerTable }),
  };
}

/** `typeorm migration:run -t each` in a script of the package overrides the DataSource. */
function modeOfScripts(folder: string, files: ProjectFiles): Pick<Settings, 'transaction'> {
  for (const above of foldersAbove(inFolder(folder, 'x'))) {
    const text = files.read(inFolder(above, 'package.json'));
    if (text === undefined) continue;
    const word = /migration:run[^"]*?\s(?:-t|--transaction)[= ](all|each|none)\b/.exec(text)?.[1];
    const transaction = lookUp(modes, word ?? '');
    return transaction === undefined ? {} : { transaction };
  }
  return {};
}
