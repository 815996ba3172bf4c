import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findColumn, findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Step, StepContext } from '../rule.ts';
import { listed } from '../words.ts';

type Change = Operation<'UpdateRows' | 'DeleteRows'>;

export default defineRule({
  name: 'no-unfiltered-dml',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'An UPDATE or DELETE without a condition reaches every row of a table in use',
  like: {
    pgfence: ['delete-without-where', 'update-in-migration'],
  },
  options: noOptions,
  on: {
    UpdateRows(operation, step, context) {
      const { table, assignments, span } = operation;
      const old = assignments.filter(({ column }) => !isAdded(operation, column, step, context));
      if (!reachesAll(operation, step, context) || old.length === 0) return;
      const columns = listed(old.map(({ column }) => column));
      context.report({
        at: span,
        message: `${columns} of every row of ${displayName(table)} ${old.length === 1 ? 'is' : 'are'} overwritten`,
        why: 'the old values are gone, and nothing in the statement says that this was meant for all rows',
        remedy: `say which rows are meant in a WHERE; if it is all of them, copy the old values of ${columns} first, or say why they are not needed: mig-lint-disable-next-line no-unfiltered-dml -- <why>`,
      });
    },
    DeleteRows(operation, step, context) {
      if (!reachesAll(operation, step, context) || findTable(step.before, operation.table)?.copied !== undefined)
        return;
      context.report({
        at: operation.span,
        message: `every row of ${displayName(operation.table)} is deleted`,
        why: 'the rows are gone, and nothing in the statement says that this was meant for all of them',
        remedy:
          'say which rows are meant in a WHERE; if it is all of them, copy those that are needed first, and say why: mig-lint-disable-next-line no-unfiltered-dml -- <why>',
      });
    },
  },
});

/** A column that this migration added holds nothing yet that could be lost. */
function isAdded({ table }: Change, column: string, { before }: Step, { view }: StepContext): boolean {
  return findColumn(before, table, column)?.origin.migration === view.migration.id;
}

function reachesAll(operation: Change, { before }: Step, { isUnused, dialect }: StepContext): boolean {
  const { table, where, reads, limited, repeated } = operation;
  if (limited === true || repeated === true || isUnused(table, before)) return false;
  if (findTable(before, table)?.temporary === true) return false;
  // A join filters too, where rows are changed by one.
  if (where === undefined) return reads.length === 0 || (dialect === 'postgres' && operation.kind === 'UpdateRows');
  return isTautology(where);
}

/** `1 = 1`, `TRUE`, `id = id`. */
function isTautology(where: string): boolean {
  return /^\(*\s*(?:true|1|([\w.'"`[\]]+)\s*=\s*\1)\s*\)*$/i.test(where);
}
