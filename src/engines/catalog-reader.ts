import { List } from 'immutable';
import type { Dialect } from '../dialects/dialect.ts';
import type { Operation } from '../model/operation.ts';
import type { Inconsistency, Origin } from '../model/schema.ts';
import { plainText } from '../model/source-text.ts';

/** What is in a catalog was made by no migration that is known. */
export const catalogOrigin: Origin = { migration: '', span: { file: '', start: 0, end: 0 } };

/** Reads the SQL that a catalog prints, and remembers what it could not read. */
export interface CatalogReader {
  readonly dialect: Dialect;
  /** The operations of one statement. */
  read(sql: string): readonly Operation[];
  unread(): List<Inconsistency>;
}

export function catalogReader(dialect: Dialect): CatalogReader {
  const unread: Inconsistency[] = [];
  return {
    dialect,
    read(sql) {
      const operations = dialect.read(plainText('', sql)).statements.flatMap((statement) => statement.operations);
      if (operations.length === 0 || operations.some((operation) => operation.kind === 'Opaque')) {
        unread.push({ message: `the catalog says what cannot be read: ${sql}`, origin: catalogOrigin });
      }
      return operations;
    },
    unread: () => List(unread),
  };
}
