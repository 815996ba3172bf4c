import { displayName } from '../../model/names.ts';
import { findColumn } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';

export default defineRule({
  name: 'no-drop-not-null',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A column can be NULL from now on, which running code does not expect',
  like: {
    squawk: ['ban-drop-not-null'],
    pgfence: ['drop-not-null'],
  },
  options: noOptions,
  on: {
    AlterColumn({ table, column, change, old, span }, { before }, { view, report, isNewColumn }) {
      const was = findColumn(before, table, column)?.nullable ?? old?.nullable;
      // Of a column that the chain does not know, nobody drops but what is there.
      const isDropped = was === false || (was === undefined && Object.keys(change).length === 1);
      if (change.nullable !== true || !isDropped || isNewColumn(table, column, before)) return;
      const end = findColumn(view.after, table, column);
      if (end?.nullable === false || (end === undefined && was !== undefined)) return;
      const name = `${displayName(table)}.${column}`;
      report({
        at: span,
        message: `${name} can be NULL from now on`,
        why: 'as soon as new code writes the first NULL, old code that runs beside it reads a value which it was told does not exist, and so does every report and every client that was not looked at',
        remedy: `release code that reads NULL in ${name} first, everywhere; then drop NOT NULL with a reason: mig-lint-disable-next-line no-drop-not-null -- <why>`,
      });
    },
  },
});
