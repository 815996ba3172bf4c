import type { ColumnType } from '../../model/column-type.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findColumn } from '../../model/schema.ts';
import { defineRule } from '../define-rule.ts';
import { smallTables } from '../locks/small-tables.ts';
import type { Context, Step } from '../rule.ts';
import { withCode } from '../words.ts';
import { copyCost } from './copied-table.ts';

export default defineRule({
  name: 'varchar-byte-boundary',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A VARCHAR grows past 255 bytes, for which MySQL copies the table',
  dialects: ['mysql'],
  options: smallTables,
  on: {
    AlterColumn(operation, step, context) {
      const { table, column, change } = operation;
      const cause = step.facts?.cause;
      if (cause?.kind !== 'length-byte' || change.type === undefined) return;
      const cost = copyCost(step, context);
      if (cost === undefined) return;
      const name = `${displayName(table)}.${column}`;
      context.report({
        at: operation.span,
        message: `${name} grows to ${change.type.text}, for which ${displayName(table)} is copied: ${cost.facts.because ?? 'its length takes two bytes'}`,
        why: `MySQL keeps the length of a text of up to 255 bytes in one byte and of a longer one in two, which it changes only on a copy; that takes the longer the more rows there are, all under ${cost.locks}`,
        remedy: remedyFor(operation, change.type, cause.longest, step, context),
        facts: cost.facts,
      });
    },
  },
});

const copyElsewhere =
  'copy the table once with gh-ost or pt-online-schema-change, which do it while it is in use, and make the column as long as it will ever be: beyond 255 bytes it grows without a copy';

function remedyFor(
  operation: Operation<'AlterColumn'>,
  type: ColumnType,
  longest: number,
  { before }: Step,
  { write }: Context,
): string {
  const was = findColumn(before, operation.table, operation.column)?.type.length ?? longest;
  if (was >= longest) return copyElsewhere;
  const text = `${type.name}(${String(longest)})`;
  const shorter: Operation = {
    ...operation,
    change: { ...operation.change, type: { ...type, text, length: longest } },
  };
  return withCode(
    `${copyElsewhere}. If ${text} will do, nothing is copied at all:`,
    write([shorter]),
    `${copyElsewhere}. If ${text} will do, nothing is copied at all`,
  );
}
