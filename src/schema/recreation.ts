import type { Operation } from '../model/operation.ts';
import type { TableColumn } from '../model/schema.ts';

/**
 * Whether the tool drops the column and adds another in its place, without the values: it does for another type or
 * length, while it changes precision and scale in place.
 */
export function isRecreated({ recreates, change }: Operation<'AlterColumn'>, column: TableColumn | undefined): boolean {
  const { type } = change;
  if (recreates !== true || column === undefined || type === undefined) return false;
  return type.name !== column.type.name || type.length !== column.type.length;
}
