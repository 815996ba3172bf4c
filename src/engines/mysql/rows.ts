import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Row } from '../rows.ts';

/** Asks the database; the values take the places of the question marks. */
export type Query = (sql: string, values?: readonly string[]) => Promise<readonly Row[]>;

export async function rowsOf(
  connection: Connection,
  sql: string,
  values: readonly string[] = [],
): Promise<readonly Row[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
  return rows;
}
