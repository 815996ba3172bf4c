import { randomUUID } from 'node:crypto';
import type { Client, ClientConfig } from 'pg';

/** How a connection to a server is made: `pg`'s own class, loaded when it is asked for. */
export type Clients = new (config: ClientConfig) => Client;

/** The oldest PostgreSQL whose catalog is read, as `server_version_num` counts. */
const oldestVersion = 130_000;

/** A name that says whose the database is, in case that a process dies before it has dropped it. */
export function scratchName(): string {
  return `mig_lint_scratch_${randomUUID().replaceAll('-', '')}`;
}

/** The same server, another database. Throws when the URL is none of a PostgreSQL server. */
export function inDatabase(url: string, database: string): string {
  const parts = /^(?<server>postgres(?:ql)?:\/\/[^/?#]*)(?:\/[^?#]*)?(?<options>\?[^#]*)?$/u.exec(url)?.groups;
  // The URL itself is not said: it can hold a password.
  if (parts === undefined)
    throw new Error('The URL of a PostgreSQL server is postgres://user:password@host:port/database');
  return `${parts['server'] ?? ''}/${database}${parts['options'] ?? ''}`;
}

/** Connects; the caller ends it. */
export async function connect(clients: Clients, url: string): Promise<Client> {
  const client = new clients({ connectionString: url, application_name: 'mig-lint' });
  // A connection that breaks says so at the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Makes the database, from the pristine template: what someone put into the usual one is no part of a migration. */
export async function createDatabase(clients: Clients, url: string, name: string): Promise<void> {
  await atServer(clients, url, async (client) => {
    const { rows } = await client.query<{ readonly server_version_num: string; readonly server_version: string }>(
      "SELECT current_setting('server_version_num') AS server_version_num, current_setting('server_version') AS server_version",
    );
    const [version] = rows;
    if (Number(version?.server_version_num) < oldestVersion) {
      throw new Error(`PostgreSQL ${version?.server_version ?? ''} is older than 13, the oldest that is known`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await client.query(
      `COMMENT ON DATABASE ${name} IS 'A scratch database of mig-lint, which drops it when it is done'`,
    );
  });
}

/** Drops the database, and the connections to it that are left. */
export async function dropDatabase(clients: Clients, url: string, name: string): Promise<void> {
  await atServer(clients, url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}

/** Ends what the connection of a backend is doing; it goes on with the next query. */
export async function cancelQuery(clients: Clients, url: string, backend: number): Promise<void> {
  await atServer(clients, url, async (client) => {
    await client.query('SELECT pg_cancel_backend($1)', [backend]);
  });
}

async function atServer(clients: Clients, url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = await connect(clients, url);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
