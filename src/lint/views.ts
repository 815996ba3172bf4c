import type { Dialect } from '../dialects/dialect.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { Schema } from '../model/schema.ts';
import type { MigrationView, RebuildView, ShippedEdit, Step } from '../rules/rule.ts';
import type { GuardDecisions } from '../schema/guards.ts';
import type { Rebuild } from '../schema/rebuilds.ts';
import { rebuildsOf } from '../schema/rebuilds.ts';
import { replay, replayAll } from '../schema/replay.ts';
import { transactionTracker } from './transactions.ts';

/** The schema after a migration's up side, without the steps in between. */
export function schemaAfter(before: Schema, migration: Migration): Schema {
  return replayAll(
    before,
    migration.up.flatMap((statement) => statement.operations),
    migration.id,
  );
}

/** A migration in its place in the chain, step by step, with the facts of each operation. */
export function viewMigration(
  before: Schema,
  migration: Migration,
  dialect: Dialect,
  engineVersion: string,
  edit: ShippedEdit | undefined,
): MigrationView {
  const steps = (
    statements: readonly Statement[],
    from: Schema,
  ): { readonly steps: readonly Step[]; readonly end: Schema } => {
    const isInTransaction = transactionTracker(migration.transaction, statements);
    const decisions: GuardDecisions = new Map();
    let schema = from;
    const taken = statements.flatMap((statement) =>
      statement.operations.map((operation): Step => {
        const inTransaction = isInTransaction(statement, operation);
        const facts = dialect.facts(operation, schema, engineVersion);
        const { schema: after, applied } = replay(schema, operation, migration.id, decisions);
        const step: Step = {
          operation,
          statement,
          side: statement.side,
          before: schema,
          after,
          facts,
          inTransaction,
          applied,
        };
        schema = after;
        return step;
      }),
    );
    return { steps: taken, end: schema };
  };

  const up = steps(migration.up, before);
  const down = migration.down === undefined ? undefined : steps(migration.down, up.end).steps;
  const rebuilds = rebuildsOf(up.steps).map((rebuild) => viewRebuild(rebuild, up.steps, migration));
  return { migration, up: up.steps, down, rebuilds, before, after: up.end, edit };
}

/** The changes that a rebuild comes to, replayed from the schema before it, each in the place of the step that makes it. */
function viewRebuild(rebuild: Rebuild, steps: readonly Step[], { id }: Migration): RebuildView {
  const parts = steps.filter((step) => rebuild.parts.includes(step.operation));
  let schema = parts[0]?.before;
  const taken = rebuild.changes.flatMap((operation): readonly Step[] => {
    const part = parts.find((step) => step.operation.span === operation.span);
    if (part === undefined || schema === undefined) return [];
    const { schema: after } = replay(schema, operation, id);
    const step: Step = { ...part, operation, facts: undefined, before: schema, after };
    schema = after;
    return [step];
  });
  return { ...rebuild, steps: taken };
}
