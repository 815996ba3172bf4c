import { randomUUID } from 'node:crypto';
import type { Connection, createConnection as createMysqlConnection } from 'mysql2/promise';

/** How a connection is made: the function of mysql2, loaded when it is asked for. */
export type Connect = typeof createMysqlConnection;

/** A name that says whose the database is, in case that a process dies before it has dropped it. */
export function scratchName(): string {
  return `mig_lint_scratch_${randomUUID().replaceAll('-', '')}`;
}

/**
 * Connects to the server, whatever database the URL names; the caller ends it. Every value comes as the server's text.
 * Throws when the URL is none of such a server.
 */
export async function connect(createConnection: Connect, url: string): Promise<Connection> {
  const parts = /^(?:mysql|mariadb):\/\/(?<server>[^/?#]*)(?:\/[^?#]*)?(?<options>\?[^#]*)?$/u.exec(url)?.groups;
  // The URL itself is not said: it can hold a password.
  if (parts === undefined) {
    throw new Error(
      'The URL of a MySQL or MariaDB server is mysql://user:password@host:port, with ?socketPath= for a socket',
    );
  }
  const connection = await createConnection({
    uri: `mysql://${parts['server'] ?? ''}/${parts['options'] ?? ''}`,
    typeCast: (field) => field.string(),
  });
  // A connection that breaks says so at the next query; without a listener it would end the process.
  connection.on('error', () => undefined);
  return connection;
}

/** Makes the database, with the character set that servers are shipped with, and goes there. */
export async function createDatabase(connection: Connection, name: string): Promise<void> {
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.query(`USE ${name}`);
}

/** Drops the database and ends the connection; another is needed, since locks and transactions of this one are in its way. */
export async function dropDatabase(
  createConnection: Connect,
  url: string,
  connection: Connection,
  name: string,
): Promise<void> {
  await connection.end();
  const other = await connect(createConnection, url);
  try {
    await other.query(`DROP DATABASE IF EXISTS ${name}`);
  } finally {
    await other.end();
  }
}

/** Ends what a connection is doing; it goes on with the next query. */
export async function cancelQuery(createConnection: Connect, url: string, busy: Connection): Promise<void> {
  const other = await connect(createConnection, url);
  try {
    await other.query(`KILL QUERY ${busy.threadId}`);
  } finally {
    await other.end();
  }
}
