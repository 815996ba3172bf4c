import { samePart } from '../../../model/names.ts';
import type { Schema, Table } from '../../../model/schema.ts';
import { primaryKeyOf } from '../../../model/schema.ts';
import type { Constraint } from '../../../model/table.ts';
import { indexColumns } from '../../../model/table.ts';

/** The storage engine of a table, in lower case; InnoDB where nothing is said. */
export function engineOf(table: Table | undefined): string {
  return (table?.attributes['engine'] ?? 'innodb').toLowerCase();
}

export function rowFormatOf(table: Table | undefined): string {
  return (table?.attributes['row-format'] ?? 'default').toLowerCase();
}

export function hasIndexOf(table: Table | undefined, method: 'fulltext' | 'spatial'): boolean {
  return table?.indexes.some((index) => index.method === method) ?? false;
}

export function isInPrimaryKey(schema: Schema, table: Table | undefined, column: string): boolean {
  return primaryKeyOf(table)?.columns.some((name) => samePart(schema.traits, name, column)) ?? false;
}

/** Whether a column that is computed when it is read has an index. */
export function hasIndexedVirtual(schema: Schema, table: Table | undefined): boolean {
  return (table?.columns ?? []).some(
    (column) => column.generated?.stored === false && keysWith(schema, table, column.name).length > 0,
  );
}

/** The columns of each key or index that a column is part of. */
export function keysWith(schema: Schema, table: Table | undefined, column: string): readonly (readonly string[])[] {
  const keys = [...(table?.indexes ?? []).map(indexColumns), ...(table?.constraints ?? []).flatMap(columnsOfKey)];
  return keys.filter((columns) => columns.some((name) => samePart(schema.traits, name, column)));
}

function columnsOfKey(constraint: Constraint): readonly (readonly string[])[] {
  return constraint.kind === 'PrimaryKey' || constraint.kind === 'Unique' ? [constraint.columns] : [];
}
