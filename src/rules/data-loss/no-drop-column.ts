import { displayName } from '../../model/names.ts';
import { columnOf, findTable } from '../../model/schema.ts';
import { isRecreated } from '../../schema/recreation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { columnPairs, isCarriedOver } from './column-pairs.ts';

export default defineRule({
  name: 'no-drop-column',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A dropped column takes its values with it, and breaks the code that still reads it',
  like: {
    squawk: ['ban-drop-column'],
    strong_migrations: ['remove_column'],
    atlas: ['DS103'],
    pgfence: ['drop-column'],
  },
  options: noOptions,
  on: {
    DropColumn({ table, column, span }, step, { view, report, isNewColumn }) {
      const { before, facts } = step;
      if (isNewColumn(table, column, before)) return;
      const known = columnOf(before, findTable(before, table), column);
      if (known?.generated?.stored === false || isCarriedOver(view.up, step)) return;
      if (columnPairs(view, view.up).some((pair) => pair.drop.operation.span === span)) return;

      const name = `${displayName(table)}.${column}`;
      report({
        at: span,
        message: `${name} is dropped with all its values`,
        why: 'the values cannot be brought back by a rollback, and running code that still selects or writes the column fails',
        remedy: `release code that no longer uses ${name}; if its values are needed, copy them first; then drop it with a reason: mig-lint-disable-next-line no-drop-column -- <why>`,
        ...(facts === undefined ? {} : { facts }),
      });
    },
    AlterColumn(operation, { before }, { report, isNewColumn }) {
      const { table, column, change, span } = operation;
      const known = columnOf(before, findTable(before, table), column);
      if (!isRecreated(operation, known) || isNewColumn(table, column, before)) return;
      const name = `${displayName(table)}.${column}`;
      const [was, is] = [known?.type.text ?? '', change.type?.text ?? ''];
      report({
        at: span,
        message: `${name} is dropped with all its values, and comes back empty`,
        why: `the tool does not change ${was} to ${is} in place: for another type or length it drops the column and adds a new one`,
        remedy: `change the type in SQL, which keeps the values: ALTER TABLE ${displayName(table)} … ${column} … ${is}; or add a new column, copy the values, and drop ${column} when nothing reads it`,
      });
    },
  },
});
