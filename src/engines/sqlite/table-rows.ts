import type { QualifiedName } from '../../model/names.ts';
import type { TableRows } from '../engine.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { Query } from './query.ts';

/** The tables of the database, without what SQLite and virtual tables make for themselves. */
export function readTableNames(query: Query): readonly QualifiedName[] {
  return query(
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    [],
  ).map((row) => ({ name: textIn(row, 'name') }));
}

/**
 * Every value as text. A column without a type, or of ANY, keeps each value as it was given: there a text is quoted, so
 * that it is not taken for a number.
 */
export function readTableRows(query: Query, { name }: QualifiedName, limit: number): TableRows {
  const columns = query('SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid', [name]);
  const values = columns.map((column, at) => {
    const value = quoted(textIn(column, 'name'));
    const text = ['', 'ANY'].includes(textIn(column, 'type').toUpperCase()) ? `quote(${value})` : value;
    return `CASE typeof(${value}) WHEN 'null' THEN NULL WHEN 'text' THEN ${text} WHEN 'blob' THEN quote(${value})
      ELSE CAST(${value} AS TEXT) END AS v${at}`;
  });
  const order = columns.map((_, at) => `v${at} COLLATE BINARY`).join(', ');
  const rows = query(`SELECT ${values.join(', ')} FROM main.${quoted(name)} ORDER BY ${order} LIMIT ${limit + 1}`, []);
  return {
    columns: columns.map((column) => textIn(column, 'name')),
    rows: rows.slice(0, limit).map((row) => columns.map((_, at) => optionalTextIn(row, `v${at}`))),
    isCut: rows.length > limit,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
