import type { QualifiedName } from '../../../model/names.ts';
import { samePart } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Table } from '../../../model/schema.ts';
import { findColumn, findTable } from '../../../model/schema.ts';
import type { Column, Constraint } from '../../../model/table.ts';
import { indexColumns } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { lossOfColumn } from '../../facts/loss.ts';
import type { Context, Effects } from './effect.ts';
import { changing } from './locks.ts';

/** First versions: sqlite.org, "ALTER TABLE" and "Release History". */
const since = { renameColumn: 3.025, generated: 3.031, dropColumn: 3.035 } as const;

function addColumn({ table, column, guards }: Operation<'AddColumn'>, { schema, version }: Context): Effect {
  const isGuarded = guards?.some((guard) => guard.kind === 'if-not-exists') ?? false;
  if (isGuarded && findColumn(schema, table, column.name) !== undefined) return {};
  const refused = whyNotAdded(column, version);
  if (refused !== undefined) return { refused };
  if (column.generated !== undefined && !column.nullable) {
    return {
      locks: changing(table),
      scans: [table],
      because: `${column.name} is computed for every row, to see that it is not NULL`,
    };
  }
  return { locks: changing(table) };
}

/** Why ALTER TABLE does not add a column to a table with rows. */
function whyNotAdded({ name, nullable, default: value, generated }: Column, version: number): string | undefined {
  if (generated !== undefined) {
    if (version < since.generated) return 'generated columns come with 3.31';
    return generated.stored ? `${name} is STORED, and only VIRTUAL columns are added to a table` : undefined;
  }
  if (value === undefined || value.sql.toUpperCase() === 'NULL') {
    return nullable ? undefined : `${name} is NOT NULL, and no default says what the rows that are there get`;
  }
  return value.constant ? undefined : `the default of ${name} is no constant`;
}

/** The rows are written anew without the value. */
function dropColumn({ table, column, guards }: Operation<'DropColumn'>, { schema, version }: Context): Effect {
  const known = findTable(schema, table);
  const isGuarded = guards?.some((guard) => guard.kind === 'if-exists') ?? false;
  const dropped = findColumn(schema, table, column);
  if (isGuarded && known?.complete === true && dropped === undefined) return {};
  if (version < since.dropColumn) return { refused: 'DROP COLUMN comes with 3.35' };
  const refused = whyNotDropped(known, column, (one) => samePart(schema.traits, one, column));
  if (refused !== undefined) return { refused };
  const isVirtual = dropped?.generated?.stored === false;
  const work = isVirtual
    ? {}
    : { rewrites: [table], scans: [table], because: `every row is written without ${column}` };
  return { locks: changing(table), ...work, loses: lossOfColumn(table, column, dropped) };
}

/** What still needs the column; views and triggers are not looked into. */
function whyNotDropped(
  table: Table | undefined,
  column: string,
  isColumn: (name: string) => boolean,
): string | undefined {
  // A key of one column can stand in its definition, and then goes with it.
  const needs = ({ kind, columns }: Constraint): boolean =>
    (kind === 'PrimaryKey' || kind === 'Unique' || (kind === 'ForeignKey' && columns.length > 1)) &&
    columns.some(isColumn);
  const key = table?.constraints.find(needs);
  if (key !== undefined) return `${column} is part of a key`;
  const index = table?.indexes.find((candidate) => indexColumns(candidate).some(isColumn));
  return index === undefined ? undefined : `${column} has the index ${index.name}, which has to go first`;
}

function renameColumn({ table }: Operation<'RenameColumn'>, { version }: Context): Effect {
  return version < since.renameColumn ? { refused: 'RENAME COLUMN comes with 3.25' } : { locks: changing(table) };
}

/**
 * A change that SQLite has no statement for: tools make the table anew and copy its rows (sqlite.org, "ALTER TABLE", Making
 * Other Kinds Of Table Schema Changes).
 */
export function madeAnew(table: QualifiedName): Effect {
  return {
    locks: changing(table),
    rewrites: [table],
    scans: [table],
    because: 'SQLite does not change this in place: the table is made anew, and every row copied',
  };
}

export const columnEffects: Effects<'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn'> = {
  AddColumn: addColumn,
  DropColumn: dropColumn,
  RenameColumn: renameColumn,
  AlterColumn: ({ table }) => madeAnew(table),
};
