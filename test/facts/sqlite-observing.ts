import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from 'node-sqlite3-wasm';
import type { Holdings } from './holdings.ts';
import { isLess } from './holdings.ts';

/** What SQLite did for a statement. */
interface SqliteObservation {
  /** The engine's own message, when it refused. */
  readonly refused?: string;
  readonly scans: readonly string[];
  readonly rewrites: readonly string[];
  /** There are fewer columns or rows than before. */
  readonly isLess: boolean;
}

const rows = 2_000;

/** Runs a statement on a database file of its own, where every table has rows enough for many pages. */
export function observe(setup: string, sql: string): SqliteObservation {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-sqlite-'));
  const file = path.join(folder, 'facts.db');
  const database = new Database(file);
  try {
    database.exec(setup);
    for (const { name } of textRows(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      fill(database, String(name));
    }
    const owners = pagesByTable(database);
    const before = readFileSync(file);
    const held = holdingsIn(database);
    try {
      const scans = scansOf(database, sql, owners.roots);
      database.exec(sql);
      const rewrites = changedTables(owners.pages, before, readFileSync(file));
      return { scans, rewrites, isLess: isLess(held, holdingsIn(database)) };
    } catch (error) {
      return {
        refused: error instanceof Error ? error.message : String(error),
        scans: [],
        rewrites: [],
        isLess: false,
      };
    }
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

/** Of the library: `3.53.4`. */
export function sqliteVersion(): string {
  const database = new Database();
  try {
    const [row] = textRows(database, 'SELECT sqlite_version() AS version');
    return typeof row?.['version'] === 'string' ? row['version'] : '';
  } finally {
    database.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

function textRows(database: Database, sql: string): readonly Row[] {
  return database.all(sql);
}

/** How many columns with values of their own there are in all tables, and how many rows: a rename changes neither. */
function holdingsIn(database: Database): Holdings {
  const tables = textRows(database, "SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) =>
    String(name),
  );
  const sum = (sql: (table: string) => string): number =>
    tables.reduce((sum, table) => sum + Number(textRows(database, sql(table))[0]?.['count']), 0);
  return new Map([
    ['columns', sum((table) => `SELECT count(*) AS count FROM pragma_table_xinfo('${table}') WHERE hidden = 0`)],
    ['rows', sum((table) => `SELECT count(*) AS count FROM "${table}"`)],
  ]);
}

/** The same value in every column but the first, which counts; generated columns compute their own. */
function fill(database: Database, table: string): void {
  const columns = textRows(database, `SELECT name FROM pragma_table_xinfo('${table}') WHERE hidden = 0`).map(
    ({ name }) => String(name),
  );
  database.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
     INSERT INTO "${table}" (${columns.join(', ')}) SELECT ${columns.map(() => 'i').join(', ')} FROM n`,
  );
}

/** Which table the pages of the file belong to, and the root pages of it and of its indexes. */
function pagesByTable(database: Database): {
  readonly pages: ReadonlyMap<number, string>;
  readonly roots: ReadonlyMap<number, string>;
} {
  const trees = textRows(database, 'SELECT name, tbl_name, rootpage, type FROM sqlite_schema WHERE rootpage > 0');
  const tables = new Set(trees.filter(({ type }) => type === 'table').map(({ name }) => String(name)));
  return {
    roots: new Map(trees.map(({ rootpage, tbl_name: table }) => [Number(rootpage), String(table)])),
    pages: new Map(
      textRows(database, 'SELECT name, pageno FROM dbstat')
        .filter(({ name }) => tables.has(String(name)))
        .map(({ name, pageno }) => [Number(pageno), String(name)]),
    ),
  };
}

/** The tables that the program of a statement goes through from the first row on, by themselves or by an index. */
function scansOf(database: Database, sql: string, roots: ReadonlyMap<number, string>): readonly string[] {
  const program = textRows(database, `EXPLAIN ${sql}`).map(({ opcode, p1, p2 }) => ({
    opcode: String(opcode),
    cursor: Number(p1),
    root: Number(p2),
  }));
  const found = new Set<string>();
  const open = new Map<number, string>();
  for (const { opcode, cursor, root } of program) {
    if (opcode === 'OpenRead' || opcode === 'OpenWrite') open.set(cursor, roots.get(root) ?? '');
    else if (opcode === 'Rewind' && (open.get(cursor) ?? '') !== '') found.add(open.get(cursor) ?? '');
    // The check of constraints on old rows is a query of pragma_quick_check('table').
    else if (opcode === 'VOpen') found.add(/^ALTER TABLE (\w+)/.exec(sql)?.[1] ?? sql);
  }
  return [...found].toSorted();
}

const pageSize = 4096;

/** The tables of whose pages the greater part is another after the statement. */
function changedTables(pages: ReadonlyMap<number, string>, before: Buffer, after: Buffer): readonly string[] {
  const counts = new Map<string, { all: number; changed: number }>();
  for (const [page, table] of pages) {
    const count = counts.get(table) ?? { all: 0, changed: 0 };
    const [from, to] = [(page - 1) * pageSize, page * pageSize];
    const isChanged = !before.subarray(from, to).equals(after.subarray(from, to));
    counts.set(table, { all: count.all + 1, changed: count.changed + (isChanged ? 1 : 0) });
  }
  return [...counts].flatMap(([table, { all, changed }]) => (changed * 2 > all ? [table] : [])).toSorted();
}
