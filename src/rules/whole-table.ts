import type { Operation } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';
import { findColumn } from '../model/schema.ts';
import type { MigrationView } from './rule.ts';

/** Whether a statement reaches about every row: no condition, a tautology, or a new column that is empty. */
export function isWhole(
  { where, reads, kind, table }: Operation<'UpdateRows' | 'DeleteRows'>,
  before: Schema,
  { migration }: MigrationView,
): boolean {
  if (where === undefined) return kind === 'UpdateRows' || reads.length === 0;
  if (/^\(?\s*(?:1\s*=\s*1|true)\s*\)?$/i.test(where)) return true;
  const column = /^\(?\s*(?:[\w"`[\]]+\.)?["`[]?(\w+)["`\]]?\s+IS\s+NULL\s*\)?$/i.exec(where)?.[1];
  const known = column === undefined ? undefined : findColumn(before, table, column);
  return known?.origin.migration === migration.id && known.filled === undefined && known.default === undefined;
}
