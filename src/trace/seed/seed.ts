import type { Query } from '../../engines/engine.ts';
import { quoteName } from '../../dialects/postgres/write/names.ts';
import { userSchemas } from '../../engines/postgres-catalog/names.ts';
import { displayName } from '../../model/names.ts';
import type { SeedTable } from './catalog.ts';
import { readSeedTables } from './catalog.ts';
import { valueOf } from './values.ts';

/** What became of the tables that should have rows. */
export interface Seeded {
  /** How many tables have rows now. */
  readonly tables: number;
  /** Those that could not be filled, with the engine's reason. */
  readonly empty: readonly { readonly table: string; readonly reason: string }[];
}

/** More rows than asked for are made up, since conditions take their part of them. */
const triesPerRow = 8;

/**
 * Puts rows into every table that has none, the tables that foreign keys point to first. Triggers do not fire. It has to be
 * called outside of a transaction; what could not be seeded is left as it was.
 */
export async function seed(query: Query, rows: number): Promise<Seeded> {
  const tables = inOrder(await readSeedTables(query));
  const empty: { table: string; reason: string }[] = [];
  await attempt(query, 'SET session_replication_role = replica');
  for (const table of tables) {
    if (await hasRows(query, table)) continue;
    const failed = await fill(query, table, rows);
    if (failed !== undefined) empty.push({ table: displayName(table.name), reason: failed });
  }
  await attempt(query, 'SET session_replication_role = DEFAULT');
  await refreshViews(query);
  // Without a list it would read the system catalogs too, which takes longer than all the rest.
  if (tables.length > 0) await attempt(query, `ANALYZE ${tables.map(({ sql }) => sql).join(', ')}`);
  return { tables: tables.length - empty.length, empty };
}

/** Why no row could be put in; `undefined`: there are some now. */
async function fill(query: Query, table: SeedTable, rows: number): Promise<string | undefined> {
  const attempts = [
    insertion(table, rows, [], () => true),
    // Literals only where no other value does: they soon repeat, and a key that comes later would find that.
    insertion(table, rows, table.conditions, () => true),
    // What no value can be made up for, a default may say, or NULL.
    insertion(table, rows, [], ({ hasDefault }) => !hasDefault),
    insertion(table, rows, [], ({ hasDefault, nullable }) => !hasDefault && !nullable),
  ];
  let reason: string | undefined;
  for (const sql of attempts) {
    const failed = await attempt(query, sql);
    if (failed === undefined && (await hasRows(query, table))) return undefined;
    reason ??= failed;
  }
  return reason ?? 'no row that was made up holds to its constraints';
}

type Column = SeedTable['columns'][number];

/** `hints` are the conditions whose literals are tried as values. */
function insertion(
  table: SeedTable,
  rows: number,
  hints: readonly string[],
  isGiven: (column: Column) => boolean,
): string {
  const keyed = new Set(table.keys.flatMap(({ columns }) => columns));
  const given = table.columns.filter((column) => keyed.has(column.name) || isGiven(column));
  const conflict = table.hasDeferrableKey ? '' : ' ON CONFLICT DO NOTHING';
  if (given.length === 0) return `INSERT INTO ${table.sql} DEFAULT VALUES${conflict}`;
  const names = given.map(({ name }) => quoteName(name)).join(', ');
  const values = given.map(
    (column, place) => `${keyValue(table, column) ?? valueOf(column, hints, place)} AS ${quoteName(column.name)}`,
  );
  const joins = table.keys.map(({ target, targetColumns }, at) => {
    const columns = targetColumns.map((column, number) => `${quoteName(column)} AS c${number}`).join(', ');
    return `LEFT JOIN (SELECT row_number() OVER () - 1 AS at, count(*) OVER () AS size, ${columns} FROM ${target}) AS k${at}
      ON k${at}.at = i % nullif(k${at}.size, 0)`;
  });
  const isWhole = given.length === table.columns.length;
  const conditions = isWhole ? table.conditions.map((condition) => `(${condition}) IS NOT FALSE`) : [];
  return `INSERT INTO ${table.sql} (${names}) OVERRIDING SYSTEM VALUE
    SELECT ${names} FROM (
      SELECT ${values.join(', ')} FROM generate_series(1, ${rows * (isWhole ? triesPerRow : 1)}) AS i ${joins.join(' ')}
    ) AS made${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`} LIMIT ${rows}${conflict}`;
}

/** The value of a row that the column points to; a key to the table itself finds no row yet, and is NULL. */
function keyValue({ keys }: SeedTable, { name, type }: Column): string | undefined {
  const at = keys.findIndex(({ columns }) => columns.includes(name));
  return at === -1 ? undefined : `k${at}.c${keys[at]?.columns.indexOf(name) ?? 0}::${type}`;
}

/** Tables before those that point to them; those of a circle as they come. */
function inOrder(tables: readonly SeedTable[]): readonly SeedTable[] {
  const placed = new Map<string, SeedTable>();
  const place = (table: SeedTable, path: readonly string[]): void => {
    if (placed.has(table.sql) || path.includes(table.sql)) return;
    for (const { target } of table.keys) {
      const before = tables.find(({ sql }) => sql === target);
      if (before !== undefined) place(before, [...path, table.sql]);
    }
    placed.set(table.sql, table);
  };
  for (const table of tables) place(table, []);
  return [...placed.values()];
}

async function hasRows(query: Query, { sql }: SeedTable): Promise<boolean> {
  return (await query(`SELECT FROM ONLY ${sql} LIMIT 1`)).rows.length > 0;
}

async function refreshViews(query: Query): Promise<void> {
  const { rows } = await query<{ readonly view: string }>(
    `SELECT c.oid::regclass::text AS view FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'm' AND c.relispopulated AND ${userSchemas} ORDER BY c.oid`,
  );
  for (const { view } of rows) await attempt(query, `REFRESH MATERIALIZED VIEW ${view}`);
}

/** The engine's message when it refuses. */
async function attempt(query: Query, sql: string): Promise<string | undefined> {
  try {
    await query(sql);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
