import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';
import type { DialectGuess } from '../sql/dialect.ts';

/** Drizzle's names of databases, in journals and snapshots of all versions. */
const dialects: Readonly<Record<string, DialectName>> = {
  postgresql: 'postgres',
  postgres: 'postgres',
  pg: 'postgres',
  cockroach: 'postgres',
  mysql: 'mysql',
  singlestore: 'mysql',
  sqlite: 'sqlite',
  turso: 'sqlite',
  mssql: 'sqlserver',
};

/** `undefined`: a database that is not read here. */
export function dialectNamed(name: string, path: string): DialectGuess | undefined {
  const dialect = lookUp(dialects, name);
  return dialect === undefined ? undefined : { dialect, evidence: `${path} says "dialect": "${name}"` };
}
