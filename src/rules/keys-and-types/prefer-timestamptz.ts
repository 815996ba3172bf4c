import type { ColumnType } from '../../model/column-type.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { preferring } from './preferred-type.ts';

export default defineRule({
  name: 'prefer-timestamptz',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['strict'],
  summary: 'A new column that keeps a time without saying of which time zone',
  dialects: ['postgres'],
  like: { squawk: ['prefer-timestamp-tz'], pgfence: ['prefer-timestamptz'] },
  options: noOptions,
  on: preferring({
    better: (column) =>
      column.type.family === 'timestamp' && column.type.zoned === false
        ? { ...column, type: zoned(column.type) }
        : undefined,
    message: (names, columns) =>
      columns.length === 1
        ? `${names} is a ${columns[0]?.type.text ?? 'timestamp'}`
        : `${names} are timestamps without time zone`,
    why: 'such a value is a reading of some clock: now() puts in what the time zone of the session says, and two sessions of different zones write different values for one moment. With time zone it takes the same 8 bytes and is a moment',
    remedy: 'make it a timestamp with time zone, which keeps the moment',
    becomes: 'a timestamptz',
  }),
});

function zoned({ precision }: ColumnType): ColumnType {
  const digits = precision === undefined ? '' : `(${String(precision)})`;
  return {
    text: `timestamp${digits} with time zone`,
    name: 'timestamp with time zone',
    family: 'timestamp',
    ...(precision === undefined ? {} : { precision }),
    zoned: true,
  };
}
