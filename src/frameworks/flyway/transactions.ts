import type { Migration } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';

/** What Flyway itself takes for a statement that no transaction can hold. */
const nonTransactional: Readonly<Record<DialectName, readonly RegExp[]>> = {
  postgres: [
    /^(?:CREATE|DROP)\s+(?:DATABASE|TABLESPACE|SUBSCRIPTION)\b/i,
    /^ALTER\s+SYSTEM\b/i,
    /^(?:CREATE|DROP)\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\b/i,
    /^REINDEX\s+(?:\([^)]*\)\s*)?(?:VERBOSE\s+)?(?:SCHEMA|DATABASE|SYSTEM)\b/i,
    /^VACUUM\b/i,
    /^DISCARD\s+ALL\b/i,
  ],
  sqlserver: [
    /^(?:BACKUP|RESTORE|RECONFIGURE|KILL)\b/i,
    /^(?:CREATE|ALTER|DROP)\s+DATABASE\b/i,
    /^(?:CREATE|ALTER|DROP)\s+FULLTEXT\s+(?:INDEX|CATALOG)\b/i,
  ],
  sqlite: [/^PRAGMA\s+FOREIGN_KEYS\b/i],
  mysql: [],
};

/**
 * Flyway runs a migration of such statements without a transaction, by itself, and refuses one that holds others, too,
 * unless it was told to mix them.
 */
export function settleTransaction(migration: Migration, isMixed: boolean): Migration {
  if (migration.transaction !== 'per-migration') return migration;
  const patterns = nonTransactional[migration.dialect];
  const outside = migration.up.filter(({ sql }) => patterns.some((pattern) => pattern.test(sql ?? '')));
  const [first] = outside;
  if (first === undefined) return migration;
  const settled: Migration = { ...migration, transaction: 'none' };
  if (outside.length === migration.up.length || isMixed) return settled;
  const message =
    'This statement cannot run in a transaction and others here can: Flyway refuses the migration, unless it is told to by mixed=true';
  return { ...settled, problems: [...migration.problems, { span: first.span, message }] };
}
