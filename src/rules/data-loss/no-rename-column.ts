import { displayName } from '../../model/names.ts';
import { findColumn } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { withCode } from '../words.ts';

export default defineRule({
  name: 'no-rename-column',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A renamed column breaks the code that runs during the deploy',
  like: {
    squawk: ['renaming-column'],
    strong_migrations: ['rename_column'],
    atlas: ['BC102'],
    pgfence: ['rename-column'],
  },
  options: noOptions,
  on: {
    RenameColumn({ table, column, newName, span }, { before }, { view, report, write, isNewColumn }) {
      if (isNewColumn(table, column, before) || findColumn(view.after, table, column) !== undefined) return;
      const known = findColumn(before, table, column);
      const name = `${displayName(table)}.${column}`;
      const added =
        known === undefined
          ? undefined
          : write([
              {
                kind: 'AddColumn',
                span,
                table,
                column: {
                  name: newName,
                  type: known.type,
                  nullable: true,
                  ...(known.collation === undefined ? {} : { collation: known.collation }),
                },
              },
            ]);
      report({
        at: span,
        message: `${name} is renamed to ${newName} while running code still calls it ${column}`,
        why: 'from this moment until the last old process is gone, each of its statements that names the column fails; with an ORM that is each query of the table',
        remedy: withCode(
          `add ${newName} beside it, write both in the code, copy the old values, read ${newName} only, and drop ${column} in a later release:`,
          added,
          `add ${newName} beside it, write both in the code, copy the old values, read ${newName} only, and drop ${column} in a later release`,
        ),
      });
    },
  },
});
