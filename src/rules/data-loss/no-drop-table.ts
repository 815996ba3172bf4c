import { displayName } from '../../model/names.ts';
import { findTable } from '../../model/schema.ts';
import type { Table } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { listed } from '../words.ts';
import { tablePairs } from './table-pairs.ts';

export default defineRule({
  name: 'no-drop-table',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A dropped table takes its rows with it, and breaks the code that still reads it',
  like: {
    squawk: ['ban-drop-table'],
    atlas: ['DS102'],
    pgfence: ['drop-table'],
  },
  options: noOptions,
  on: {
    DropTable({ table, span, temporary }, { before, facts }, { view, report, isNew }) {
      const known = findTable(before, table);
      if (temporary === true || known?.temporary === true || isNew(table, before)) return;
      const lost = columnsLost(known);
      if (known?.copied !== undefined && lost.length === 0) return;
      if (tablePairs(view).some((pair) => pair.drop.operation.span === span)) return;

      const name = displayName(table);
      report({
        at: span,
        message:
          known?.copied === undefined
            ? `${name} is dropped with all its rows`
            : `${name} is dropped with the values of ${listed(lost)}, which were not copied`,
        why: 'the rows cannot be brought back by a rollback, and running code that still uses the table fails',
        remedy: `release code that no longer uses ${name}; if its rows are needed, copy them first; then drop it with a reason: mig-lint-disable-next-line no-drop-table -- <why>`,
        ...(facts === undefined ? {} : { facts }),
      });
    },
  },
});

/** The columns whose values nobody carried over; generated ones and the numbers of the rows can be made again. */
function columnsLost(table: Table | undefined): readonly string[] {
  const lost = table?.columns.filter(
    ({ copied, generated, identity }) => copied === undefined && generated === undefined && identity === undefined,
  );
  return lost?.map((column) => column.name) ?? [];
}
