/** A row of a ledger by the names of its columns. */
export type LedgerRow = Readonly<Record<string, unknown>>;

/** A table and the columns that are read of it, as the tool writes them. */
export interface LedgerSelection {
  readonly schema: string | undefined;
  readonly table: string;
  readonly columns: readonly string[];
  /** The column that says in which order the rows were written, where there is one. */
  readonly order: string | undefined;
}

/** A database that is only read. */
export interface LedgerConnection {
  /** The rows in order; `undefined`: there is no such table. Rejects with the driver's error. */
  select(selection: LedgerSelection): Promise<readonly LedgerRow[] | undefined>;
  close(): Promise<void>;
}

/** The ledger cannot be read; the message says what to do, and no secret. */
export class LedgerError extends Error {}

const patience = 10_000;

/**
 * Connects to the database of a URL, and begins a transaction that cannot write.
 *
 * @param name how messages call the URL, which can hold a password
 * @throws LedgerError
 */
export async function connectToLedger(url: string, name: string): Promise<LedgerConnection> {
  const scheme = /^([a-z][a-z0-9+]*):/i.exec(url)?.[1]?.toLowerCase();
  const open = schemes.find(({ names }) => names.includes(scheme ?? ''))?.open;
  if (open === undefined) {
    throw new LedgerError(
      `${name} is no URL of a database that can be asked: expected postgres://, mysql://, mariadb:// or file: (for SQLite). For other databases, record what has shipped with \`mig-lint ship\``,
    );
  }
  return open(url, name);
}

interface Scheme {
  readonly names: readonly string[];
  readonly open: (url: string, name: string) => Promise<LedgerConnection>;
}

const schemes: readonly Scheme[] = [
  { names: ['postgres', 'postgresql'], open: openPostgres },
  { names: ['mysql', 'mariadb'], open: openMysql },
  { names: ['file', 'sqlite'], open: openSqlite },
];

async function openPostgres(url: string, name: string): Promise<LedgerConnection> {
  const { default: pg } = await load('pg', name, () => import('pg'));
  const client = new pg.Client({
    connectionString: url,
    application_name: 'mig-lint',
    connectionTimeoutMillis: patience,
  });
  // A connection that breaks says so at the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  await reach(url, name, async () => {
    await client.connect();
    await client.query('BEGIN READ ONLY');
  });
  // Prisma says in its URL in which schema it works.
  const home = /[?&]schema=([^&#]+)/.exec(url)?.[1];
  return {
    async select({ schema = home, table, columns, order }) {
      const path = [...(schema === undefined ? [] : [schema]), table].map(quoteDouble).join('.');
      const { rows: found } = await client.query<{ readonly there: unknown }>('SELECT to_regclass($1) AS there', [
        path,
      ]);
      if (found[0]?.there === null) return undefined;
      const sql = `SELECT ${columns.map(quoteDouble).join(', ')} FROM ${path}`;
      const { rows } = await client.query<Record<string, unknown>>(sql + ordering(order, quoteDouble));
      return rows;
    },
    close: () => client.end(),
  };
}

async function openMysql(url: string, name: string): Promise<LedgerConnection> {
  const { createConnection } = await load('mysql2', name, () => import('mysql2/promise'));
  const connection = await reach(url, name, () =>
    createConnection({
      uri: url.replace(/^mariadb:/i, 'mysql:'),
      connectTimeout: patience,
      supportBigNumbers: true,
      bigNumberStrings: true,
    }),
  );
  connection.on('error', () => undefined);
  await connection.query('START TRANSACTION READ ONLY');
  return {
    async select({ schema, table, columns, order }) {
      const path = [...(schema === undefined ? [] : [schema]), table].map(quoteBack).join('.');
      const sql = `SELECT ${columns.map(quoteBack).join(', ')} FROM ${path}`;
      try {
        const [rows] = await connection.query(sql + ordering(order, quoteBack));
        return Array.isArray(rows) ? rows.flatMap((row) => (Array.isArray(row) ? [] : [{ ...row }])) : [];
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ER_NO_SUCH_TABLE') return undefined;
        throw error;
      }
    },
    close: () => connection.end(),
  };
}

async function openSqlite(url: string, name: string): Promise<LedgerConnection> {
  const { Database } = (await load('node-sqlite3-wasm', name, () => import('node-sqlite3-wasm'))).default;
  const file = url.replace(/^\w+:(?:\/\/(?=\/))?/, '').replace(/\?.*$/, '');
  const database = await reach(url, name, () =>
    Promise.resolve(new Database(file, { fileMustExist: true, readOnly: true })),
  );
  return {
    select({ table, columns, order }) {
      const there = database.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?", [table]);
      if (there.length === 0) return Promise.resolve(undefined);
      const sql = `SELECT ${columns.map(quoteDouble).join(', ')} FROM ${quoteDouble(table)}`;
      return Promise.resolve(database.all(sql + ordering(order, quoteDouble)));
    },
    close() {
      database.close();
      return Promise.resolve();
    },
  };
}

function ordering(column: string | undefined, quote: (name: string) => string): string {
  return column === undefined ? '' : ` ORDER BY ${quote(column)}`;
}

function quoteDouble(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteBack(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

async function load<Module>(driver: string, name: string, importing: () => Promise<Module>): Promise<Module> {
  try {
    return await importing();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new LedgerError(
      `the ledger in ${name} cannot be read: ${driver} is not installed. Install it with: npm install --save-dev ${driver}`,
    );
  }
}

async function reach<Result>(url: string, name: string, connect: () => Promise<Result>): Promise<Result> {
  try {
    return await connect();
  } catch (error) {
    throw new LedgerError(
      `the database in ${name} cannot be reached: ${reasonWithout(url, error)}. Check the variable and that the database answers, or leave \`shipped\` to git for this run with --since`,
    );
  }
}

/** What a driver says, without the URL and its password. */
export function reasonWithout(url: string, error: unknown): string {
  const reasons = error instanceof AggregateError ? error.errors : [error];
  const text = reasons.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
  const password = /^\w+:\/\/[^/@]*?:([^@/]*)@/.exec(url)?.[1];
  const secrets = [url, ...(password === undefined ? [] : [password, decoded(password)])].filter((one) => one !== '');
  return secrets.reduce((soFar, secret) => soFar.replaceAll(secret, '***'), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
