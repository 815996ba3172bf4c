import type { Client } from 'pg';
import { loadPostgres } from '../../dialects/postgres/index.ts';
import type { Engine, Preparation, Ran, Server } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { clear, dropRoles } from '../postgres-catalog/clear.ts';
import { readDigest } from '../postgres-catalog/digest/index.ts';
import { introspect } from '../postgres-catalog/introspect.ts';
import type { Query } from '../postgres-catalog/introspect.ts';
import { makeRoles } from '../postgres-catalog/prepare.ts';
import { readTableNames, readTableRows } from '../postgres-catalog/rows.ts';
import { versionOf } from '../postgres-catalog/version.ts';
import { withinTime } from '../time-limit.ts';
import { refusal } from './refusal.ts';
import type { Ownership } from './refusal.ts';
import { cancelQuery, connect, createDatabase, dropDatabase, inDatabase, scratchName } from './scratch.ts';

/**
 * A database of its own on a PostgreSQL server, 13 or newer. Nothing else on the server is touched: statements that
 * would leave the database are refused before they are sent.
 */
export async function openPostgres(
  { url }: Server,
  preparation: Preparation = {},
  ownership: Ownership = 'shared',
): Promise<Engine> {
  const { Client } = await loadPackage('pg', () => import('pg'));
  const dialect = await loadPostgres();
  const name = scratchName();
  const scratch = inDatabase(url, name);

  const ownsServer = ownership === 'own';
  let backend = 0;
  const prepare = async (): Promise<void> => {
    backend = (await query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
    if (ownsServer) await makeRoles(query, preparation);
  };
  const create = async (): Promise<Client> => {
    await createDatabase(Client, url, name);
    return connect(Client, scratch);
  };
  const drop = async (): Promise<void> => {
    await client.end();
    await dropDatabase(Client, url, name);
  };

  let client = await create();
  const query: Query = (sql) => client.query(sql);
  await prepare();
  return {
    dialect: 'postgres',
    version: await versionOf(query),
    async run(statement) {
      const refused = refusal(statement, ownership);
      if (refused !== undefined) return { ok: false, message: refused };
      return withinTime(
        preparation.statementTimeout,
        () => client.query(single(statement)).then((): Ran => ({ ok: true }), failure),
        () => cancelQuery(Client, url, backend),
      );
    },
    introspect: () => introspect(query, dialect),
    digest: () => readDigest(query),
    tables: () => readTableNames(query),
    rows: (table, limit) => readTableRows(query, table, limit),
    endsStatements: true,
    query,
    async openSession() {
      const other = await connect(Client, scratch);
      return { query: (sql) => other.query(sql), end: () => other.end() };
    },
    async reset() {
      if (!(await clear(query, ownsServer))) {
        await drop();
        client = await create();
        if (ownsServer) await dropRoles(query);
      }
      await prepare();
    },
    close: drop,
  };
}

/** The extended protocol takes one statement and no more: nothing hides behind the first. */
function single(text: string): { readonly text: string; readonly queryMode: 'extended' } {
  return { text, queryMode: 'extended' };
}
