import type { DialectName } from '../../model/names.ts';
import { baseNameOf, folderOf } from '../csharp/migrations/paths.ts';
import type { ProjectFiles } from '../framework.ts';
import type { Configuration } from './configuration.ts';

/** A dialect and the sentence that says why. */
export interface Verdict {
  readonly dialect: DialectName;
  readonly evidence: string;
}

/** How a provider that is not Microsoft's shows itself in code, in project files and in packages.config. */
const marks: readonly (readonly [dialect: DialectName, mark: RegExp])[] = [
  ['mysql', /\bMySqlMigrationSqlGenerator\b|\bMySqlEFConfiguration\b|\bMySql\.Data\.(?:Entity\w*|MySqlClient)\b/],
  [
    'postgres',
    /\bNpgsqlMigrationSqlGenerator\b|\bSetSqlGenerator\s*\(\s*"Npgsql"|\bEntityFramework6\.Npgsql\b|\bNpgsql\.EntityFramework(?:Legacy)?\b/,
  ],
  ['sqlite', /\bSQLiteMigrationSqlGenerator\b|\bSystem\.Data\.SQLite\.EF6\b/],
];

const firstMigrations = 5;

/** Which database a chain is for: what its configuration says, then its migrations, then the project's packages. */
export function dialectOf(
  configuration: Configuration | undefined,
  migrations: readonly string[],
  projectFile: string | undefined,
  files: ProjectFiles,
): Verdict {
  const project = projectFile === undefined ? undefined : folderOf(projectFile);
  const packages = ['packages.config', 'App.config', 'app.config', 'Web.config'].map((name) =>
    project === undefined || project === '' ? name : `${project}/${name}`,
  );
  const paths = [
    ...migrations.slice(0, firstMigrations),
    ...(projectFile === undefined ? [] : [projectFile]),
    ...packages.filter((path) => files.paths.includes(path)),
  ];
  return (
    (configuration && byMark(configuration.file, configuration.text)) ??
    first(paths, (path) => byMark(baseNameOf(path), files.read(path) ?? '')) ?? {
      dialect: 'sqlserver',
      evidence: 'nothing names another provider than SQL Server’s, which is the usual one',
    }
  );
}

function first<T, R>(items: readonly T[], map: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = map(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nothing where several are named: the project is for more than one database. */
function byMark(name: string, text: string): Verdict | undefined {
  const code = text.replace(/^[ \t]*\/\/.*$/gm, '');
  const found = marks.flatMap(([dialect, mark]) => {
    const match = mark.exec(code)?.[0];
    return match === undefined ? [] : [{ dialect, evidence: `${name} names ${match.replaceAll('"', '')}` }];
  });
  return found.length === 1 ? found[0] : undefined;
}
