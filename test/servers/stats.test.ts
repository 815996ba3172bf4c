import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statistics } from '../../src/model/table-size.ts';
import { displayName } from '../../src/model/names.ts';
import { parseStats } from '../../src/stats/file.ts';
import { statsScripts } from '../../src/stats/queries.ts';
import { takeStats } from '../../src/stats/take.ts';
import { missingMariadb, startMariadb } from './mariadb.ts';
import type { RunningServer } from './postgres.ts';
import { startPostgres } from './postgres.ts';

const now = new Date('2026-01-31T12:00:00Z');

function rowsByName({ tables }: Statistics): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(tables.map(({ name, rows }) => [displayName(name), rows]));
}

// 13 is the last that says 0 rows of a table which was never analysed, as of an empty one.
describe.each([13, 18] as const)('the sizes of a PostgreSQL %i database', (major) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startPostgres(major);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`
      CREATE TABLE analysed AS SELECT generate_series(1, 5000) AS id;
      CREATE TABLE never AS SELECT 1 AS id;
      CREATE TABLE empty (id int);
      CREATE TABLE parts (id int) PARTITION BY RANGE (id);
      CREATE TABLE low PARTITION OF parts FOR VALUES FROM (0) TO (100);
      INSERT INTO parts SELECT generate_series(0, 49);
      ANALYZE analysed; ANALYZE low;`);
    await client.end();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('are read', async () => {
    const taken = await takeStats(server.url, now);
    const expected = { analysed: 5000, empty: 0, low: 50, never: undefined, parts: 50 };
    expect(rowsByName(taken)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, rows]) => [`public.${name}`, rows])),
    );
  });

  if (major === 13) return;

  it('are not waited for for long while a table is locked', async () => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE analysed IN ACCESS EXCLUSIVE MODE');
    await expect(takeStats(server.url, now)).rejects.toThrow(/the sizes cannot be read: .*lock timeout/);
    await client.end();
  });
});

describe.skipIf(missingMariadb !== undefined)(
  `the sizes of a MariaDB database${missingMariadb ? `: ${missingMariadb}` : ''}`,
  () => {
    let server: RunningServer;
    let url: string;

    beforeAll(async () => {
      server = await startMariadb();
      url = server.url.replace('localhost/', 'localhost/shop');
      const connection = await createConnection({ uri: server.url, multipleStatements: true });
      await connection.query(`
        CREATE DATABASE shop; USE shop;
        CREATE TABLE orders (id int PRIMARY KEY);
        INSERT INTO orders SELECT seq FROM seq_1_to_5000;
        CREATE TABLE kept (id int) WITH SYSTEM VERSIONING;
        CREATE VIEW no_table AS SELECT 1 AS a;
        CREATE DATABASE other; CREATE TABLE other.elsewhere (id int);
        ANALYZE TABLE orders, kept;`);
      await connection.end();
    });
    afterAll(async () => {
      await server.stop();
    });

    it('are those of the database that the URL names', async () => {
      const { orders, ...others } = rowsByName(await takeStats(url, now));
      expect(orders).toBeGreaterThan(4500);
      expect(orders).toBeLessThan(5500);
      expect(others).toEqual({ kept: 0 });
    });

    it('are the same by the script that is given away', async () => {
      const connection = await createConnection({ uri: url, multipleStatements: true, rowsAsArray: true });
      const [answers] = await connection.query(statsScripts.mysql);
      await connection.end();
      const file: unknown = Array.isArray(answers) ? answers.flat(2).at(-1) : undefined;
      expect(rowsByName(parseStats(JSON.stringify(file), 'stats'))).toEqual(rowsByName(await takeStats(url, now)));
    });

    it('need the name of one', async () => {
      await expect(takeStats(server.url, now)).rejects.toThrow(/names no database/);
    });
  },
);
