import type { Column } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { preferring } from './preferred-type.ts';

export default defineRule({
  name: 'prefer-identity',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['strict'],
  summary: 'A new column that numbers its rows by serial and not as an identity column',
  dialects: ['postgres'],
  like: { squawk: ['prefer-identity'], pgfence: ['prefer-identity'] },
  options: noOptions,
  on: preferring({
    better: (column) => (column.identity?.generation === 'serial' ? identified(column) : undefined),
    message: (names, columns) => `${names} ${columns.length === 1 ? 'is' : 'are'} numbered by serial`,
    why: 'serial is a default that reads a sequence beside the table: whoever inserts needs a grant on the sequence too, CREATE TABLE LIKE and a copied default go on to use the sequence of the other table, and a number given by hand is met again later. An identity column has none of this, and is what the SQL standard says',
    remedy: 'let the column number its rows itself',
    becomes: 'an identity column',
  }),
});

/** BY DEFAULT takes numbers that are given, as serial does. */
function identified({ default: _default, ...column }: Column): Column {
  return { ...column, nullable: false, identity: { ...column.identity, generation: 'by-default' } };
}
