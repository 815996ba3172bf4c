/** One row of a catalog, by its columns' names. */
export type Row = Readonly<Record<string, unknown>>;

/** A column's value as text; empty where it is NULL. */
export function textIn(row: Row, column: string): string {
  return optionalTextIn(row, column) ?? '';
}

/** A column's value as text; `undefined` where it is NULL; no catalog holds bytes. */
export function optionalTextIn(row: Row, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}
