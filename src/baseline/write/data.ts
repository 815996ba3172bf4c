import type { Dialect } from '../../dialects/dialect.ts';
import type { DialectName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Schema, Table, TableColumn } from '../../model/schema.ts';
import { columnOf, findTable, foreignKeysOf } from '../../model/schema.ts';
import type { KeptRows } from './request.ts';

export interface WrittenData {
  /** Statements without semicolons. */
  readonly statements: readonly string[];
  readonly notes: readonly string[];
}

/** How many rows one INSERT holds: SQL Server takes no more than 1,000. */
const rowsAtOnce = 500;

/** The rows as INSERT, a table behind those that its keys point to, and sequences set to go on behind the numbers used. */
export function writtenData(data: readonly KeptRows[], schema: Schema, dialect: Dialect): WrittenData {
  const notes: string[] = [];
  const ordered = inOrderOfKeys(data, schema, notes);
  const statements = ordered.flatMap((kept) => {
    const table = findTable(schema, kept.table);
    const places = kept.columns.flatMap((name, at) => {
      const column = columnOf(schema, table, name);
      return column?.generated === undefined ? [{ name, at, column }] : [];
    });
    const into = `${dialect.quote(kept.table)} (${places.map(({ name }) => dialect.quote({ name })).join(', ')})`;
    const rows = kept.rows.map(
      (row) => `(${places.map(({ at, column }) => literal(row[at], column, dialect)).join(', ')})`,
    );
    const columns = places.flatMap(({ column }) => (column === undefined ? [] : [column]));
    return [...inserts(into, rows, columns, dialect.traits.name), ...continued(kept, columns, schema, dialect)];
  });
  if (dialect.traits.name === 'mysql' && ordered.some((kept) => hasInstants(kept, schema))) {
    return { statements: ["SET time_zone = '+00:00'", ...statements], notes };
  }
  return { statements, notes };
}

function inOrderOfKeys(data: readonly KeptRows[], schema: Schema, notes: string[]): readonly KeptRows[] {
  const keyOf = ({ table }: KeptRows): string => nameKey(schema.traits, table);
  const byKey = new Map(data.filter(({ rows }) => rows.length > 0).map((kept) => [keyOf(kept), kept]));
  const ordered = new Set<KeptRows>();
  const open = new Set<KeptRows>();
  const visit = (kept: KeptRows): void => {
    if (ordered.has(kept)) return;
    open.add(kept);
    for (const { target, name } of foreignKeysOf(findTable(schema, kept.table))) {
      const wanted = byKey.get(nameKey(schema.traits, target));
      if (wanted === undefined || wanted === kept) continue;
      if (open.has(wanted)) {
        const tables = `${displayName(kept.table)} and ${displayName(wanted.table)}`;
        notes.push(
          `The rows of ${tables} point to one another (${name}): put them in an order that the keys allow, or defer the key`,
        );
      } else visit(wanted);
    }
    open.delete(kept);
    ordered.add(kept);
  };
  for (const kept of byKey.values()) visit(kept);
  return [...ordered];
}

/** A value that the engine printed, as one that it reads into the column again. */
function literal(text: string | undefined, column: TableColumn | undefined, dialect: Dialect): string {
  if (text === undefined) return 'NULL';
  const quoted = dialect.literal({ type: 'string', value: text }).sql;
  switch (dialect.traits.name) {
    case 'postgres':
      // A constant without a type becomes whatever the column is: json, bytea, an array.
      return quoted;
    case 'sqlite':
      return sqliteLiteral(text, column, quoted);
    case 'mysql':
      return column !== undefined && binary.test(column.type.name) ? `X'${text}'` : quoted;
    case 'sqlserver':
      return column !== undefined && binary.test(column.type.name) ? text : quoted;
  }
}

const binary = /^(?:bit|binary|varbinary|\w*blob|image|rowversion|timestamp|geometry|point|\w*linestring|\w*polygon)$/i;

/** Bytes are printed as SQLite writes them, and so is a text where the column would take it for a number. */
function sqliteLiteral(text: string, column: TableColumn | undefined, quoted: string): string {
  if (/^X'(?:[0-9A-F]{2})*'$/.test(text)) return text;
  const keepsValues = column === undefined || ['', 'any'].includes(column.type.text.toLowerCase());
  return keepsValues ? text : quoted;
}

function inserts(
  into: string,
  rows: readonly string[],
  columns: readonly TableColumn[],
  dialect: DialectName,
): readonly string[] {
  // Only with these words are numbers taken that a column would give itself.
  const isAlways = columns.some(({ identity }) => identity?.generation === 'always');
  const values = dialect === 'postgres' && isAlways ? ' OVERRIDING SYSTEM VALUE VALUES' : ' VALUES';
  const statements: string[] = [];
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    statements.push(`INSERT INTO ${into}${values}\n  ${rows.slice(at, at + rowsAtOnce).join(',\n  ')}`);
  }
  const table = into.slice(0, into.indexOf(' ('));
  return dialect === 'sqlserver' && columns.some(({ identity }) => identity !== undefined)
    ? [`SET IDENTITY_INSERT ${table} ON`, ...statements, `SET IDENTITY_INSERT ${table} OFF`]
    : statements;
}

/** PostgreSQL does not see that a number was taken by hand; the others do. */
function continued(
  { table, columns: names, rows }: KeptRows,
  columns: readonly TableColumn[],
  schema: Schema,
  dialect: Dialect,
): readonly string[] {
  if (dialect.traits.name !== 'postgres') return [];
  const string = (value: string): string => dialect.literal({ type: 'string', value }).sql;
  return columns.flatMap(({ name }) => {
    const isNumbered = [...schema.sequences.values()].some(
      ({ ownedBy }) =>
        ownedBy?.column === name && nameKey(schema.traits, ownedBy.table) === nameKey(schema.traits, table),
    );
    const at = names.indexOf(name);
    if (!isNumbered || rows.every((row) => row[at] === undefined)) return [];
    const of = `pg_get_serial_sequence(${string(dialect.quote(table))}, ${string(name)})`;
    return [`SELECT setval(${of}, (SELECT max(${dialect.quote({ name })}) FROM ${dialect.quote(table)}))`];
  });
}

/** TIMESTAMP is kept in UTC, printed so, and read in the session's time zone. */
function hasInstants({ table }: KeptRows, schema: Schema): boolean {
  const found: Table | undefined = findTable(schema, table);
  return found?.columns.some(({ type }) => type.name.toLowerCase() === 'timestamp') === true;
}
