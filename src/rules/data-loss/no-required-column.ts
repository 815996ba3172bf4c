import type { DialectName, QualifiedName } from '../../model/names.ts';
import { displayName, sameName } from '../../model/names.ts';
import { findColumn } from '../../model/schema.ts';
import type { Column } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, Step } from '../rule.ts';
import { requiredColumn } from '../rewrites/columns.ts';
import { isWhole } from '../whole-table.ts';
import { withCode } from '../words.ts';

/** What happens to the rows that are there already. */
const consequences: Readonly<Record<DialectName, string>> = {
  postgres: 'rows that are there already have no value for it, so the statement fails on any table that is not empty',
  sqlserver: 'rows that are there already have no value for it, so the statement fails on any table that is not empty',
  sqlite:
    'rows that are there already have no value for it: ADD COLUMN is refused even on an empty table, and a copy into a new table fails at its first row',
  mysql: "MySQL invents a value for rows that are there already (0, '' or a zero date, which strict mode refuses)",
};

export default defineRule({
  name: 'no-required-column',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A NOT NULL column without a default on a table that has rows, or that running code inserts into',
  rewrites: true,
  like: {
    squawk: ['adding-required-field'],
    atlas: ['MF103', 'MY101'],
    pgfence: ['add-column-not-null-no-default'],
  },
  options: noOptions,
  on: {
    AddColumn(operation, step, { view, dialect, report, write, isNew }) {
      const { table, column, span } = operation;
      const { before } = step;
      if (column.nullable || column.identity !== undefined || column.generated !== undefined) return;
      if (isNew(table, before) || isFilledByItself(column)) return;
      const name = `${displayName(table)}.${column.name}`;
      const nullable = { ...column, nullable: true };
      const remedy = withCode(
        'add it nullable, fill it, then make it NOT NULL in a later release:',
        write([{ ...operation, column: nullable }]),
        'add it nullable, fill it, then make it NOT NULL in a later release',
      );

      if (column.default === undefined) {
        const rewrite = dialect === 'postgres' ? requiredColumn(step, operation) : undefined;
        report({
          at: span,
          message: `${name} is NOT NULL and has no default`,
          why: `${isEmptied(step, view) ? '' : `${consequences[dialect]}; `}until the new code runs everywhere, every insert of the old code fails`,
          remedy,
          ...(rewrite === undefined ? {} : { rewrite }),
        });
        return;
      }
      const isKept = findColumn(view.after, table, column.name)?.default !== undefined;
      if (isKept || findColumn(view.after, table, column.name) === undefined) return;
      report({
        at: span,
        message: `${name} is NOT NULL and its default does not stay`,
        why: 'the default fills the rows that are there, but until the new code runs everywhere, every insert of the old code fails',
        remedy: 'keep the default until no running code inserts without the column, and drop it in a later release',
      });
    },
  },
});

/** Whether the migration has taken all rows from the table before. */
function isEmptied({ operation, before }: Step, view: MigrationView): boolean {
  if (operation.kind !== 'AddColumn') return false;
  const isTable = (name: QualifiedName): boolean => sameName(before.traits, name, operation.table);
  const last = view.up
    .slice(
      0,
      view.up.findIndex((step) => step.operation === operation),
    )
    .findLast(({ operation: other }) => {
      if (other.kind === 'Truncate') return other.tables.some(isTable);
      return (other.kind === 'InsertRows' || other.kind === 'DeleteRows') && isTable(other.table);
    });
  if (last?.operation.kind === 'DeleteRows') return isWhole(last.operation, last.before, view);
  return last?.operation.kind === 'Truncate';
}

/** SQL Server numbers every version of a row by itself. */
function isFilledByItself({ type }: Column): boolean {
  return type.name === 'rowversion';
}
