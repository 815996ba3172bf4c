import { lookAlike } from '../dialects/look-alike.ts';
import type { Migration, ReadProblem } from '../model/migration.ts';
import { allStatements } from '../model/migration.ts';
import type { DialectName } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Span } from '../model/span.ts';

/** What people call the databases. */
const titles: Readonly<Record<DialectName, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  sqlserver: 'SQL Server',
  sqlite: 'SQLite',
};

/** The migration, with a problem for each of its files that seems to be written for another database. */
export function withLookAlikes(migration: Migration): Migration {
  const problems = [...refusals(migration)].flatMap(([file, span]) => problemOf(migration, file, span));
  return problems.length === 0 ? migration : { ...migration, problems: [...migration.problems, ...problems] };
}

/** The first statement of each file that was refused. */
function refusals(migration: Migration): ReadonlyMap<string, Span> {
  const first = new Map<string, Span>();
  for (const { operations } of allStatements(migration)) {
    const refused = operations.find(isRefused);
    if (refused !== undefined && !first.has(refused.span.file)) first.set(refused.span.file, refused.span);
  }
  return first;
}

function isRefused(operation: Operation): boolean {
  return operation.kind === 'Opaque' && (operation.reason === 'syntax-error' || operation.reason === 'not-recognised');
}

function problemOf(migration: Migration, file: string, span: Span): readonly ReadProblem[] {
  const sql = allStatements(migration).flatMap((one) => (one.span.file === file ? (one.sql ?? []) : []));
  const found = lookAlike(sql.join(';\n'), migration.dialect);
  if (found === undefined) return [];
  const title = titles[found.dialect];
  return [
    {
      span,
      message: `this looks like ${title} (${found.marks.join(', ')}), but the chain is read as ${titles[migration.dialect]}`,
      remedy: `if the chain is for ${title}, say so: --dialect ${found.dialect}, or \`dialect: '${found.dialect}'\` in the configuration`,
    },
  ];
}
