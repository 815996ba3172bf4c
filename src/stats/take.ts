import type { ConnectionFailure } from '../connections/connection-error.ts';
import { ConnectionError } from '../connections/connection-error.ts';
import type { ReadOnlyDatabase, Row } from '../connections/read-only.ts';
import { connectReadOnly } from '../connections/read-only.ts';
import { reasonWithout } from '../connections/secrets.ts';
import type { SizedTable, Statistics } from '../model/table-size.ts';
import { statsQueries } from './queries.ts';
import { StatsError } from './stats-error.ts';

/**
 * Asks a database how large its tables are. Nothing but SELECT is sent, in a transaction that cannot write.
 *
 * @param url can hold a password, and is in no message
 * @param now the time that the statistics are said to be of
 * @throws StatsError
 */
export async function takeStats(
  url: string,
  now: Date,
  connect: (url: string) => Promise<ReadOnlyDatabase> = connectReadOnly,
): Promise<Statistics> {
  let database: ReadOnlyDatabase;
  try {
    database = await connect(url);
  } catch (error) {
    throw error instanceof ConnectionError ? new StatsError(messageOf(error.failure, url)) : error;
  }
  try {
    const tables = await tablesIn[database.dialect](database);
    return { dialect: database.dialect, takenAt: `${now.toISOString().slice(0, 19)}Z`, tables };
  } catch (error) {
    if (error instanceof StatsError) throw error;
    throw new StatsError(`the sizes cannot be read: ${reasonWithout(url, error)}`);
  } finally {
    await database.close();
  }
}

function messageOf(failure: ConnectionFailure, url: string): string {
  switch (failure.kind) {
    case 'unknown-scheme':
      return /^(?:mssql|sqlserver|jdbc:sqlserver):/i.test(url)
        ? `SQL Server cannot be asked from here. ${scriptHint}`
        : `that is no URL of a database that can be asked: expected postgres://, mysql://, mariadb://, or a file of SQLite. For SQL Server: ${scriptHint}`;
    case 'no-driver':
      return `${failure.driver} is not installed. Install it with: npm install --save-dev ${failure.driver}`;
    case 'unreachable':
      return `the database cannot be reached: ${failure.reason}`;
  }
}

const scriptHint = '`mig-lint stats --query sqlserver` prints a query whose answer is the file';

const tablesIn: Readonly<
  Record<ReadOnlyDatabase['dialect'], (database: ReadOnlyDatabase) => Promise<readonly SizedTable[]>>
> = {
  postgres: async (database) => (await database.query(statsQueries.postgres)).map(sizedTable),
  mysql: tablesInMysql,
  sqlite: tablesInSqlite,
};

async function tablesInMysql(database: ReadOnlyDatabase): Promise<readonly SizedTable[]> {
  const [row] = await database.query('SELECT DATABASE() AS name');
  if (row?.['name'] === null) throw new StatsError('the URL names no database: end it with /name');
  return (await database.query(statsQueries.mysql)).map(sizedTable);
}

/** What ANALYZE has counted; the rows of the other tables are counted now. */
async function tablesInSqlite(database: ReadOnlyDatabase): Promise<readonly SizedTable[]> {
  const names = await database.query(
    String.raw`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`,
  );
  const [analysed] = await database.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'");
  const counts = analysed === undefined ? [] : await database.query(analysedRows);
  const known = new Map(counts.map((row) => [row['name'], row]));
  const tables: SizedTable[] = [];
  for (const { name } of names) {
    const quoted = `"${String(name).replaceAll('"', '""')}"`;
    const [counted] = known.has(name)
      ? [known.get(name)]
      : await database.query(`SELECT count(*) AS rows FROM ${quoted}`);
    tables.push(sizedTable({ ...counted, name }));
  }
  return tables;
}

/** The first number of `stat` is that of an index's entries; a partial index has fewer than the table has rows. */
const analysedRows = 'SELECT tbl AS name, max(CAST(stat AS INTEGER)) AS rows FROM sqlite_stat1 GROUP BY tbl';

function sizedTable({ schema, name, rows, bytes }: Row): SizedTable {
  const size = { rows: countIn(rows), bytes: countIn(bytes) };
  return {
    name: { ...(typeof schema === 'string' ? { schema } : {}), name: String(name) },
    ...(size.rows === undefined ? {} : { rows: size.rows }),
    ...(size.bytes === undefined ? {} : { bytes: size.bytes }),
  };
}

/** Drivers give large numbers as text. */
function countIn(value: unknown): number | undefined {
  const isCount = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string';
  return isCount && Number(value) >= 0 ? Math.round(Number(value)) : undefined;
}
