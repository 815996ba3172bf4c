import { displayName, samePart } from '../../model/names.ts';
import { findColumn, findTable, foreignKeysOf } from '../../model/schema.ts';
import type { Column, Expression, ForeignKey } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { withCode } from '../words.ts';

export default defineRule({
  name: 'ef-default-filler',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'The default that the scaffolder made up gives old rows a key that points nowhere, or a date in the year 1',
  frameworks: ['ef-core'],
  options: noOptions,
  on: {
    AddColumn(operation, { before }, { view, report, write, isNew }) {
      const { table, column, span } = operation;
      if (column.nullable || column.default?.constant !== true || isNew(table, before)) return;
      if (findColumn(view.after, table, column.name)?.filled !== undefined) return;
      const key = foreignKeysOf(findTable(view.after, table)).find(({ columns }) =>
        columns.some((one) => samePart(view.after.traits, one, column.name)),
      );
      const consequence = consequenceOf(column, column.default, key);
      if (consequence === undefined) return;
      const { default: _filler, ...rest } = column;
      report({
        at: span,
        message: `${displayName(table)}.${column.name} gets the filler ${column.default.sql} in every row that is there`,
        why: consequence,
        remedy: withCode(
          'add it nullable, give the old rows a value that means something, and make it required in a later migration:',
          write([{ ...operation, column: { ...rest, nullable: true } }]),
          'add it nullable, give the old rows a value that means something, and make it required in a later migration',
        ),
        ...(key === undefined
          ? {}
          : { related: [{ span: key.origin.span, message: `the rows must be found in ${displayName(key.target)}` }] }),
      });
    },
  },
});

function consequenceOf({ type }: Column, { sql }: Expression, key: ForeignKey | undefined): string | undefined {
  const value = /'([^']*)'/.exec(sql)?.[1] ?? sql.replace(/[()\s]/g, '');
  if (key !== undefined && isZero(value)) {
    return `the scaffolder made it up, since the column must have a value: no row of ${displayName(key.target)} has that key, so the foreign key cannot be added as soon as there are rows, or points nowhere`;
  }
  const isMoment = type.family === 'timestamp' || type.family === 'date';
  return isMoment && value.startsWith('0001-01-01')
    ? 'the scaffolder made it up, since the column must have a value: old rows say the year 1 from now on, and the default stays, so that new rows that leave the column out say so, too'
    : undefined;
}

/** `0`, an empty text, a GUID of zeros. */
function isZero(value: string): boolean {
  return /^[0-]*$/.test(value);
}
