import type { ChainSource, ProjectFiles } from '../framework.ts';
import type { Clues } from '../javascript/migrations/dialect.ts';
import { dialectAround } from '../javascript/migrations/dialect.ts';
import { scriptsByFolder } from '../javascript/migrations/scripts.ts';
import type { DialectGuess } from '../sql/dialect.ts';
import { count, splitPath } from '../sql/names.ts';
import { importsMigration } from './paths.ts';

const derives = /\bextends\s+(?:\w+\.)?Migration\b/;

/** The packages and drivers of MikroORM. */
const clues: Clues = {
  config: /^mikro-?orm\.config\./i,
  words: [
    [/@mikro-orm\/postgresql\b|\bPostgreSqlDriver\b|\btype:\s*['"]postgresql['"]/, 'postgres'],
    [/@mikro-orm\/(?:mysql|mariadb)\b|\b(?:MySql|MariaDb)Driver\b|\btype:\s*['"](?:mysql|mariadb)['"]/, 'mysql'],
    [/@mikro-orm\/mssql\b|\bMsSqlDriver\b/, 'sqlserver'],
    [
      /@mikro-orm\/(?:better-sqlite|sqlite|libsql)\b|\b\w*SqliteDriver\b|\btype:\s*['"](?:better-)?sqlite['"]/i,
      'sqlite',
    ],
  ],
};

/** Folders whose scripts hold classes derived from MikroORM's Migration. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const folders = scriptsByFolder(
    files,
    (text) => importsMigration.test(text) && derives.test(text),
    (text) => derives.test(text),
  );
  return [...folders].map(([folder, paths]) => {
    const { dialect, evidence } =
      dialectAround(folder, files, clues) ?? bySnapshot(folder, files) ?? byStatements(paths, files);
    return {
      name: folder === '' ? 'mikro-orm' : folder,
      framework: 'mikro-orm',
      dialect,
      folder,
      paths,
      evidence: [`${count(paths.length, 'class')} in ${folder || '.'}`.replace('classs', 'classes'), evidence],
    };
  });
}

type Marks = readonly (readonly [mark: RegExp, dialect: DialectGuess['dialect']])[];

const columnTypes: Marks = [
  [/"(?:jsonb|timestamptz(?:\(\d\))?|serial|bigserial|uuid|text\[\])"/, 'postgres'],
  [/"(?:tinyint\(1\)|datetime\(\d\)|int unsigned|longtext)"/, 'mysql'],
  [/"(?:nvarchar\(\w+\)|datetime2\(\d\)|uniqueidentifier)"/, 'sqlserver'],
];

/** The snapshot of the schema, which MikroORM keeps beside the migrations. */
function bySnapshot(folder: string, files: ProjectFiles): DialectGuess | undefined {
  const paths = files.paths.filter((path) => {
    const [own, name] = splitPath(path);
    return own === folder && /^\.snapshot-.*\.json$/.test(name);
  });
  return byMarks(paths, files, columnTypes);
}

const statements: Marks = [
  [/\bjsonb\b|\btimestamptz\b|\bserial\b|::\w|(?:table|exists|into|update|from) "\w+"/i, 'postgres'],
  [/\bengine\s*=|\bauto_increment\b|\\?`\w+\\?` (?:int|varchar)\b.*\bnot null\b.*charset/i, 'mysql'],
  [/\bnvarchar\b|\[\w+\] /i, 'sqlserver'],
  [/\bpragma\b|\bautoincrement\b|\binteger not null primary key\b/i, 'sqlite'],
];

function byStatements(paths: readonly string[], files: ProjectFiles): DialectGuess {
  const evidence = 'nothing says which database it is for: it is read as postgres';
  return byMarks(paths, files, statements) ?? { dialect: 'postgres', evidence };
}

function byMarks(paths: readonly string[], files: ProjectFiles, marks: Marks): DialectGuess | undefined {
  for (const path of paths) {
    const text = files.read(path) ?? '';
    for (const [mark, dialect] of marks) {
      const found = mark.exec(text)?.[0];
      if (found !== undefined) return { dialect, evidence: `${found} in ${path} says ${dialect}` };
    }
  }
  return undefined;
}
