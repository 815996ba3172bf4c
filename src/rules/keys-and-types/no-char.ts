import type { ColumnType } from '../../model/column-type.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { preferring } from './preferred-type.ts';

export default defineRule({
  name: 'no-char',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['strict'],
  summary: 'A new column of the type char(n), which fills its values up with blanks',
  dialects: ['postgres'],
  like: { squawk: ['ban-char-field'], pgfence: ['ban-char-field'] },
  options: noOptions,
  on: preferring({
    better: (column) => (isPadded(column.type) ? { ...column, type: varying(column.type) } : undefined),
    message: (names, columns) =>
      columns.length === 1 ? `${names} is a ${columns[0]?.type.text ?? 'char'}` : `${names} are of the type char(n)`,
    why: 'PostgreSQL fills each value up with blanks to that length and stores them; they come back with the value, count for LIKE and for patterns, and not for =. It is no faster and no smaller than varchar or text',
    remedy:
      'let it hold what is put in; where each value has to have that length, say it as a CHECK (char_length(…) = …)',
    becomes: 'a varchar',
  }),
});

function isPadded({ family, fixed }: ColumnType): boolean {
  return family === 'text' && fixed === true;
}

function varying({ length = 1 }: ColumnType): ColumnType {
  return { text: `character varying(${String(length)})`, name: 'character varying', family: 'text', length };
}
