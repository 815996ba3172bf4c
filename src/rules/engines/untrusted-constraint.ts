import { displayName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { constraintOf, findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, Step } from '../rule.ts';
import { withCode } from '../words.ts';

type Unchecked = Operation<'AddForeignKey' | 'AddCheck' | 'AlterConstraint'>;

export default defineRule({
  name: 'untrusted-constraint',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A constraint is added or switched on WITH NOCHECK, and nothing checks the old rows later',
  dialects: ['sqlserver'],
  options: noOptions,
  on: {
    chain({ migrations, end }, context) {
      for (const view of migrations) {
        // The steps of a migration take long to make: they are looked at where there is something to find.
        if (!view.migration.up.some(({ operations }) => operations.some(leavesUnchecked))) continue;
        for (const step of view.up) {
          if (step.applied && leavesUnchecked(step.operation)) judge(step.operation, step, end, context);
        }
      }
    },
  },
});

/** NOCHECK CONSTRAINT switches it off, for a load of rows; that it is switched on again is judged where that is done. */
function leavesUnchecked(operation: Operation): operation is Unchecked {
  switch (operation.kind) {
    case 'AddForeignKey':
    case 'AddCheck':
      return !operation.constraint.validated;
    case 'AlterConstraint':
      return operation.attributes['enabled'] === 'true' && operation.attributes['trusted'] === 'false';
    default:
      return false;
  }
}

function judge(operation: Unchecked, { after }: Step, end: Schema, context: Context): void {
  const { table, span } = operation;
  const left = constraintsOf(operation, after).filter(
    (name) => constraintOf(end, findTable(end, table), name)?.validated === false,
  );
  for (const name of left) {
    const check: Operation = {
      kind: 'AlterConstraint',
      span,
      table,
      name,
      attributes: { enabled: 'true', trusted: 'true' },
    };
    context.report({
      at: span,
      message: `${name} on ${displayName(table)} stays untrusted: the rows that were there were never checked`,
      why: 'old rows may break it, and since SQL Server cannot know, it plans queries as if the constraint were not there (sys.check_constraints and sys.foreign_keys: is_not_trusted = 1)',
      remedy: withCode(
        'check the old rows when little goes on, in this migration or a later one; the second CHECK is the name of the command:',
        context.write([check]),
        `check the old rows when little goes on, in this migration or a later one (the second CHECK is the name of the command): ALTER TABLE ${displayName(table)} WITH CHECK CHECK CONSTRAINT ${name}`,
      ),
    });
  }
}

/** The names of what the operation leaves unchecked, as the replayed schema has them. */
function constraintsOf(operation: Unchecked, after: Schema): readonly string[] {
  const constraints = findTable(after, operation.table)?.constraints.filter(({ validated }) => !validated) ?? [];
  const isOwn = (constraint: (typeof constraints)[number]): boolean => {
    if (operation.kind === 'AlterConstraint')
      return operation.name === undefined || samePart(after.traits, constraint.name, operation.name);
    return operation.constraint.name === undefined
      ? constraint.origin.span === operation.span
      : samePart(after.traits, constraint.name, operation.constraint.name);
  };
  return constraints.filter(isOwn).map(({ name }) => name);
}
