import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import { findTable } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import { madeAnew } from './columns.ts';
import type { Context, Effects } from './effect.ts';
import { changing } from './locks.ts';

/** The first version that knows STRICT tables. */
const strictSince = 3.037;

function createTable(operation: Operation<'CreateTable'>, { schema, version }: Context): Effect {
  const { table, temporary, attributes, query } = operation;
  if (hasGuard(operation, 'if-not-exists') && findTable(schema, table) !== undefined) return {};
  if (attributes?.['strict'] !== undefined && version < strictSince) return { refused: 'STRICT comes with 3.37' };
  const growsWithRows = query !== undefined;
  // A temporary table lives in a database of its own, which nobody else sees.
  return temporary === true ? { growsWithRows } : { locks: changing(table), growsWithRows };
}

function dropTable({ table, temporary }: Operation<'DropTable'>): Effect {
  const loses = `every row of ${displayName(table)}`;
  return temporary === true ? {} : { locks: changing(table), loses };
}

export const tableEffects: Effects<
  | 'CreateTable'
  | 'DropTable'
  | 'RenameTable'
  | 'AlterTable'
  | 'AttachPartition'
  | 'DetachPartition'
  | 'AlterInheritance'
> = {
  CreateTable: createTable,
  DropTable: dropTable,
  RenameTable: ({ table }) => ({ locks: changing(table) }),
  AlterTable: ({ table }) => madeAnew(table),
  AttachPartition: () => undefined,
  DetachPartition: () => undefined,
  AlterInheritance: () => undefined,
};
