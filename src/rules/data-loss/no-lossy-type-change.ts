import type { ColumnType } from '../../model/column-type.ts';
import { holds } from '../../model/column-type.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Table } from '../../model/schema.ts';
import { columnOf, findTable } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';

export default defineRule({
  name: 'no-lossy-type-change',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'The new type of a column cannot hold every old value',
  like: {
    squawk: ['changing-column-type'],
    strong_migrations: ['change_column'],
    atlas: ['MF104'],
    pgfence: ['alter-column-type'],
  },
  options: noOptions,
  on: {
    AlterColumn(operation, { before, facts }, { report, isNewColumn }) {
      const { table, column, change, old, span } = operation;
      if (isNewColumn(table, column, before)) return;
      const known = findTable(before, table);
      const name = `${displayName(table)}.${column}`;
      const was = columnOf(before, known, column)?.type ?? old?.type;

      if (change.type !== undefined && was !== undefined && holds(change.type, was) === false) {
        report({
          at: span,
          message: `${name} changes from ${was.text} to ${change.type.text}, which cannot hold every value of it`,
          why: facts?.loses === undefined ? lossOf(was, change.type) : `what is lost: ${facts.loses}`,
          remedy: `add a new column of type ${change.type.text}, copy the values that fit and decide about the others, switch the code over, then drop ${column}`,
          ...(facts === undefined ? {} : { facts }),
        });
      }
      if (change.nullable === false && meetsNulls(operation, known)) {
        report({
          at: span,
          message: `${name} becomes NOT NULL, and nothing has made sure that no NULL is left in it`,
          why: 'one row with NULL makes the migration fail, or is given a value that nobody chose',
          remedy: `fill the rows first (UPDATE ${displayName(table)} SET ${column} = … WHERE ${column} IS NULL), or prove it with a validated CHECK (${column} IS NOT NULL)`,
        });
      }
    },
  },
});

function lossOf(was: ColumnType, becomes: ColumnType): string {
  if (was.family === becomes.family && becomes.length !== undefined) {
    return `values longer than ${String(becomes.length)} are cut off or make the migration fail`;
  }
  return `values that ${becomes.text} does not have are cut off, rounded, or make the migration fail`;
}

/** Whether the column may hold NULL when it becomes NOT NULL: nobody filled it, nothing forbids it, no default steps in. */
function meetsNulls({ column, change, old }: Operation<'AlterColumn'>, table: Table | undefined): boolean {
  const known = table?.columns.find((one) => one.name === column);
  const wasNullable = known?.nullable ?? old?.nullable ?? false;
  if (!wasNullable || known?.filled !== undefined) return false;
  if (old !== undefined && change.default !== undefined && change.default !== null) return false;
  const isProved = table?.constraints.some(
    (constraint) =>
      constraint.kind === 'Check' &&
      constraint.validated &&
      mentions(constraint.expression.sql, column) &&
      /\bis\s+not\s+null\b/i.test(constraint.expression.sql),
  );
  return isProved !== true;
}
