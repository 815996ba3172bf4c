import path from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDialect } from '../../src/dialects/index.ts';
import type { ReadOnlyDatabase } from '../../src/connections/read-only.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { openEngine } from '../../src/engines/index.ts';
import { displayName } from '../../src/model/names.ts';
import { plainText } from '../../src/model/source-text.ts';
import type { Statistics } from '../../src/model/table-size.ts';
import { parseStats } from '../../src/stats/file.ts';
import { statsQueries, statsScripts } from '../../src/stats/queries.ts';
import { takeStats } from '../../src/stats/take.ts';
import { temporaryFolder } from '../history/repository.ts';

const now = new Date('2026-01-31T12:00:00.123Z');

function rowsByName({ tables }: Statistics): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(tables.map(({ name, rows }) => [displayName(name), rows]));
}

/** A database that answers every query in the same way. */
function answering(answer: () => Promise<readonly Record<string, unknown>[]>): {
  readonly connect: () => Promise<ReadOnlyDatabase>;
  readonly isClosed: () => boolean;
} {
  let isClosed = false;
  return {
    isClosed: () => isClosed,
    connect: () =>
      Promise.resolve({
        dialect: 'mysql',
        query: answer,
        close() {
          isClosed = true;
          return Promise.resolve();
        },
      }),
  };
}

describe('the sizes of a PostgreSQL database', () => {
  let taken: Statistics;
  let script: unknown;

  beforeAll(async () => {
    const engine = await openEngine('pglite');
    const { query } = engine;
    if (query === undefined) throw new Error('PGlite can be asked');
    for (const sql of [
      'CREATE TABLE analysed (id int)',
      'INSERT INTO analysed SELECT generate_series(1, 5000)',
      'ANALYZE analysed',
      'INSERT INTO analysed SELECT generate_series(1, 5000)',
      'CREATE TABLE never (id int)',
      'INSERT INTO never VALUES (1)',
      'CREATE TABLE empty (id int)',
      'CREATE SCHEMA app',
      'CREATE TABLE app.parts (id int) PARTITION BY RANGE (id)',
      'CREATE TABLE app.low PARTITION OF app.parts FOR VALUES FROM (0) TO (100)',
      'CREATE TABLE app.high PARTITION OF app.parts FOR VALUES FROM (100) TO (200)',
      'INSERT INTO app.parts SELECT generate_series(0, 149)',
      'ANALYZE app.parts',
      'CREATE TABLE app.half (id int) PARTITION BY RANGE (id)',
      'CREATE TABLE app.half_one PARTITION OF app.half FOR VALUES FROM (0) TO (100)',
      'INSERT INTO app.half VALUES (1)',
      'CREATE MATERIALIZED VIEW seen AS SELECT id FROM analysed',
      'ANALYZE seen',
      'CREATE VIEW no_table AS SELECT 1 AS a',
    ]) {
      expect(await engine.run(sql)).toEqual({ ok: true });
    }
    const database: ReadOnlyDatabase = {
      dialect: 'postgres',
      query: async (sql) => (await query<Record<string, unknown>>(sql)).rows,
      close: () => Promise.resolve(),
    };
    taken = await takeStats('postgres://app@db/shop', now, () => Promise.resolve(database));
    const answer = await query<{ readonly json_build_object: unknown }>(statsScripts.postgres);
    script = answer.rows[0]?.json_build_object;
    await engine.close();
  });

  it('are of the tables that people made, with those of partitions added up', () => {
    expect(taken).toMatchObject({ dialect: 'postgres', takenAt: '2026-01-31T12:00:00Z' });
    const { 'public.analysed': analysed, ...others } = rowsByName(taken);
    // As the planner does: the rows to a page of the last ANALYZE, times the pages of now.
    expect(analysed).toBeGreaterThan(9000);
    expect(analysed).toBeLessThan(11_000);
    expect(others).toEqual({
      'public.empty': 0,
      'public.never': undefined,
      'public.seen': 10_000,
      'app.parts': 150,
      'app.low': 100,
      'app.high': 50,
      'app.half': undefined,
      'app.half_one': undefined,
    });
  });

  it('hold the bytes of tables', () => {
    expect(taken.tables.find(({ name }) => name.name === 'analysed')?.bytes).toBeGreaterThan(100_000);
  });

  it('are the same by the script that is given away', () => {
    const file = parseStats(JSON.stringify(script), 'stats');
    expect(rowsByName(file)).toEqual(rowsByName(taken));
  });
});

describe('the sizes of a file of SQLite', () => {
  it('are what ANALYZE has counted, and counted where it has not', async () => {
    const file = path.join(temporaryFolder(), 'shop.db');
    const database = new sqlite.Database(file);
    database.exec(`
      CREATE TABLE analysed (id INTEGER PRIMARY KEY, a TEXT);
      CREATE INDEX some ON analysed (a) WHERE a IS NOT NULL;
      INSERT INTO analysed VALUES (1, 'a'), (2, 'b'), (3, NULL);
      ANALYZE;
      CREATE TABLE "od""d" (id INTEGER);
      INSERT INTO "od""d" VALUES (1), (2);
      CREATE TABLE empty (id INTEGER);`);
    database.close();
    expect(await takeStats(`file:${file}`, now)).toEqual({
      dialect: 'sqlite',
      takenAt: '2026-01-31T12:00:00Z',
      tables: [
        { name: { name: 'analysed' }, rows: 3 },
        { name: { name: 'empty' }, rows: 0 },
        { name: { name: 'od"d' }, rows: 2 },
      ],
    });
  });
});

describe('a database that cannot be asked', () => {
  const url = 'mysql://app:s3cret@db/shop';

  it('is said without its password, and is closed', async () => {
    const { connect, isClosed } = answering(() => Promise.reject(new Error('no rights for s3cret')));
    await expect(takeStats(url, now, connect)).rejects.toThrow('the sizes cannot be read: no rights for ***');
    expect(isClosed()).toBe(true);
  });

  it('is a server of MySQL without a database', async () => {
    const { connect } = answering(() => Promise.resolve([{ name: null }]));
    await expect(takeStats(url, now, connect)).rejects.toThrow(/names no database/);
  });

  it.each([
    ['mssql://sa:s3cret@db/shop', /^SQL Server cannot be asked from here\. `mig-lint stats --query sqlserver`/],
    ['oracle://s3cret', /^that is no URL of a database that can be asked/],
    ['postgres://app:s3cret@127.0.0.1:1/shop', /^the database cannot be reached: .*ECONNREFUSED/],
    ['file:/nothing/here.db', /^the database cannot be reached/],
  ])('%s', async (given, message) => {
    await expect(takeStats(given, now)).rejects.toThrow(message);
    await expect(takeStats(given, now)).rejects.not.toThrow(/s3cret/);
  });
});

describe('what is sent only asks', () => {
  const dialects: (readonly [name: keyof typeof statsQueries, dialect: Dialect])[] = [];
  beforeAll(async () => {
    for (const name of ['postgres', 'mysql', 'sqlserver'] as const) dialects.push([name, await loadDialect(name)]);
  });

  it.each(['postgres', 'mysql', 'sqlserver'] as const)('%s', (name) => {
    const dialect = dialects.find(([one]) => one === name)?.[1];
    const kinds = (sql: string): readonly string[] =>
      dialect?.read(plainText('', sql)).statements.flatMap(({ operations }) => operations.map(({ kind }) => kind)) ??
      [];
    expect(kinds(statsQueries[name])).toEqual(['Query']);
    expect(kinds(statsScripts[name]).filter((kind) => kind !== 'SetVariable')).toEqual(['Query']);
  });
});
