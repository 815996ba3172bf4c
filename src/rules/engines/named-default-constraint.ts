import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, Step } from '../rule.ts';
import { listed, withCode } from '../words.ts';

export default defineRule({
  name: 'named-default-constraint',
  category: 'engines',
  severity: 'error',
  presets: ['strict'],
  summary: 'A default has no name of its own, so that no later script can drop it by name',
  dialects: ['sqlserver'],
  options: noOptions,
  on: {
    CreateTable(operation, step, context) {
      if (operation.temporary === true || operation.table.name.startsWith('#')) return;
      const unnamed = operation.columns.filter((column) => column.default !== undefined && !isNamed(column));
      const named = operation.columns.map((column) =>
        unnamed.includes(column) ? { ...column, defaultName: nameFor(operation.table, column.name) } : column,
      );
      const columns = unnamed.map(({ name }) => name);
      judge(columns, { ...operation, columns: named }, operation.table, step, context);
    },
    AddColumn(operation, step, context) {
      const { column, table } = operation;
      if (column.default === undefined || isNamed(column) || table.name.startsWith('#')) return;
      const better: Operation = {
        ...operation,
        column: { ...column, defaultName: nameFor(table, column.name) },
      };
      judge([column.name], better, table, step, context);
    },
    AlterColumn(operation, step, context) {
      const { change, table, column } = operation;
      if (change.default === undefined || change.default === null || isNamed(change)) return;
      const better: Operation = { ...operation, change: { ...change, defaultName: nameFor(table, column) } };
      judge([column], better, table, step, context);
    },
  },
});

function isNamed({ defaultName }: { readonly defaultName?: string }): boolean {
  return defaultName !== undefined;
}

function nameFor(table: QualifiedName, column: string): string {
  return `DF_${table.name}_${column}`;
}

/** A tool that writes the default itself also looks up the name when it drops it. */
function judge(
  columns: readonly string[],
  better: Operation,
  table: QualifiedName,
  { statement, applied }: Step,
  { report, write }: Context,
): void {
  if (columns.length === 0 || !applied || statement.sql === undefined) return;
  const many = columns.length > 1;
  report({
    at: better.span,
    message: `the ${many ? 'defaults' : 'default'} of ${listed(columns.map((column) => `${displayName(table)}.${column}`))} ${many ? 'have' : 'has'} no name`,
    why: 'SQL Server keeps a default as a constraint, and makes up a name with random digits, another in every database (DF__orders__state__3B75D760): to drop or change the column, each has to be looked up there first',
    remedy: withCode('give it a name:', write([better]), 'CONSTRAINT DF_table_column before DEFAULT'),
  });
}
