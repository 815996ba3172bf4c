import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { withCode } from '../words.ts';

export default defineRule({
  name: 'no-rename-table',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A renamed table or schema breaks the code that runs during the deploy',
  like: {
    squawk: ['renaming-table'],
    strong_migrations: ['rename_schema', 'rename_table'],
    atlas: ['BC101'],
    pgfence: ['rename-schema', 'rename-table'],
  },
  options: noOptions,
  on: {
    RenameTable({ table, newName, span }, { before }, { view, report, write, isUnused, dialect }) {
      if (isUnused(table, before) || findTable(before, table)?.temporary === true || isThere(table, view.after)) return;
      const name = displayName(table);
      const becomes =
        newName.schema === undefined && table.schema !== undefined ? { ...newName, schema: table.schema } : newName;
      report({
        at: span,
        message: `${name} is renamed to ${displayName(newName)} while running code still calls it ${table.name}`,
        why: 'from this moment until the last old process is gone, each of its statements that names the table fails',
        remedy: withCode(
          dialect === 'postgres'
            ? 'keep a view of the old name in the same transaction, which the old code can read and write, and drop it in a later release:'
            : 'keep a view of the old name right after it, which the old code can read and write, and drop it in a later release:',
          write([viewOf(table, becomes, span)]),
          'keep a view of the old name, which the old code can read and write, and drop it in a later release',
        ),
      });
    },
    RenameSchema({ name, newName, span }, { before }, { view, report }) {
      if (before.schemas.get(name)?.origin.migration === view.migration.id) return;
      report({
        at: span,
        message: `the schema ${name} is renamed to ${newName} while running code still calls it ${name}`,
        why: `from this moment until the last old process is gone, each of its statements that names ${name}, or finds its tables by way of the search path, fails`,
        remedy: `create ${newName} beside it, release code that finds its tables in either (search_path = ${newName}, ${name}), move the tables then with ALTER TABLE … SET SCHEMA, and drop ${name} in a later release`,
      });
    },
  },
});

function isThere(name: QualifiedName, { tables, views, traits, objects }: Schema): boolean {
  const key = nameKey(traits, name);
  const isSynonym = objects.some((one) => one.objectType === 'synonym' && nameKey(traits, one.name) === key);
  return tables.has(key) || views.has(key) || isSynonym;
}

function viewOf(name: QualifiedName, table: QualifiedName, span: Span): Operation {
  return {
    kind: 'CreateView',
    span,
    name,
    materialized: false,
    replace: false,
    query: `SELECT * FROM ${displayName(table)}`,
    columns: [],
    reads: [table],
  };
}
