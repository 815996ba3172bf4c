import { samePart } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { columnOf, findTable } from '../../../model/schema.ts';
import type { Table } from '../../../model/schema.ts';
import type { Column } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { lossOfColumn } from '../../facts/loss.ts';
import { alterColumn } from './alter-column.ts';
import type { Context, Effects } from './effect.ts';
import { addsInstantly, dropsInstantly, noInstantColumns, rebuildOf } from './rebuilds.ts';
import { isInPrimaryKey, keysWith } from './tables-at-hand.ts';
import type { Way } from './ways.ts';
import { alteration, copied, inCatalog, instant, metadataOnly, rebuilt } from './ways.ts';

function addColumn(operation: Operation<'AddColumn'>, context: Context): Effect {
  const { table: name, column, execution, position } = operation;
  const { schema } = context;
  const table = findTable(schema, name);
  const isThere = operation.guards?.some((guard) => guard.kind === 'if-not-exists') ?? false;
  if (isThere && columnOf(schema, table, column.name) !== undefined) return { transactional: false };
  return alteration(name, wayToAdd(column, isLast(table, position, context), table, context), execution, context);
}

function isLast(table: Table | undefined, position: Operation<'AddColumn'>['position'], { schema }: Context): boolean {
  if (position === undefined) return true;
  const last = table?.columns.at(-1)?.name;
  return position.after !== undefined && last !== undefined && samePart(schema.traits, position.after, last);
}

function wayToAdd(column: Column, atEnd: boolean, table: Table | undefined, context: Context): Way {
  const { server } = context;
  if (column.identity !== undefined) return rebuilt(`${column.name} numbers every row that is there`, 'shared');
  if (column.generated?.stored === true) {
    return copied(`${column.name} is computed and stored for every row that is there`);
  }
  if (column.generated !== undefined) {
    return table?.partitionBy === undefined
      ? instant
      : copied('a virtual column is added to partitioned tables on a copy');
  }
  if (server.product === 'mariadb' && column.attributes?.['references'] !== undefined) {
    return copied(
      `every row is looked up in the table that ${column.name} refers to, unless foreign_key_checks is off`,
    );
  }
  const byDefault = reasonOfDefault(column, table);
  if (byDefault !== undefined) return copied(byDefault);
  const reason = noInstantColumns(table, context);
  if (reason !== undefined) return rebuildOf(table, reason, context);
  const rebuild = rebuildOf(table, `every row is written with ${column.name} in it`, context);
  const hasVirtual = table?.columns.some(({ generated }) => generated?.stored === false) ?? false;
  if (server.product === 'mariadb' && !atEnd && hasVirtual) {
    return copied(`${column.name} does not come last in a table with virtual columns`);
  }
  return addsInstantly(context, atEnd) ? { ...instant, inplace: rebuild } : rebuild;
}

/** Functions whose value differs from row to row, as far as MariaDB computes a default for each row that is there. */
const perRow: ReadonlySet<string> = new Set([
  'uuid',
  'uuid_short',
  'uuid_v4',
  'uuid_v7',
  'sys_guid',
  'nextval',
  'lastval',
]);

/** Why a default is computed for each row; `undefined`: all rows get the same value. */
function reasonOfDefault({ name, default: value }: Column, table: Table | undefined): string | undefined {
  if (value === undefined || value.constant) return undefined;
  const call = value.calls.find((function_) => perRow.has(function_));
  if (call !== undefined) return `${call}() gives every row a value of its own`;
  const words = new Set(value.sql.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu));
  const source = table?.columns.find((column) => words.has(column.name.toLowerCase()));
  return source === undefined ? undefined : `${name} is computed from ${source.name} for every row that is there`;
}

function dropColumn(operation: Operation<'DropColumn'>, context: Context): Effect {
  const { table: name, column, execution } = operation;
  const table = findTable(context.schema, name);
  const known = columnOf(context.schema, table, column);
  const isGuarded = operation.guards?.some((guard) => guard.kind === 'if-exists') ?? false;
  if (isGuarded && table?.complete === true && known === undefined) return { transactional: false };
  const effect = alteration(name, wayToDrop(known, column, table, context), execution, context);
  return effect.refused === undefined ? { ...effect, loses: lossOfColumn(name, column, known) } : effect;
}

function wayToDrop(known: Column | undefined, column: string, table: Table | undefined, context: Context): Way {
  const { schema, server } = context;
  const rebuild = rebuildOf(table, `every row is written without ${column}`, context);
  if (isInPrimaryKey(schema, table, column)) {
    return copied(`${column} is part of the primary key, which orders the rows`);
  }
  const keys = keysWith(schema, table, column);
  if (keys.some((columns) => columns.length > 1)) return { ...rebuild, because: `an index loses ${column}` };
  if (keys.length > 0) {
    if (known?.generated?.stored === false) return metadataOnly;
    return server.product === 'mariadb' && noInstantColumns(table, context) === undefined ? metadataOnly : rebuild;
  }
  if (known?.generated?.stored === false) return instant;
  if (known?.generated?.stored === true && server.product === 'mysql') return rebuild;
  const reason = noInstantColumns(table, context);
  if (reason !== undefined) return rebuildOf(table, reason, context);
  return dropsInstantly(context) ? { ...instant, inplace: rebuild } : rebuild;
}

export const columnEffects: Effects<'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn'> = {
  AddColumn: addColumn,
  DropColumn: dropColumn,
  RenameColumn: ({ table, execution }, context) => alteration(table, inCatalog, execution, context),
  AlterColumn: alterColumn,
};
