import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView } from '../rule.ts';
import { listed } from '../words.ts';

export default defineRule({
  name: 'no-truncate',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table or a materialized view in use is emptied',
  like: {
    pgfence: ['truncate', 'truncate-cascade', 'refresh-matview-blocking'],
  },
  options: noOptions,
  on: {
    Truncate({ tables, span }, { before, facts }, { report, isUnused }) {
      const emptied = tables.filter((table) => {
        const known = findTable(before, table);
        return known?.temporary !== true && known?.copied === undefined && !isUnused(table, before);
      });
      if (emptied.length === 0) return;
      const names = listed(emptied.map(displayName));
      report({
        at: span,
        message: `${names} ${emptied.length === 1 ? 'loses' : 'lose'} all rows`,
        why: 'TRUNCATE asks for no condition, fires no trigger for the rows, and nothing brings them back; running code meets an empty table, after it has waited for the lock',
        remedy: `if the rows have to go, copy those that are needed first, and say why: mig-lint-disable-next-line no-truncate -- <why>; if only some have to go, delete them by a condition`,
        ...(facts === undefined ? {} : { facts }),
      });
    },
    RefreshView(operation, { before, facts }, { report, isUnused, view }) {
      const { name, span, withData } = operation;
      if (withData !== false || isUnused(name, before) || isFilledAfter(operation, view)) return;
      report({
        at: span,
        message: `${displayName(name)} loses all rows`,
        why: 'until it is refreshed, every query on it fails: "materialized view has not been populated"',
        remedy: `refresh it without WITH NO DATA; where the rows have to go for a while, release code that does not read it first, and say why: mig-lint-disable-next-line no-truncate -- <why>`,
        ...(facts === undefined ? {} : { facts }),
      });
    },
  },
});

/** Whether the same migration fills the view again, or drops it. */
function isFilledAfter(emptied: Operation<'RefreshView'>, { up, before: { traits } }: MigrationView): boolean {
  const at = up.findIndex(({ operation }) => operation === emptied);
  return up
    .slice(at + 1)
    .some(
      ({ operation }) =>
        ((operation.kind === 'RefreshView' && operation.withData !== false) || operation.kind === 'DropView') &&
        sameName(traits, operation.name, emptied.name),
    );
}
