import type { Statement, TransactionMode } from '../model/migration.ts';
import type { Operation } from '../model/operation.ts';

/**
 * Answers, statement by statement and in order, whether the statement runs in a transaction. A COMMIT of the migration ends
 * that of the tool, too; after one in a file that is sent as a whole, the server begins the next by itself.
 */
export function transactionTracker(
  mode: TransactionMode,
  statements: readonly Statement[],
): (statement: Statement, operation: Operation) => boolean {
  let isOpenedHere = false;
  let isWrapped = wraps(mode, statements);
  return (statement, operation) => {
    if (operation.kind === 'Begin') isOpenedHere = true;
    if (operation.kind === 'Commit' || operation.kind === 'Rollback') {
      isOpenedHere = false;
      isWrapped &&= mode === 'per-file-implicit';
    }
    return isOpenedHere || (isWrapped && statement.outsideTransaction !== true);
  };
}

function wraps(mode: TransactionMode, statements: readonly Statement[]): boolean {
  switch (mode) {
    case 'whole-batch':
    case 'per-migration':
      return true;
    case 'per-file-implicit':
      return statements.length > 1;
    case 'none':
      return false;
  }
}
