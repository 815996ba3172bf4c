import type { Assignment } from '../../../model/operations/data.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import { flag, option } from '../migrations/arguments.ts';
import type { Reading } from '../migrations/reading.ts';
import type { Value } from '../value.ts';
import { expressionOf, tableOf, whereSql } from './values.ts';

/** Rows of objects into a table. */
export function inserted(
  on: Value | undefined,
  rows: Value | undefined,
  options: Value | undefined,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const list = rows?.kind === 'array' ? rows.elements : rows === undefined ? [] : [rows];
  const objects = list.filter((row) => row.kind === 'object');
  const columns = [...new Set(objects.flatMap((row) => [...row.entries.keys()]))];
  const isKnown =
    objects.length === list.length &&
    objects.every(({ open }) => open === undefined) &&
    (rows?.kind !== 'array' || rows.open === undefined);
  const values = objects.map(({ entries }) =>
    columns.map((column) => {
      const entry = entries.get(column);
      return entry === undefined ? 'DEFAULT' : expressionOf(entry.value, reading).sql;
    }),
  );
  const conflict = conflictOf(options);
  return [
    {
      kind: 'InsertRows',
      span,
      table: tableOf(on, reading),
      columns,
      source: isKnown ? { kind: 'values', rows: values } : { kind: 'stream' },
      ...(conflict === undefined ? {} : { conflict }),
    },
  ];
}

function conflictOf(options: Value | undefined): 'ignore' | 'update' | undefined {
  if (option(options, 'updateOnDuplicate') !== undefined || option(options, 'upsertKeys') !== undefined)
    return 'update';
  return flag(option(options, 'ignoreDuplicates')) === true ? 'ignore' : undefined;
}

export function updated(
  on: Value | undefined,
  values: Value | undefined,
  where: Value | undefined,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const entries = values?.kind === 'object' ? [...values.entries] : [];
  const assignments = entries.map(([column, { value }]): Assignment => ({
    column,
    value: expressionOf(value, reading),
  }));
  return [{ kind: 'UpdateRows', span, table: tableOf(on, reading), assignments, reads: [], ...filter(where, reading) }];
}

export function deleted(
  on: Value | undefined,
  where: Value | undefined,
  options: Value | undefined,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const table = tableOf(on, reading);
  if (flag(option(options, 'truncate')) === true) {
    return [{ kind: 'Truncate', span, tables: [table], cascade: flag(option(options, 'cascade')) === true }];
  }
  return [{ kind: 'DeleteRows', span, table, reads: [], ...filter(where, reading) }];
}

/** No condition, or an empty one, is every row. */
function filter(where: Value | undefined, reading: Reading): { readonly where?: string } {
  const isEmpty = where === undefined || where.kind === 'null' || where.kind === 'undefined';
  if (isEmpty || (where.kind === 'object' && where.entries.size === 0 && where.open === undefined)) return {};
  const sql = whereSql(where, reading);
  return { where: sql === undefined ? '?' : reading.dialect.expression(sql).sql };
}
