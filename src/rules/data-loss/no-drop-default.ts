import type { QualifiedName } from '../../model/names.ts';
import { displayName, samePart } from '../../model/names.ts';
import { findColumn, findTable } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Step, StepContext } from '../rule.ts';

export default defineRule({
  name: 'no-drop-default',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A default is dropped on which inserts of running code rely',
  options: noOptions,
  on: {
    AlterColumn({ table, column, change, span }, step, context) {
      const isGone = change.default === null || (change.restated === true && change.default === undefined);
      if (isGone) judge(table, column, span, step, context);
    },
    // SQL Server keeps a default as a constraint.
    DropConstraint({ table, name, span }, step, context) {
      const { before } = step;
      const column = findTable(before, table)?.columns.find(
        ({ defaultName }) =>
          name !== undefined && defaultName !== undefined && samePart(before.traits, defaultName, name),
      );
      if (column !== undefined) judge(table, column.name, span, step, context);
    },
  },
});

function judge(
  table: QualifiedName,
  column: string,
  at: Span,
  { before }: Step,
  { view, report, isNewColumn }: StepContext,
): void {
  const was = findColumn(before, table, column);
  const becomes = findColumn(view.after, table, column);
  if (was?.default === undefined || becomes === undefined || isNewColumn(table, column, before)) return;
  if (becomes.default !== undefined || becomes.generated !== undefined || becomes.identity !== undefined) return;
  if (was.nullable && was.default.sql.toUpperCase() === 'NULL') return;
  const name = `${displayName(table)}.${column}`;
  report({
    at,
    message: `${name} has no default any more`,
    why: becomes.nullable
      ? `an insert of running code that leaves the column out writes NULL from now on, where it wrote ${was.default.sql}`
      : 'an insert of running code that leaves the column out fails from now on',
    remedy: `release code that always gives ${name} a value first; then drop the default with a reason: mig-lint-disable-next-line no-drop-default -- <why>`,
  });
}
