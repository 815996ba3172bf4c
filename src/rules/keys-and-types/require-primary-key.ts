import type { DialectName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Table } from '../../model/schema.ts';
import { findTable, primaryKeyOf } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { changedTables } from '../changed-tables.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView } from '../rule.ts';
import { withCode } from '../words.ts';

const consequences: Readonly<Record<DialectName, string>> = {
  postgres:
    'a single row of two equal ones cannot be changed, and logical replication refuses updates and deletes of a table without a key',
  mysql:
    'a single row of two equal ones cannot be changed; InnoDB makes a hidden key of its own, and replication by rows reads the whole table for each row, or the cluster refuses the table',
  sqlserver:
    'a single row of two equal ones cannot be changed, the table is a heap, and change tracking and transactional replication refuse it',
  sqlite: 'a single row of two equal ones cannot be named by anything that lasts: row ids change with VACUUM',
};

export default defineRule({
  name: 'require-primary-key',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table that ends the migration without a primary key',
  options: noOptions,
  on: {
    migration(view, context) {
      for (const table of changedTables(view)) {
        if (!table.complete || primaryKeyOf(table) !== undefined || isKeptElsewhere(table)) continue;
        const at = placeOf(table, view);
        if (at !== undefined) report(table, at, context);
      }
    },
  },
});

/** Virtual tables have rows of their own making, and a child has the rows of its parent among its own. */
function isKeptElsewhere({ attributes, parents }: Table): boolean {
  return attributes['virtual'] !== undefined || parents.length > 0;
}

/** Where the table was created, or lost its key, in this migration. */
function placeOf(table: Table, { migration, before, up }: MigrationView): Span | undefined {
  if (table.origin.migration === migration.id) return table.origin.span;
  if (primaryKeyOf(findTable(before, table.name)) === undefined) return undefined;
  return up.findLast(
    (step) =>
      primaryKeyOf(findTable(step.before, table.name)) !== undefined &&
      primaryKeyOf(findTable(step.after, table.name)) === undefined,
  )?.operation.span;
}

function report(table: Table, at: Span, { report: tell, write, dialect }: Context): void {
  const name = displayName(table.name);
  const columns = candidate(table);
  const key: Operation | undefined =
    columns === undefined
      ? undefined
      : {
          kind: 'AddPrimaryKey',
          span: at,
          table: table.name,
          constraint: {
            kind: 'PrimaryKey',
            columns,
            validated: true,
            ...(dialect === 'sqlserver' ? { name: `PK_${table.name.name}` } : {}),
          },
        };
  tell({
    at,
    message: `${name} has no primary key`,
    why: consequences[dialect],
    remedy: withCode(
      `make ${columns?.join(', ') ?? 'a column'} the key:`,
      key === undefined ? undefined : write([key]),
      'declare the columns that tell its rows apart the primary key, or add a column that numbers them',
    ),
  });
}

/** The columns that tell rows apart already. */
function candidate(table: Table): readonly string[] | undefined {
  const numbered = table.columns.find(({ identity }) => identity !== undefined);
  if (numbered !== undefined) return [numbered.name];
  const unique = table.constraints.find((one) => one.kind === 'Unique');
  const isWhole = unique?.columns.every((name) => table.columns.some((one) => one.name === name && !one.nullable));
  return isWhole === true ? unique?.columns : undefined;
}
