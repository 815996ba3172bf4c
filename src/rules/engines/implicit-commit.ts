import type { OperationKind } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { carriesOver } from '../workflow/temporary-column.ts';

export default defineRule({
  name: 'implicit-commit',
  category: 'engines',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'A change of the schema commits the transaction that is meant to hold more',
  dialects: ['mysql'],
  options: noOptions,
  on: {
    migration: judge,
  },
});

const dataChanges: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'InsertRows',
  'UpdateRows',
  'DeleteRows',
  'MergeRows',
]);

/** One finding at most for each transaction that the migration begins itself, and one for the tool's. */
function judge(view: MigrationView, context: Context): void {
  const { migration, up } = view;
  const isWrapped = migration.transaction === 'per-migration' || migration.transaction === 'whole-batch';
  let own: Step | undefined;
  let rows: Step | undefined;
  let isTold = false;
  for (const step of up) {
    const { operation, facts, inTransaction, applied } = step;
    if (operation.kind === 'Commit' || operation.kind === 'Rollback') {
      own = undefined;
      rows = undefined;
    }
    if (operation.kind === 'Begin') own = step;
    if (!applied || !inTransaction) continue;
    if (dataChanges.has(operation.kind) && isWrapped && !carriesOver(step, up)) rows ??= step;
    if (facts?.transactional !== false) continue;
    if (own !== undefined) {
      reportOwn(step, own, context);
      own = undefined;
    } else if (rows !== undefined && !isTold) {
      reportRows(step, rows, context);
      isTold = true;
    }
    rows = undefined;
  }
}

const why =
  'MySQL commits before and after each change of the schema, whatever transaction is open (Statements That Cause an Implicit Commit)';

function reportOwn({ operation, facts }: Step, begin: Step, context: Context): void {
  context.report({
    at: operation.span,
    message: 'the transaction is committed here, and not where COMMIT stands',
    why: `${why}: what comes after this statement runs without a transaction, and a ROLLBACK takes nothing back that was done up to here`,
    remedy:
      'leave out BEGIN and COMMIT around changes of the schema, put one change in each migration so that a failed one can be run again, and keep rows that belong together in a transaction of their own',
    related: [{ span: begin.operation.span, message: 'it begins here' }],
    ...(facts === undefined ? {} : { facts }),
  });
}

function reportRows({ operation, facts }: Step, rows: Step, context: Context): void {
  context.report({
    at: operation.span,
    message: 'rows that were changed before are committed here, before the migration is done',
    why: `${why}: if a later statement fails, the tool rolls back nothing, the rows stay changed, and the next run changes them again`,
    remedy: 'put the change of the rows in a migration of its own, or after the last change of the schema',
    related: [{ span: rows.operation.span, message: 'these rows can no longer be rolled back' }],
    ...(facts === undefined ? {} : { facts }),
  });
}
