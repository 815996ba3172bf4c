import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { seed } from '../../src/trace/seed/seed.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine('pglite', { extensions: [] });
}, 120_000);
afterAll(() => engine.close());

const tables = `
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE DOMAIN small AS int CHECK (VALUE < 100);
  CREATE TABLE people (id uuid PRIMARY KEY, email varchar(12) NOT NULL UNIQUE, mood mood NOT NULL, age small NOT NULL);
  CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person uuid NOT NULL REFERENCES people, "order" numeric(6, 2) NOT NULL,
    status text NOT NULL CHECK (status IN ('new', 'paid')), tags text[] NOT NULL, paid_at timestamptz NOT NULL, total int GENERATED ALWAYS AS (1) STORED,
    CHECK (status <> 'paid' OR "order" > 0));
  CREATE TABLE events (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_2031 PARTITION OF events FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');
  CREATE TABLE impossible (a int NOT NULL CHECK (a > a))`;

it('puts rows that hold to every constraint into each table, and names the one that takes none', async () => {
  for (const sql of tables.split(';')) expect(await engine.run(sql)).toEqual({ ok: true });
  if (engine.query === undefined) throw new Error('PGlite cannot be asked');
  expect(await seed(engine.query, 50)).toEqual({
    tables: 3,
    empty: [{ table: 'impossible', reason: 'no row that was made up holds to its constraints' }],
  });
  const { rows } = await engine.query<{ readonly people: number; readonly orders: number; readonly events: number }>(
    `SELECT (SELECT count(*)::int FROM people) AS people, (SELECT count(*)::int FROM orders) AS orders,
       (SELECT count(*)::int FROM events) AS events`,
  );
  expect(rows).toEqual([{ people: 50, orders: 50, events: 50 }]);
});
