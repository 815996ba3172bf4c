import type { ConnectionFailure } from '../connections/connection-error.ts';
import { ConnectionError } from '../connections/connection-error.ts';
import type { ReadOnlyDatabase, Row } from '../connections/read-only.ts';
import { connectReadOnly } from '../connections/read-only.ts';

/** A table and the columns that are read of it, as the tool writes them. */
export interface LedgerSelection {
  readonly schema: string | undefined;
  readonly table: string;
  readonly columns: readonly string[];
  /** The column that says in which order the rows were written, where there is one. */
  readonly order: string | undefined;
}

/** A database whose ledger is read. */
export interface LedgerConnection {
  /** The rows in order; `undefined`: there is no such table. Rejects with the driver's error. */
  select(selection: LedgerSelection): Promise<readonly Row[] | undefined>;
  close(): Promise<void>;
}

/** The ledger cannot be read; the message says what to do, and no secret. */
export class LedgerError extends Error {}

/**
 * Connects to the database of a URL, and begins a transaction that cannot write.
 *
 * @param name how messages call the URL, which can hold a password
 * @throws LedgerError
 */
export async function connectToLedger(url: string, name: string): Promise<LedgerConnection> {
  const database = await connect(url, name);
  // Prisma says in its URL in which schema it works.
  const home = /[?&]schema=([^&#]+)/.exec(url)?.[1];
  return {
    select: (selection) => selects[database.dialect](database, selection, home),
    close: () => database.close(),
  };
}

async function connect(url: string, name: string): Promise<ReadOnlyDatabase> {
  try {
    return await connectReadOnly(url);
  } catch (error) {
    throw error instanceof ConnectionError ? new LedgerError(messageOf(error.failure, name)) : error;
  }
}

function messageOf(failure: ConnectionFailure, name: string): string {
  switch (failure.kind) {
    case 'unknown-scheme':
      return `${name} is no URL of a database that can be asked: expected postgres://, mysql://, mariadb:// or file: (for SQLite). For other databases, record what has shipped with \`mig-lint ship\``;
    case 'no-driver':
      return `the ledger in ${name} cannot be read: ${failure.driver} is not installed. Install it with: npm install --save-dev ${failure.driver}`;
    case 'unreachable':
      return `the database in ${name} cannot be reached: ${failure.reason}. Check the variable and that the database answers, or leave \`shipped\` to git for this run with --since`;
  }
}

type Select = (
  database: ReadOnlyDatabase,
  selection: LedgerSelection,
  home: string | undefined,
) => Promise<readonly Row[] | undefined>;

const selects: Readonly<Record<ReadOnlyDatabase['dialect'], Select>> = {
  postgres: selectFromPostgres,
  mysql: selectFromMysql,
  sqlite: selectFromSqlite,
};

async function selectFromPostgres(
  database: ReadOnlyDatabase,
  { schema, ...selection }: LedgerSelection,
  home: string | undefined,
): ReturnType<Select> {
  const path = pathOf({ schema: schema ?? home, ...selection }, quoteDouble);
  const [found] = await database.query('SELECT to_regclass($1) AS there', [path]);
  return found?.['there'] === null ? undefined : database.query(statement(path, selection, quoteDouble));
}

async function selectFromMysql(database: ReadOnlyDatabase, selection: LedgerSelection): ReturnType<Select> {
  try {
    return await database.query(statement(pathOf(selection, quoteBack), selection, quoteBack));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ER_NO_SUCH_TABLE') return undefined;
    throw error;
  }
}

async function selectFromSqlite(database: ReadOnlyDatabase, selection: LedgerSelection): ReturnType<Select> {
  const { table } = selection;
  const there = await database.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?", [table]);
  return there.length === 0 ? undefined : database.query(statement(quoteDouble(table), selection, quoteDouble));
}

type Quote = (name: string) => string;

function pathOf({ schema, table }: Pick<LedgerSelection, 'schema' | 'table'>, quote: Quote): string {
  return [...(schema === undefined ? [] : [schema]), table].map(quote).join('.');
}

function statement(path: string, { columns, order }: Omit<LedgerSelection, 'schema'>, quote: Quote): string {
  const ordering = order === undefined ? '' : ` ORDER BY ${quote(order)}`;
  return `SELECT ${columns.map(quote).join(', ')} FROM ${path}${ordering}`;
}

function quoteDouble(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteBack(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
