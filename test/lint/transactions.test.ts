import { describe, expect, it } from 'vitest';
import { transactionTracker } from '../../src/lint/transactions.ts';
import type { Statement, TransactionMode } from '../../src/model/migration.ts';
import type { Operation } from '../../src/model/operation.ts';

const span = { file: 'a.sql', start: 0, end: 0 };
const begin: Operation = { kind: 'Begin', span, text: 'BEGIN' };
const commit: Operation = { kind: 'Commit', span, text: 'COMMIT' };
const work: Operation = { kind: 'NoChange', span, statement: 'SHOW' };

function inTransaction(mode: TransactionMode, operations: readonly Operation[], outside = false): boolean[] {
  const statements = operations.map((operation): Statement => ({
    span,
    side: 'up',
    operations: [operation],
    outsideTransaction: outside,
  }));
  const isInside = transactionTracker(mode, statements);
  return statements.flatMap((statement) => statement.operations.map((operation) => isInside(statement, operation)));
}

describe('a statement is in a transaction', () => {
  it('when the tool wraps each migration, or all of them', () => {
    expect(inTransaction('per-migration', [work])).toEqual([true]);
    expect(inTransaction('whole-batch', [work])).toEqual([true]);
  });

  it('when the file is sent as one command and holds several statements', () => {
    expect(inTransaction('per-file-implicit', [work])).toEqual([false]);
    expect(inTransaction('per-file-implicit', [work, work])).toEqual([true, true]);
  });

  it('between BEGIN and COMMIT, whatever the tool does', () => {
    expect(inTransaction('none', [work, begin, work, commit, work])).toEqual([false, true, true, false, false]);
  });

  it('until the migration ends the one of the tool', () => {
    expect(inTransaction('per-migration', [work, commit, work])).toEqual([true, false, false]);
    expect(inTransaction('per-file-implicit', [work, commit, work])).toEqual([true, true, true]);
  });

  it('unless the framework was told to run it outside', () => {
    expect(inTransaction('per-migration', [work], true)).toEqual([false]);
  });
});
