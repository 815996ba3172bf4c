import type { Operation } from '../../../model/operation.ts';
import { tableOfIndex } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import type { KeyKind } from '../../facts/kinds.ts';
import { columnSaidAt } from '../../facts/relations.ts';
import { madeAnew } from './columns.ts';
import type { Context, Effects } from './effect.ts';
import { catalog, changing } from './locks.ts';

type Addition = Operation<'AddPrimaryKey' | 'AddUnique' | 'AddCheck' | 'AddForeignKey'>;

/** Whether the constraint stands in the definition of a column that ALTER TABLE adds. */
function isWithColumn({ table, constraint, span }: Addition, { schema }: Context): boolean {
  return constraint.columns.some((column) => columnSaidAt(schema, table, column, span) !== undefined);
}

function addKey(operation: Operation<'AddPrimaryKey' | 'AddUnique'>, context: Context): Effect {
  if (!isWithColumn(operation, context)) return madeAnew(operation.table);
  const key = operation.kind === 'AddUnique' ? 'UNIQUE' : 'PRIMARY KEY';
  return { refused: `a column that is added cannot be ${key}` };
}

function addCheck(operation: Operation<'AddCheck'>, context: Context): Effect {
  const { table } = operation;
  if (!isWithColumn(operation, context)) return madeAnew(table);
  return { locks: changing(table), scans: [table], because: 'every row is checked against the condition' };
}

/** Old rows have no value there, so that there is nothing to look up. */
function addForeignKey(operation: Operation<'AddForeignKey'>, context: Context): Effect {
  return isWithColumn(operation, context) ? { locks: changing(operation.table) } : madeAnew(operation.table);
}

function createIndex({ table, guards, index }: Operation<'CreateIndex'>, { schema }: Context): Effect {
  const isGuarded = guards?.some((guard) => guard.kind === 'if-not-exists') ?? false;
  const isThere = index.name !== undefined && tableOfIndex(schema, { name: index.name }, undefined) !== undefined;
  if (isGuarded && isThere) return {};
  return { locks: changing(table), scans: [table], because: 'the index is built from every row' };
}

/** The index's pages are free from then on; the rows are not touched. */
function dropIndex({ name, table }: Operation<'DropIndex'>, { schema }: Context): Effect {
  return { locks: changing(tableOfIndex(schema, name, table)?.name ?? table ?? catalog) };
}

export const keyEffects: Effects<KeyKind> = {
  AddPrimaryKey: addKey,
  AddUnique: addKey,
  AddCheck: addCheck,
  AddForeignKey: addForeignKey,
  AddExclusion: () => undefined,
  DropConstraint: ({ table }) => madeAnew(table),
  ValidateConstraint: () => undefined,
  RenameConstraint: ({ table }) => madeAnew(table),
  AlterConstraint: () => undefined,
  CreateIndex: createIndex,
  DropIndex: dropIndex,
  RenameIndex: ({ table }) => ({
    locks: changing(table ?? catalog),
    because: 'SQLite renames no index: it is dropped and built anew',
    growsWithRows: true,
  }),
  AlterIndex: () => undefined,
  Reindex: ({ table }) => ({
    locks: changing(table ?? catalog),
    scans: table === undefined ? [] : [table],
    growsWithRows: true,
  }),
};
