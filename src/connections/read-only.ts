import { ConnectionError } from './connection-error.ts';
import { reasonWithout } from './secrets.ts';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A database of somebody's that is only read: where the server has transactions that cannot write, in one of them. No
 * query, and no wait for a lock, takes longer than some seconds.
 */
export interface ReadOnlyDatabase {
  readonly dialect: 'postgres' | 'mysql' | 'sqlite';
  /** The rows of one SELECT; values stand for $1 (PostgreSQL) or ?. Rejects with the driver's error. */
  query(sql: string, values?: readonly string[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Milliseconds. */
const patience = 10_000;

interface Scheme {
  readonly names: readonly string[];
  readonly open: (url: string) => Promise<ReadOnlyDatabase>;
}

const schemes: readonly Scheme[] = [
  { names: ['postgres', 'postgresql'], open: openPostgres },
  { names: ['mysql', 'mariadb'], open: openMysql },
  { names: ['file', 'sqlite'], open: openSqlite },
];

/**
 * Connects to the database of a URL: postgres://, mysql://, mariadb://, or file: for SQLite.
 *
 * @throws ConnectionError
 */
export async function connectReadOnly(url: string): Promise<ReadOnlyDatabase> {
  const scheme = /^([a-z][a-z0-9+]*):/i.exec(url)?.[1]?.toLowerCase();
  const open = schemes.find(({ names }) => names.includes(scheme ?? ''))?.open;
  if (open === undefined) throw new ConnectionError({ kind: 'unknown-scheme' });
  return open(url);
}

async function openPostgres(url: string): Promise<ReadOnlyDatabase> {
  const { default: pg } = await load('pg', () => import('pg'));
  const client = new pg.Client({
    connectionString: url,
    application_name: 'mig-lint',
    connectionTimeoutMillis: patience,
    query_timeout: 2 * patience,
  });
  // A connection that breaks says so at the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  await reach(url, async () => {
    await client.connect();
    await client.query('BEGIN READ ONLY');
    // A pooler in between would refuse them as options of the connection.
    await client.query(`SET LOCAL statement_timeout = ${patience}`);
    await client.query(`SET LOCAL lock_timeout = ${patience / 2}`);
  });
  return {
    dialect: 'postgres',
    query: async (sql, values = []) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
    close: () => client.end(),
  };
}

async function openMysql(url: string): Promise<ReadOnlyDatabase> {
  const { createConnection } = await load('mysql2', () => import('mysql2/promise'));
  const connection = await reach(url, () =>
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
    dialect: 'mysql',
    async query(sql, values = []) {
      const [rows] = await connection.query({ sql, values: [...values], timeout: patience });
      return Array.isArray(rows) ? rows.flatMap((row) => (Array.isArray(row) ? [] : [{ ...row }])) : [];
    },
    close: () => connection.end(),
  };
}

async function openSqlite(url: string): Promise<ReadOnlyDatabase> {
  const { Database } = (await load('node-sqlite3-wasm', () => import('node-sqlite3-wasm'))).default;
  const file = url.replace(/^\w+:(?:\/\/(?=\/))?/, '').replace(/\?.*/, '');
  const database = await reach(url, () => Promise.resolve(new Database(file, { fileMustExist: true, readOnly: true })));
  return {
    dialect: 'sqlite',
    query: (sql, values = []) => Promise.resolve(database.all(sql, [...values])),
    close() {
      database.close();
      return Promise.resolve();
    },
  };
}

async function load<Module>(driver: string, importing: () => Promise<Module>): Promise<Module> {
  try {
    return await importing();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing ? new ConnectionError({ kind: 'no-driver', driver }) : error;
  }
}

async function reach<Result>(url: string, connect: () => Promise<Result>): Promise<Result> {
  try {
    return await connect();
  } catch (error) {
    throw new ConnectionError({ kind: 'unreachable', reason: reasonWithout(url, error) });
  }
}
