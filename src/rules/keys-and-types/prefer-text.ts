import { defineRule, noOptions } from '../define-rule.ts';
import { preferring } from './preferred-type.ts';

export default defineRule({
  name: 'prefer-text',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['strict'],
  summary: 'A new column whose type limits the length of its text',
  dialects: ['postgres'],
  like: { squawk: ['prefer-text-field'], pgfence: ['prefer-text-field'] },
  options: noOptions,
  on: preferring({
    better: (column) =>
      column.type.name === 'character varying' && column.type.length !== undefined
        ? { ...column, type: { text: 'text', name: 'text', family: 'text' } }
        : undefined,
    message: (names, columns) =>
      columns.length === 1
        ? `${names} is limited by its type, ${columns[0]?.type.text ?? ''}`
        : `${names} are limited by their types`,
    why: 'PostgreSQL stores both alike, so that a length saves nothing. Another limit is another type: it is refused while a view or a rule uses the column, and a shorter one writes the table anew while nobody can read it. A CHECK is added NOT VALID, validated and dropped without either',
    remedy: 'make it text; where the limit is meant, say it as a CHECK (char_length(…) <= …)',
    becomes: 'a text',
  }),
});
