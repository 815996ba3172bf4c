import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerQuestion } from '../../src/history/ledger.ts';
import { shippedByLedger } from '../../src/history/ledger.ts';
import { connectToLedger } from '../../src/history/ledger-connection.ts';
import { missingMariadb, startMariadb } from './mariadb.ts';
import type { RunningServer } from './postgres.ts';
import { startPostgres } from './postgres.ts';

function question(more: Partial<LedgerQuestion>): LedgerQuestion {
  return {
    chain: 'main',
    schema: undefined,
    table: 'migrations',
    identity: 'name',
    order: undefined,
    applied: undefined,
    dirty: undefined,
    rolledBack: undefined,
    finished: undefined,
    ...more,
  };
}

describe('the ledger of a PostgreSQL database', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startPostgres(16);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`
      CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY, "ProductVersion" varchar(32));
      INSERT INTO "__EFMigrationsHistory" VALUES ('20240101000000_Init', '8.0.0');
      CREATE SCHEMA app;
      CREATE TABLE app.goose (id int, version_id bigint, is_applied boolean);
      INSERT INTO app.goose VALUES (1, 20240101000000, true), (2, 20240201000000, true), (3, 20240201000000, false);`);
    await client.end();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('is read as the tools write it', async () => {
    const { chains, limits } = await shippedByLedger(
      'env:URL',
      [
        question({ chain: 'ef', table: '__EFMigrationsHistory', identity: 'MigrationId' }),
        question({
          chain: 'goose',
          schema: 'app',
          table: 'goose',
          identity: 'version_id',
          order: 'id',
          applied: 'is_applied',
        }),
        question({ chain: 'none', table: 'Nothing' }),
      ],
      { URL: server.url },
    );
    expect(chains.get('ef')).toEqual(['20240101000000_Init']);
    expect(chains.get('goose')).toEqual(['20240101000000']);
    expect(limits).toEqual(['none: the database in URL has no table Nothing: nothing has shipped there']);
  });

  it('cannot be written to: a view that deletes is refused', async () => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`
      CREATE FUNCTION wipe() RETURNS text LANGUAGE sql AS $$ DELETE FROM "__EFMigrationsHistory" RETURNING 'x' $$;
      CREATE VIEW trap AS SELECT wipe() AS name;`);
    const connection = await connectToLedger(server.url, 'URL');
    const selection = { schema: undefined, table: 'trap', columns: ['name'], order: undefined };
    await expect(connection.select(selection)).rejects.toThrow(/read-only transaction/);
    await connection.close();
    const { rows } = await client.query('SELECT * FROM "__EFMigrationsHistory"');
    await client.end();
    expect(rows).toHaveLength(1);
  });
});

describe.skipIf(missingMariadb !== undefined)(
  `the ledger of a MariaDB database${missingMariadb ? `: ${missingMariadb}` : ''}`,
  () => {
    let server: RunningServer;

    beforeAll(async () => {
      server = await startMariadb();
      const connection = await createConnection({ uri: server.url, multipleStatements: true });
      await connection.query(`
      CREATE DATABASE IF NOT EXISTS shop; USE shop;
      CREATE TABLE flyway_schema_history (installed_rank int, version varchar(50), success tinyint(1), bits bit(1));
      INSERT INTO flyway_schema_history VALUES (1, '1', 1, b'1'), (2, '2', 0, b'0'), (3, NULL, 1, b'1');`);
      await connection.end();
    });
    afterAll(async () => {
      await server.stop();
    });

    it.each(['success', 'bits'])('is read as the tools write it: %s', async (applied) => {
      const history = question({
        schema: 'shop',
        table: 'flyway_schema_history',
        identity: 'version',
        order: 'installed_rank',
        applied,
      });
      const missing = question({ chain: 'none', schema: 'shop', table: 'nothing' });
      const { chains, limits } = await shippedByLedger('env:URL', [history, missing], { URL: server.url });
      expect(chains.get('main')).toEqual(['1']);
      expect(limits).toEqual(['none: the database in URL has no table shop.nothing: nothing has shipped there']);
    });
  },
);
