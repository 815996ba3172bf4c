import { displayName } from '../../model/names.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { tablePairs } from './table-pairs.ts';

export default defineRule({
  name: 'no-drop-table',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A dropped table takes its rows with it, and breaks the code that still reads it',
  like: {
    squawk: ['ban-drop-table'],
    strong_migrations: ['drop_table'],
    atlas: ['DS102'],
    pgfence: ['drop-table'],
  },
  options: noOptions,
  on: {
    DropTable({ table, span, temporary }, { before, facts }, { view, report, isNew }) {
      const known = findTable(before, table);
      if (temporary === true || known?.temporary === true || isNew(table, before)) return;
      if (known?.copied !== undefined) return;
      if (tablePairs(view).some((pair) => pair.drop.operation.span === span)) return;

      const name = displayName(table);
      report({
        at: span,
        message: `${name} is dropped with all its rows`,
        why: 'the rows cannot be brought back by a rollback, and running code that still uses the table fails',
        remedy: `release code that no longer uses ${name}; if its rows are needed, copy them first; then drop it with a reason: mig-lint-disable-next-line no-drop-table -- <why>`,
        ...(facts === undefined ? {} : { facts }),
      });
    },
  },
});
