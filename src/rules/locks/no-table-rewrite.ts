import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context } from '../rule.ts';
import { withCode } from '../words.ts';
import { costOf } from './existing-tables.ts';

export default defineRule({
  name: 'no-table-rewrite',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table in use is written anew, row by row, while nobody can use it',
  like: {
    squawk: ['adding-field-with-default', 'changing-column-type', 'adding-serial-primary-key-field'],
    strong_migrations: [
      'add_column_default_callable',
      'change_column',
      'add_column_auto_incrementing',
      'add_column_generated_stored',
    ],
    atlas: ['PG302', 'PG303', 'PG304'],
    eugene: ['E5', 'E10'],
    pgfence: ['alter-column-type', 'add-column-volatile-default'],
  },
  options: noOptions,
  on: {
    migration(view, context) {
      for (const step of view.up) {
        const cost = step.applied ? costOf(step, context, (facts) => facts.rewrites) : undefined;
        if (cost === undefined) continue;
        const reason = cost.facts.because === undefined ? '' : `: ${cost.facts.because}`;
        context.report({
          at: step.operation.span,
          message: `${cost.tablesAre} rewritten in full${reason}`,
          why: `the rewrite takes the longer the more rows there are, all under ${cost.locks}`,
          remedy: remedyFor(step.operation, context),
          facts: cost.facts,
        });
      }
    },
  },
});

function remedyFor(operation: Operation, context: Context): string {
  switch (operation.kind) {
    case 'AddColumn':
      return remedyForColumn(operation.table, operation.column, operation, context);
    case 'AlterColumn':
      return `add a new column of the new type, keep both in step (a trigger, or the application), fill it in batches, switch the code over, then drop ${operation.column}`;
    case 'AlterTable':
      return 'do it in a maintenance window, or on a copy of the table that takes its place';
    default:
      return 'do it in a maintenance window, or in steps that do not rewrite the table';
  }
}

function remedyForColumn(table: QualifiedName, column: Column, { span }: Operation, { write }: Context): string {
  const { default: value, identity, generated, ...rest } = column;
  if (generated !== undefined)
    return 'compute the value in a view or in the application, or add a plain column and fill it in batches';
  if (identity !== undefined) {
    return 'add a plain column, fill it in batches from a sequence, then set the default and NOT NULL in later steps';
  }
  const steps: readonly Operation[] = [
    { kind: 'AddColumn', span, table, column: { ...rest, nullable: true } },
    ...(value === undefined
      ? []
      : [{ kind: 'AlterColumn' as const, span, table, column: column.name, change: { default: value } }]),
  ];
  return withCode(
    'add it without the default, set the default for new rows, and fill the old ones in batches:',
    write(steps),
    `add ${displayName(table)}.${column.name} without the default, then set it, and fill the old rows in batches`,
  );
}
