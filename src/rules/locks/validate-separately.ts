import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { validationApart } from '../rewrites/constraints.ts';
import { transactionsOf } from '../transactions.ts';
import { blocking, withArticle } from '../words.ts';
import { blocksUse } from './existing-tables.ts';
import { isSmall, smallTables } from './small-tables.ts';

type Unchecked = Operation<'AddForeignKey' | 'AddCheck'>;
type Validation = Operation<'ValidateConstraint' | 'AlterConstraint'>;

export default defineRule({
  name: 'validate-separately',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A constraint is validated in the transaction that added it, under the lock of the addition',
  rewrites: true,
  dialects: ['postgres', 'sqlserver'],
  like: {
    squawk: ['constraint-missing-not-valid'],
    strong_migrations: ['validate_foreign_key', 'validate_check_constraint'],
    pgfence: ['not-valid-validate-same-tx'],
  },
  options: smallTables,
  on: {
    migration(view, context) {
      for (const steps of transactionsOf(view.up)) {
        for (const [at, step] of steps.entries()) {
          if (!isValidation(step.operation)) continue;
          const addition = additionOf(step.operation, step, steps.slice(0, at));
          if (addition === undefined || context.isUnused(step.operation.table, step.before)) continue;
          if (isSmall(step.operation.table, context)) continue;
          report(step, step.operation, addition, view, context);
        }
      }
    },
  },
});

function isValidation(operation: Operation): operation is Validation {
  if (operation.kind === 'AlterConstraint') return operation.attributes['trusted'] === 'true';
  return operation.kind === 'ValidateConstraint';
}

/** The step that added the constraint without a look at the rows; a validation without a name is of all constraints. */
function additionOf({ table, name }: Validation, { before }: Step, steps: readonly Step[]): Step | undefined {
  return steps.find(
    ({ operation }) =>
      isUnchecked(operation) &&
      sameName(before.traits, operation.table, table) &&
      (name === undefined ||
        operation.constraint.name === undefined ||
        samePart(before.traits, operation.constraint.name, name)),
  );
}

function isUnchecked(operation: Operation): operation is Unchecked {
  return (operation.kind === 'AddForeignKey' || operation.kind === 'AddCheck') && !operation.constraint.validated;
}

function report(
  step: Step,
  validation: Validation,
  addition: Step,
  { migration }: MigrationView,
  context: Context,
): void {
  const { before } = step;
  const { span, table, name } = validation;
  const rewrite = validation.kind === 'ValidateConstraint' ? validationApart(step, validation) : undefined;
  const locks = (addition.facts?.locks ?? []).filter(
    (lock) => blocksUse(lock) && !context.isUnused(lock.table, before),
  );
  const held = locks.map(
    (lock) => `${withArticle(lock.mode)} lock on ${displayName(lock.table)}, which blocks ${blocking(lock.blocks)}`,
  );
  const what = name ?? 'the new constraint';
  const others =
    migration.transaction === 'whole-batch'
      ? ', in a later deploy, since the tool runs all pending migrations in one transaction'
      : '';
  context.report({
    at: span,
    message: `${what} on ${displayName(table)} is validated in the transaction that adds it`,
    why: `adding it took ${held.length === 0 ? 'a strong lock' : held.join(', and ')}; a lock is held to the end of the transaction, so that the scan of every row runs under it, and adding the constraint unchecked has gained nothing`,
    remedy: `move this statement to a migration of its own, which runs after the one that adds the constraint has been committed${others}`,
    related: [{ span: addition.operation.span, message: 'it is added here, and its lock is held from here on' }],
    ...(addition.facts === undefined ? {} : { facts: addition.facts }),
    ...(rewrite === undefined ? {} : { rewrite }),
  });
}
