import type { DialectName } from '../../../model/names.ts';
import type { ProjectFiles } from '../../framework.ts';
import type { DialectGuess } from '../../sql/dialect.ts';
import { dialectInName } from '../../sql/dialect.ts';
import { foldersAbove, inFolder, splitPath } from '../../sql/names.ts';
import { isScript } from './scripts.ts';

/** A word of a tool's own by which the database is told. */
type Clue = readonly [word: RegExp, dialect: DialectName];

/** Where a tool's database is told. */
export interface Clues {
  /** The names of configuration files. */
  readonly config: RegExp;
  /** What the configuration, or the code that opens the database, says. */
  readonly words: readonly Clue[];
}

/** Files of this name open the database in most projects. */
const opensDatabase =
  /(?:^|[./_-])(?:db|database|kysely|dialect|connection|client|data-?source|mikro-?orm|orm)(?:[./_-]|$)/i;

const mostFiles = 60;

/** Which database the migrations of a folder are for, as the tool's configuration, the folder's name or the code says. */
export function dialectAround(folder: string, files: ProjectFiles, clues: Clues): DialectGuess | undefined {
  const around = packageAround(folder, files);
  return (
    byConfiguration(folder, files, clues) ??
    byFolder(folder) ??
    byCode(around, folder, files, clues.words) ??
    byPackage(around, files)
  );
}

function byConfiguration(folder: string, files: ProjectFiles, { config, words }: Clues): DialectGuess | undefined {
  for (const above of foldersAbove(inFolder(folder, 'x'))) {
    const own = files.paths.filter((path) => splitPath(path)[0] === above && config.test(splitPath(path)[1]));
    const found = firstTelling(own, files, words);
    if (found !== undefined) return found;
  }
  return undefined;
}

function byFolder(folder: string): DialectGuess | undefined {
  for (const segment of folder.split('/').reverse()) {
    const dialect = dialectInName(segment);
    if (dialect !== undefined) return { dialect, evidence: `the folder ${segment} names ${dialect}` };
  }
  return undefined;
}

/** The nearest files first: a package can open several databases. */
function byCode(around: string, folder: string, files: ProjectFiles, words: readonly Clue[]): DialectGuess | undefined {
  const inside = around === '' ? '' : `${around}/`;
  const paths = files.paths.filter(
    (path) => path.startsWith(inside) && isScript(path) && opensDatabase.test(path.slice(inside.length)),
  );
  const near = paths.toSorted((one, other) => shared(other, folder) - shared(one, folder)).slice(0, mostFiles);
  return firstTelling(near, files, words);
}

function shared(path: string, folder: string): number {
  const segments = path.split('/');
  const at = folder.split('/').findIndex((segment, index) => segment !== segments[index]);
  return at === -1 ? Number.MAX_SAFE_INTEGER : at;
}

function firstTelling(paths: readonly string[], files: ProjectFiles, words: readonly Clue[]): DialectGuess | undefined {
  for (const path of paths) {
    const text = files.read(path) ?? '';
    for (const [word, dialect] of words) {
      const found = word.exec(text)?.[0];
      if (found !== undefined) return { dialect, evidence: `${path} names ${found}` };
    }
  }
  return undefined;
}

/** Drivers and packages by which a project's database is told. */
const drivers: readonly (readonly [driver: string, dialect: DialectName])[] = [
  ['pg', 'postgres'],
  ['postgres', 'postgres'],
  ['@neondatabase/serverless', 'postgres'],
  ['@electric-sql/pglite', 'postgres'],
  ['@mikro-orm/postgresql', 'postgres'],
  ['mysql2', 'mysql'],
  ['mariadb', 'mysql'],
  ['@planetscale/database', 'mysql'],
  ['@mikro-orm/mysql', 'mysql'],
  ['@mikro-orm/mariadb', 'mysql'],
  ['tedious', 'sqlserver'],
  ['mssql', 'sqlserver'],
  ['@mikro-orm/mssql', 'sqlserver'],
  ['better-sqlite3', 'sqlite'],
  ['sqlite3', 'sqlite'],
  ['@libsql/client', 'sqlite'],
  ['@mikro-orm/sqlite', 'sqlite'],
  ['@mikro-orm/better-sqlite', 'sqlite'],
  ['@mikro-orm/libsql', 'sqlite'],
];

/** The drivers that the package lists, when they are of one database. */
function byPackage(around: string, files: ProjectFiles): DialectGuess | undefined {
  const path = inFolder(around, 'package.json');
  const text = files.read(path) ?? '';
  const found = drivers.filter(([driver]) => text.includes(`"${driver}":`));
  const [first] = found;
  if (first === undefined || new Set(found.map(([, dialect]) => dialect)).size > 1) return undefined;
  return { dialect: first[1], evidence: `${path} depends on ${first[0]}` };
}

/** The folder of the nearest package.json above; '' when there is none. */
function packageAround(folder: string, files: ProjectFiles): string {
  const paths = new Set(files.paths);
  return foldersAbove(inFolder(folder, 'x')).find((above) => paths.has(inFolder(above, 'package.json'))) ?? '';
}
