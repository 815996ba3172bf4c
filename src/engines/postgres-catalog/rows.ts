import type { QualifiedName } from '../../model/names.ts';
import type { TableRows } from '../engine.ts';
import type { Query } from './introspect.ts';
import { nameOf, notOfExtension, userSchemas } from './names.ts';
import { withPinnedSettings } from './settings.ts';

const tablesQuery = `
  SELECT n.nspname AS schema, c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND ${userSchemas} AND ${notOfExtension('pg_class', 'c.oid')}
  ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

/** The tables and partitions of all schemas; a temporary one is the session's and none of the database. */
export async function readTableNames(query: Query): Promise<readonly QualifiedName[]> {
  const { rows } = await query<{ readonly schema: string; readonly name: string }>(tablesQuery);
  return rows.map(nameOf);
}

/** A table's own rows, every value as its type prints it, in the order of these texts. */
export function readTableRows(query: Query, table: QualifiedName, limit: number): Promise<TableRows> {
  const from = `${quoted(table.schema ?? 'public')}.${quoted(table.name)}`;
  return withPinnedSettings(query, async () => {
    const { rows: attributes } = await query<{ readonly name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = ${literal(from)}::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    );
    const columns = attributes.map(({ name }) => name);
    // One array, since a row of a driver holds but one of two columns with the same name, and types of its own making.
    const values = columns.map((column) => `${quoted(column)}::text`).join(', ');
    const order = columns.map((_, at) => `v[${at + 1}] COLLATE "C" NULLS FIRST`);
    const { rows } = await query<{ readonly v: readonly (string | null)[] }>(
      `SELECT to_json(v) AS v FROM (SELECT ARRAY[${values}]::text[] AS v FROM ONLY ${from}) AS printed
       ${order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`} LIMIT ${limit + 1}`,
    );
    return {
      columns,
      rows: rows.slice(0, limit).map(({ v }) => v.map((value) => value ?? undefined)),
      isCut: rows.length > limit,
    };
  });
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
