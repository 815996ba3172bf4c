import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findColumn, findTable, foreignKeysOf } from '../../../model/schema.ts';
import type { Column } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { lossOfColumn } from '../../facts/loss.ts';
import { includes, referencingTables } from '../../facts/relations.ts';
import { alterColumn } from './alter-column.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { storedTables, viewsOver, withDescendants } from './relations.ts';
import { domainOf, isConstrained } from './type-change.ts';
import { volatility } from './volatility.ts';

function addColumn({ table, column, ...operation }: Operation<'AddColumn'>, { schema }: Context): Effect {
  const locks = locksOn('AccessExclusive', ...withDescendants(schema, table));
  const isThere = operation.guards?.some((guard) => guard.kind === 'if-not-exists') ?? false;
  if (isThere && findColumn(schema, table, column.name) !== undefined) return { locks };
  const because = rewriteByNewColumn(column, schema);
  if (because === undefined) return { locks };
  const stored = storedTables(schema, table);
  return { locks, rewrites: stored, scans: stored, because };
}

/** Why every row is written anew; `undefined`: the value for the old rows is kept once, in the catalog. */
function rewriteByNewColumn(column: Column, schema: Schema): string | undefined {
  if (column.identity !== undefined) return `${column.name} numbers every row that is there`;
  if (column.generated !== undefined) {
    return column.generated.stored ? `${column.name} is computed and stored for every row that is there` : undefined;
  }
  const domain = domainOf(schema, column.type);
  if (domain !== undefined && isConstrained(domain)) {
    return `the value of ${column.name} is checked against the domain ${column.type.text} row by row`;
  }
  return column.default === undefined ? undefined : volatility(column.default, schema);
}

function dropColumn(operation: Operation<'DropColumn'>, { schema }: Context): Effect {
  const { table, column, cascade } = operation;
  const isGone = hasGuard(operation, 'if-exists') && findTable(schema, table)?.complete === true;
  const locks = [
    ...locksOn('AccessExclusive', ...withDescendants(schema, table), ...targetsOfColumn(schema, table, column)),
    ...(cascade
      ? locksOn('AccessExclusive', ...referencingTables(schema, table, [column]), ...viewsOver(schema, table, column))
      : []),
  ];
  const known = findColumn(schema, table, column);
  if (isGone && known === undefined) return { locks };
  return { locks, loses: lossOfColumn(table, column, known) };
}

/** A foreign key goes with its column, and its triggers on the referenced table with it. */
function targetsOfColumn(schema: Schema, table: QualifiedName, column: string): readonly QualifiedName[] {
  const keys = foreignKeysOf(findTable(schema, table));
  return keys.filter((key) => includes(schema, key.columns, column)).map((key) => key.target);
}

export const columnEffects: Effects<'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn'> = {
  AddColumn: addColumn,
  DropColumn: dropColumn,
  RenameColumn: ({ table }, { schema }) => ({ locks: locksOn('AccessExclusive', ...withDescendants(schema, table)) }),
  AlterColumn: alterColumn,
};
