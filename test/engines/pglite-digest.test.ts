import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { describeDatabase, differingSubjects, runAll } from './described.ts';
import { differences, seeded } from './postgres/differences.ts';
import { totalityOf } from './postgres/totality.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine('pglite', { roles: ['reader', 'keeper'] });
}, 60_000);
// What cannot be dropped takes another database, which is made in seconds.
afterEach(() => engine.reset(), 60_000);
afterAll(() => engine.close());

describe('the digest of PGlite', () => {
  it('accounts for every catalog and every column of PostgreSQL', async () => {
    expect(engine.query === undefined ? undefined : await totalityOf(engine.query)).toEqual({
      unread: [],
      unknownColumns: [],
      printedAsNumbers: [],
    });
  });

  it('of an empty database is empty, also after a reset', async () => {
    expect(await engine.digest()).toEqual(new Map());
    await runAll(engine, [...seeded, 'CREATE EXTENSION citext', 'REVOKE USAGE ON SCHEMA public FROM PUBLIC']);
    await engine.reset();
    expect(await engine.digest()).toEqual(new Map());
  });

  it.each(differences)('tells $name, and nothing else', async ({ change, subjects }) => {
    await runAll(engine, seeded);
    const before = await describeDatabase(engine);
    await runAll(engine, change);
    expect(differingSubjects(before, await describeDatabase(engine))).toEqual(subjects);
  });

  it('does not depend on what a session has set', async () => {
    await runAll(engine, [
      ...seeded,
      'CREATE TABLE moment (at timestamptz, amount money)',
      "INSERT INTO moment VALUES ('2024-01-31T12:00Z', 1)",
    ]);
    const before = await describeDatabase(engine);
    await runAll(engine, [
      "SELECT set_config('search_path', 'pg_temp', false)",
      "SET TimeZone = 'Asia/Tokyo'",
      "SET DateStyle = 'German'",
      'SET quote_all_identifiers = on',
      'SET ROLE reader',
    ]);
    expect(differingSubjects(before, await describeDatabase(engine))).toEqual([]);
    expect(await engine.run('CREATE TABLE public.denied (a int)')).toMatchObject({ ok: false });
  });

  it('leaves out what belongs to an extension, and says what is granted and defined', async () => {
    await runAll(engine, [
      'CREATE EXTENSION citext',
      'CREATE TABLE t (a citext, b int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2))',
      'GRANT SELECT (a) ON t TO reader',
      'GRANT UPDATE ON t TO reader WITH GRANT OPTION',
      'ALTER TABLE t OWNER TO keeper',
      'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
      'CREATE POLICY mine ON t FOR SELECT TO reader USING (b > 1)',
    ]);
    const digest = await engine.digest();
    const of = (start: string): readonly string[] =>
      [...digest].filter(([subject]) => subject.startsWith(start)).map(([subject, value]) => `${subject}: ${value}`);
    expect(of('extension')).toEqual([
      'extension citext: there',
      'extension citext, comment: data type for case-insensitive character strings',
      'extension citext, schema: public',
      expect.stringMatching(/^extension citext, version: 1\./),
    ]);
    expect(of('table public.t')).toEqual([
      'table public.t: there',
      'table public.t, column a: there',
      'table public.t, column a, grants to reader: SELECT',
      'table public.t, column a, type: public.citext',
      'table public.t, column b: there',
      'table public.t, column b, identity: always',
      'table public.t, column b, not null: true',
      'table public.t, column b, type: integer',
      'table public.t, grants to reader: UPDATE with grant option',
      'table public.t, order of columns: a, b',
      'table public.t, owner: keeper',
      'table public.t, row security: true',
    ]);
    expect(of('policy')).toEqual([
      'policy mine on public.t: there',
      'policy mine on public.t, command: r',
      'policy mine on public.t, permissive: true',
      'policy mine on public.t, roles: reader',
      'policy mine on public.t, using: (b > 1)',
    ]);
    expect(of('sequence public.t_b_seq')).toContain('sequence public.t_b_seq, increment: 2');
    expect([...digest.keys()].filter((subject) => /^(?:function|operator|cast|type)/.test(subject))).toEqual([]);
  });
});

describe('PGlite does not run', () => {
  it.each(['COPY t FROM STDIN', 'COPY t (a) TO STDOUT WITH (FORMAT csv)'])(
    '%s, which waits for a client',
    async (copy) => {
      expect(await engine.run(copy)).toEqual({
        ok: false,
        message:
          'COPY with STDIN or STDOUT would leave the scratch database, and was not run: it reaches the client program that the script was written for',
      });
    },
  );
});

describe('rows of PGlite', () => {
  it('are texts in an order of their own, up to a limit', async () => {
    await runAll(engine, [
      'CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a text, double int GENERATED ALWAYS AS (id * 2) STORED, at timestamptz)',
      "INSERT INTO t (a, at) VALUES ('b', '2024-01-31T12:00+02'), (NULL, NULL), ('a', NULL)",
    ]);
    expect(await engine.rows({ name: 't' }, 2)).toEqual({
      columns: ['id', 'a', 'double', 'at'],
      rows: [
        ['1', 'b', '2', '2024-01-31 10:00:00+00'],
        ['2', undefined, '4', undefined],
      ],
      isCut: true,
    });
    expect((await engine.rows({ name: 't' }, 3)).isCut).toBe(false);
  });

  it('of a partitioned table are those of its partitions', async () => {
    await runAll(engine, [
      'CREATE SCHEMA "My"',
      'CREATE TABLE "My".p (a int) PARTITION BY RANGE (a)',
      'CREATE TABLE "My"."p 1" PARTITION OF "My".p FOR VALUES FROM (1) TO (10)',
      'INSERT INTO "My".p VALUES (5)',
    ]);
    expect(await engine.tables()).toEqual([
      { schema: 'My', name: 'p' },
      { schema: 'My', name: 'p 1' },
    ]);
    expect((await engine.rows({ schema: 'My', name: 'p' }, 10)).rows).toEqual([]);
    expect((await engine.rows({ schema: 'My', name: 'p 1' }, 10)).rows).toEqual([['5']]);
  });
});
