import type { ColumnType } from '../model/column-type.ts';
import type { Operation } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';
import { findColumn } from '../model/schema.ts';

/** A type that lists its values itself: ENUM and SET of MySQL. */
export type ListingType = ColumnType & { readonly values: readonly string[] };

/** The types before and after a change that leaves an ENUM an ENUM, or a SET a SET. */
export function changedMembers(
  { table, column, change, old }: Operation<'AlterColumn'>,
  before: Schema,
): { readonly was: ListingType; readonly becomes: ListingType } | undefined {
  const was = findColumn(before, table, column)?.type ?? old?.type;
  const becomes = change.type;
  if (was?.values === undefined || becomes?.values === undefined || was.name !== becomes.name) return undefined;
  return { was: { ...was, values: was.values }, becomes: { ...becomes, values: becomes.values } };
}

/** The same change with another list of values. */
export function listing(
  operation: Operation<'AlterColumn'>,
  type: ListingType,
  values: readonly string[],
): Operation<'AlterColumn'> {
  const text = `${type.name}(${values.map(quotedValue).join(',')})`;
  return { ...operation, change: { ...operation.change, type: { ...type, values, text } } };
}

/** A value as MySQL writes it. */
export function quotedValue(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
