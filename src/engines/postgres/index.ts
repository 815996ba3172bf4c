import type { Client } from 'pg';
import { loadPostgres } from '../../dialects/postgres/index.ts';
import type { Engine, Preparation, Server } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { clear } from '../postgres-catalog/clear.ts';
import { readDigest } from '../postgres-catalog/digest/index.ts';
import { introspect } from '../postgres-catalog/introspect.ts';
import type { Query } from '../postgres-catalog/introspect.ts';
import { readTableNames, readTableRows } from '../postgres-catalog/rows.ts';
import { refusal } from './refusal.ts';
import { connect, createDatabase, dropDatabase, inDatabase, scratchName } from './scratch.ts';

/**
 * A database of its own on a PostgreSQL server, 13 or newer. Nothing else on the server is touched: statements that
 * would leave the database are refused before they are sent.
 */
export async function openPostgres({ url }: Server, _preparation: Preparation = {}): Promise<Engine> {
  const { Client } = await loadPackage('pg', () => import('pg'));
  const dialect = await loadPostgres();
  const name = scratchName();
  const scratch = inDatabase(url, name);

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
  return {
    dialect: 'postgres',
    async run(statement) {
      const refused = refusal(statement);
      if (refused !== undefined) return { ok: false, message: refused };
      try {
        await client.query(single(statement));
        return { ok: true };
      } catch (error) {
        return failure(error);
      }
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
      if (await clear(query)) return;
      await drop();
      client = await create();
    },
    close: drop,
  };
}

/** The extended protocol takes one statement and no more: nothing hides behind the first. */
function single(text: string): { readonly text: string; readonly queryMode: 'extended' } {
  return { text, queryMode: 'extended' };
}
