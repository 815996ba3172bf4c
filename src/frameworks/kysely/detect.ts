import type { ChainSource, ProjectFiles } from '../framework.ts';
import type { Clues } from '../javascript/migrations/dialect.ts';
import { dialectAround } from '../javascript/migrations/dialect.ts';
import { exportsUp, scriptsByFolder } from '../javascript/migrations/scripts.ts';
import type { DialectGuess } from '../sql/dialect.ts';
import { count } from '../sql/names.ts';

const isKysely = /\bfrom\s*['"]kysely['"]|\brequire\(['"]kysely['"]\)|\bKysely\s*</;

/** The classes that open a database, Kysely's own and those of well-known packages. */
const clues: Clues = {
  config: /^kysely\.config\./,
  words: [
    [/\b(?:Postgres(?:JS)?|Neon|PGlite|KyselyPGlite|Vercel\w*|Xata|Cockroach\w*)Dialect\b/, 'postgres'],
    [/\b(?:Mysql|PlanetScale|TiDB\w*)Dialect\b/i, 'mysql'],
    [/\bMssqlDialect\b/, 'sqlserver'],
    [/\b(?:Sqlite|Libsql|D1|BunSqlite|BunWorker|NodeSqlite|SqlJs|Wasm\w*|Expo)Dialect\b/i, 'sqlite'],
    [/\bdialect:\s*['"](?:pg|postgres(?:ql)?)['"]/, 'postgres'],
    [/\bdialect:\s*['"](?:mysql2?)['"]/, 'mysql'],
    [/\bdialect:\s*['"](?:tedious|mssql)['"]/, 'sqlserver'],
    [/\bdialect:\s*['"](?:better-sqlite3|bun|sqlite)['"]/, 'sqlite'],
  ],
};

/** Folders whose scripts import Kysely and export `up`. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const folders = scriptsByFolder(
    files,
    (text) => isKysely.test(text) && exportsUp.test(text),
    (text) => exportsUp.test(text),
  );
  return [...folders].map(([folder, paths]) => {
    const { dialect, evidence } = dialectAround(folder, files, clues) ?? byTypes(paths, files);
    return {
      name: folder === '' ? 'kysely' : folder,
      framework: 'kysely',
      dialect,
      folder,
      paths,
      evidence: [`${count(paths.length, 'script')} in ${folder || '.'} export up and import Kysely`, evidence],
    };
  });
}

/** Types and words that one database has. */
const marks: readonly (readonly [mark: RegExp, dialect: DialectGuess['dialect']])[] = [
  [/['"`](?:jsonb|timestamptz(?:\(\d\))?|serial|bigserial|uuid|bytea|int[248])['"`]|\bgin\b|::\w|\$\$/, 'postgres'],
  [/\bnvarchar\b|\bdatetime2\b|\buniqueidentifier\b|\.identity\(\)/, 'sqlserver'],
  [/\.unsigned\(\)|\bmodifyColumn\(|ENGINE\s*=|\bauto_increment\b/i, 'mysql'],
  [/\.autoIncrement\(\)|\bWITHOUT\s+ROWID\b|\bPRAGMA\b/i, 'sqlite'],
];

function byTypes(paths: readonly string[], files: ProjectFiles): DialectGuess {
  for (const path of paths) {
    const text = files.read(path) ?? '';
    for (const [mark, dialect] of marks) {
      const found = mark.exec(text)?.[0];
      if (found !== undefined) return { dialect, evidence: `${found} in ${path} says ${dialect}` };
    }
  }
  return { dialect: 'postgres', evidence: 'nothing says which database it is for: it is read as postgres' };
}
