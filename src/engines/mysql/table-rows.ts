import type { QualifiedName } from '../../model/names.ts';
import type { TableRows } from '../engine.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { Query } from './rows.ts';

/** Types whose values are bytes, or are printed as such. */
const binaryTypes =
  /^(?:bit|binary|varbinary|\w*blob|geometry|point|\w*linestring|\w*polygon|multipoint|geomcollection|geometrycollection)$/u;

/** The tables of the scratch database; a sequence of MariaDB is none. */
export async function readTableNames(query: Query, database: string): Promise<readonly QualifiedName[]> {
  const rows = await query(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = ? AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY BINARY table_name`,
    [database],
  );
  return rows.map((row) => ({ name: textIn(row, 'name') }));
}

/** Every value as text, bytes in hexadecimal digits, instants in UTC. Invisible columns are named, and so read. */
export async function readTableRows(
  query: Query,
  database: string,
  { name }: QualifiedName,
  limit: number,
): Promise<TableRows> {
  const columns = await query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position`,
    [database, name],
  );
  const values = columns.map((column, at) => {
    const value = quoted(textIn(column, 'name'));
    return binaryTypes.test(textIn(column, 'type').toLowerCase())
      ? `HEX(${value}) AS v${at}`
      : `CAST(${value} AS CHAR) AS v${at}`;
  });
  const order = columns.map((_, at) => `CAST(v${at} AS BINARY)`).join(', ');
  const [session] = await query('SELECT @@SESSION.time_zone AS zone');
  await query("SET SESSION time_zone = '+00:00'");
  try {
    const rows = await query(
      `SELECT * FROM (SELECT ${values.join(', ')} FROM ${quoted(database)}.${quoted(name)}) AS printed
       ORDER BY ${order} LIMIT ${limit + 1}`,
    );
    return {
      columns: columns.map((column) => textIn(column, 'name')),
      rows: rows.slice(0, limit).map((row) => columns.map((_, at) => optionalTextIn(row, `v${at}`))),
      isCut: rows.length > limit,
    };
  } finally {
    await query('SET SESSION time_zone = ?', [session === undefined ? 'SYSTEM' : textIn(session, 'zone')]);
  }
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
