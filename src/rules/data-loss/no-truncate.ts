import { displayName } from '../../model/names.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { listed } from '../words.ts';

export default defineRule({
  name: 'no-truncate',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table in use is emptied',
  like: {
    pgfence: ['truncate', 'truncate-cascade'],
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
  },
});
