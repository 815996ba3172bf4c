import type { InferOutput } from 'valibot';
import { description, optional, picklist, pipe, strictObject } from 'valibot';
import type { ColumnType } from '../../model/column-type.ts';
import type { Table } from '../../model/schema.ts';
import { foreignKeysOf, primaryKeyOf } from '../../model/schema.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import { preferring } from './preferred-type.ts';

const options = strictObject({
  columns: pipe(
    optional(picklist(['keys', 'all']), 'keys'),
    description('`all`: every column of whole numbers, whether it counts rows or not.'),
  ),
});

export default defineRule({
  name: 'prefer-bigint',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['strict'],
  summary: 'A new key whose numbers come to an end',
  dialects: ['postgres', 'mysql', 'sqlserver'],
  like: {
    squawk: ['prefer-bigint-over-int', 'prefer-bigint-over-smallint'],
    pgfence: ['prefer-bigint-over-int'],
  },
  options,
  on: preferring<InferOutput<typeof options>>({
    better: (column, table, { columns }) =>
      isNarrow(column.type) && (columns === 'all' || isCounted(column, table))
        ? { ...column, type: wide(column.type) }
        : undefined,
    message: (names, columns) => {
      const [first] = columns;
      if (first === undefined || columns.length > 1) return `${names} run out of numbers`;
      return `${names} is ${first.type.text}, whose numbers end at ${mostOf(first.type).toLocaleString('en')}`;
    },
    why: ({ columns }) =>
      columns === 'all'
        ? 'a number beyond the end is refused, and a wider type then means to write the table anew'
        : 'numbers are used up by rows that were deleted and inserts that were rolled back as well. After the last one every insert fails, and to widen the key then means to write the table anew, and each table that refers to it. Four bytes more for each row cost less',
    remedy: 'make it bigint while the table is empty, and so each column that will refer to it',
    becomes: 'a bigint',
  }),
});

function isNarrow({ family, bits = 64 }: ColumnType): boolean {
  return family === 'integer' && bits < 64;
}

/** Whether the column counts rows: numbered by the database, or a key of its own by which rows are numbered. */
function isCounted(column: Column, table: Table | undefined): boolean {
  const { type, identity, default: value, name } = column;
  if (identity !== undefined || value?.calls.includes('nextval') === true) return true;
  // A key of smaller numbers that somebody hands out is a list of kinds or states.
  if (type.bits === undefined || type.bits < 32) return false;
  const key = primaryKeyOf(table)?.columns ?? [];
  const isOwnKey = key.length === 1 && key[0] === name;
  return isOwnKey && !foreignKeysOf(table).some(({ columns }) => columns.includes(name));
}

function wide({ unsigned }: ColumnType): ColumnType {
  return {
    text: unsigned === true ? 'bigint unsigned' : 'bigint',
    name: 'bigint',
    family: 'integer',
    bits: 64,
    ...(unsigned === undefined ? {} : { unsigned }),
  };
}

function mostOf({ element, bits = element?.bits ?? 32, unsigned }: ColumnType): number {
  return 2 ** (unsigned === true ? bits : bits - 1) - 1;
}
