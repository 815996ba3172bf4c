import { defineRule, noOptions } from '../define-rule.ts';
import { preferring } from './preferred-type.ts';

export default defineRule({
  name: 'prefer-jsonb',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['strict'],
  summary: 'A new column of the type json, which cannot be compared',
  dialects: ['postgres'],
  like: { strong_migrations: ['add_column_json'], eugene: ['E3'], pgfence: ['add-column-json'] },
  options: noOptions,
  on: preferring({
    better: (column) =>
      column.type.name === 'json' ? { ...column, type: { text: 'jsonb', name: 'jsonb', family: 'json' } } : undefined,
    message: (names, columns) => `${names} ${columns.length === 1 ? 'is' : 'are'} json`,
    why: 'json has no equality: SELECT DISTINCT, GROUP BY and UNION over a table that has such a column fail, in queries that work today; and it is kept as text, which is parsed at each access and cannot be indexed',
    remedy: 'make it jsonb, unless the text itself has to be kept, with its white space and repeated keys',
    becomes: 'a jsonb',
  }),
});
