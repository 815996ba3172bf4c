import type { Engine, TableRows } from '../../engines/engine.ts';
import { displayName } from '../../model/names.ts';

/** The rows of every table, by the table's name as people read it. */
export type Rows = ReadonlyMap<string, TableRows>;

/** More rows of a table are not compared. */
export const rowLimit = 20_000;

export async function readAllRows(engine: Engine): Promise<Rows> {
  const rows = new Map<string, TableRows>();
  for (const table of await engine.tables()) rows.set(displayName(table), await engine.rows(table, rowLimit));
  return rows;
}

/** One row in words: `code = 'de', name = 'Germany'`. */
type RowText = string;

export interface TableDifference {
  readonly table: string;
  /** The rows that only the old chain leaves. */
  readonly missing: readonly RowText[];
  /** The rows that only the new one leaves. */
  readonly added: readonly RowText[];
}

/** Columns whose values are others each time that the same chain runs (times, random ids), by table. */
export type Volatile = ReadonlyMap<string, ReadonlySet<string>>;

/** The rows of the tables that both have, over the columns that both have. */
export function differencesOfRows(old: Rows, now: Rows, volatile: Volatile): readonly TableDifference[] {
  return [...old].flatMap(([table, before]) => {
    const after = now.get(table);
    if (after === undefined) return [];
    const known = before.columns.filter(
      (column) => after.columns.includes(column) && volatile.get(table)?.has(column) !== true,
    );
    const missing = rowsWithout(before, after, known);
    const added = rowsWithout(after, before, known);
    return missing.length + added.length === 0 ? [] : [{ table, missing, added }];
  });
}

/** The columns in which two runs of one chain differ. */
export function volatileColumns(once: Rows, again: Rows): Volatile {
  return new Map(
    [...once].map(([table, one]) => {
      const other = again.get(table);
      const differs = (column: string): boolean =>
        other === undefined || rowsWithout(one, other, [column]).length + rowsWithout(other, one, [column]).length > 0;
      return [table, new Set(one.columns.filter(differs))];
    }),
  );
}

/** The tables whose rows are too many to be compared. */
export function cutTables(...sides: readonly Rows[]): readonly string[] {
  return [...new Set(sides.flatMap((rows) => [...rows].flatMap(([table, { isCut }]) => (isCut ? [table] : []))))];
}

/** The rows of one that the other has not as often. */
function rowsWithout(one: TableRows, other: TableRows, columns: readonly string[]): readonly RowText[] {
  const counts = new Map<RowText, number>();
  for (const row of textsOf(other, columns)) counts.set(row, (counts.get(row) ?? 0) + 1);
  return textsOf(one, columns).filter((row) => {
    const left = counts.get(row) ?? 0;
    counts.set(row, left - 1);
    return left <= 0;
  });
}

function textsOf({ columns, rows }: TableRows, wanted: readonly string[]): readonly RowText[] {
  const places = wanted.map((column) => [column, columns.indexOf(column)] as const);
  return rows.map((row) =>
    places
      .map(([column, at]) => {
        const value = row[at];
        return `${column} = ${value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`}`;
      })
      .join(', '),
  );
}
