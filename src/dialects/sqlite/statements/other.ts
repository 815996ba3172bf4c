import type { ReadStatement } from '../../lexer/read-statements.ts';
import { isAtName, tableName } from '../names.ts';

/** A statement of which only the text matters: BEGIN, COMMIT, SAVEPOINT and their kin. */
export function transaction(kind: 'Begin' | 'Commit' | 'Rollback' | 'Savepoint'): ReadStatement {
  return (cursor, { span, range }) => {
    cursor.rest();
    return [{ kind, span, text: cursor.text(range) }];
  };
}

/** ROLLBACK TO goes back to a savepoint and leaves the transaction open. */
export const rollback: ReadStatement = (cursor, place) => {
  cursor.accept('TRANSACTION');
  return transaction(cursor.isAt('TO') ? 'Savepoint' : 'Rollback')(cursor, place);
};

/** A statement that changes neither the catalog nor rows; all of it is taken. */
export function noChange(statement: string): ReadStatement {
  return (cursor, { span }) => {
    cursor.rest();
    return [{ kind: 'NoChange', span, statement }];
  };
}

/** Work on the file that is not about a table; REINDEX can name a table, an index or a collation, and does not say which. */
export function maintenance(command: string): ReadStatement {
  return (cursor, { span }) => {
    cursor.rest();
    return [{ kind: 'Maintenance', span, command, full: false, tables: [] }];
  };
}

/** VACUUM writes the whole file anew. */
export const vacuum: ReadStatement = (cursor, { span }) => {
  cursor.rest();
  return [{ kind: 'Maintenance', span, command: 'VACUUM', full: true, tables: [] }];
};

/** ANALYZE of everything, of a table, or of an index or a schema, which look like one. */
export const analyze: ReadStatement = (cursor, { span }) => {
  const tables = isAtName(cursor) ? [tableName(cursor)] : [];
  return [{ kind: 'Maintenance', span, command: 'ANALYZE', full: false, tables }];
};
