/** Asks the database; the values take the places of the question marks. */
export type Query = (sql: string, values: readonly string[]) => readonly Readonly<Record<string, unknown>>[];

/** A column's value as text; empty where it is NULL. */
export function textIn(row: Readonly<Record<string, unknown>>, column: string): string {
  return optionalTextIn(row, column) ?? '';
}

/** A column's value as text; `undefined` where it is NULL; no catalog holds bytes. */
export function optionalTextIn(row: Readonly<Record<string, unknown>>, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}
