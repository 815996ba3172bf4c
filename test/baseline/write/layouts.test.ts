import { describe, expect, it } from 'vitest';
import { baseOf, textOf } from './bases.ts';

const one = 'CREATE TABLE a (id integer PRIMARY KEY);\n';
const two = 'ALTER TABLE a ADD COLUMN note text;\n';
const table = 'CREATE TABLE a (id integer NOT NULL, note text, CONSTRAINT a_pkey PRIMARY KEY (id));\n';
const drop = 'DROP TABLE IF EXISTS a;\n';

describe('a base takes the version of the last migration that it replaces', () => {
  it('Prisma: a folder', async () => {
    const base = await baseOf({
      framework: 'prisma',
      files: {
        'm/20240101000000_a/migration.sql': one,
        'm/20240102000000_b/migration.sql': two,
        'm/20240103000000_c/migration.sql': two,
        'm/migration_lock.toml': 'provider = "postgresql"',
      },
      later: 1,
    });
    expect(base.files).toEqual([{ path: 'm/20240102000000_base/migration.sql', text: table }]);
    expect(base.removed).toEqual(['m/20240101000000_a/migration.sql', 'm/20240102000000_b/migration.sql']);
    expect(base.base.id).toBe('20240102000000_base');
    expect(base.notes).toEqual([]);
  });

  it('Drizzle: a file, its entry in the journal, and the last snapshot, which follows no other', async () => {
    const entry = (idx: number, tag: string): object => ({
      idx,
      version: '7',
      when: 100 + idx,
      tag,
      breakpoints: true,
    });
    const base = await baseOf({
      framework: 'drizzle',
      files: {
        'm/0000_a.sql': one,
        'm/0001_b.sql': two,
        'm/0002_c.sql': two,
        'm/meta/_journal.json': JSON.stringify({
          version: '7',
          dialect: 'postgresql',
          entries: [entry(0, '0000_a'), entry(1, '0001_b'), entry(2, '0002_c')],
        }),
        'm/meta/0000_snapshot.json': JSON.stringify({ id: 'i0', prevId: '00000000-0000-0000-0000-000000000000' }),
        'm/meta/0001_snapshot.json': JSON.stringify({ id: 'i1', prevId: 'i0', tables: {} }),
        'm/meta/0002_snapshot.json': JSON.stringify({ id: 'i2', prevId: 'i1' }),
      },
      later: 1,
    });
    expect(textOf(base, '0001_base.sql')).toBe(table);
    expect(JSON.parse(textOf(base, '_journal.json'))).toEqual({
      version: '7',
      dialect: 'postgresql',
      entries: [entry(1, '0001_base'), entry(2, '0002_c')],
    });
    expect(JSON.parse(textOf(base, '0001_snapshot.json'))).toEqual({
      id: 'i1',
      prevId: '00000000-0000-0000-0000-000000000000',
      tables: {},
    });
    expect(base.removed).toEqual(['m/0000_a.sql', 'm/0001_b.sql', 'm/meta/0000_snapshot.json']);
    expect(base.base.ledgerKey).toBe('101');
  });

  it('Drizzle: says when there is no snapshot', async () => {
    const entries = [{ idx: 0, when: 1, tag: '0000_a' }];
    const journal = JSON.stringify({ dialect: 'postgresql', entries });
    const { notes } = await baseOf({
      framework: 'drizzle',
      files: { 'm/0000_a.sql': one, 'm/meta/_journal.json': journal },
    });
    expect(notes).toEqual([expect.stringMatching(/^m\/meta\/0000_snapshot\.json is not there/)]);
  });

  it('Flyway: a baseline migration; what is repeatable stays in its file', async () => {
    const base = await baseOf({
      framework: 'flyway',
      files: {
        'm/V1.1__a.sql': one,
        'm/V1.2__b.sql': two,
        'm/R__views.sql': 'CREATE OR REPLACE VIEW v AS SELECT id FROM a;\n',
      },
    });
    expect(base.files).toEqual([{ path: 'm/B1.2__base.sql', text: table }]);
    expect(base.removed).toEqual(['m/V1.1__a.sql', 'm/V1.2__b.sql']);
    expect(base.base).toMatchObject({ id: 'B1.2__base', ledgerKey: '1.2' });
  });

  it('Flyway: what looks like a placeholder is none', async () => {
    const base = await baseOf({
      framework: 'flyway',
      files: {
        'm/V1__a.sql': "CREATE TABLE a (note text DEFAULT '${x}');\n",
        'm/V1__a.sql.conf': 'placeholderReplacement=false',
      },
    });
    expect(textOf(base, 'B1__base.sql.conf')).toBe('placeholderReplacement=false\n');
  });

  it('Supabase: a file', async () => {
    const base = await baseOf({
      framework: 'supabase',
      folder: 'supabase/migrations',
      files: { 'supabase/migrations/1_a.sql': one, 'supabase/migrations/2_b.sql': two },
    });
    expect(base.files).toEqual([{ path: 'supabase/migrations/2_base.sql', text: table }]);
  });

  it('dbmate: a file with both ways', async () => {
    const marks = (sql: string): string => `-- migrate:up\n${sql}-- migrate:down\n`;
    const base = await baseOf({ framework: 'dbmate', files: { 'm/1_a.sql': marks(one), 'm/2_b.sql': marks(two) } });
    expect(base.files).toEqual([
      { path: 'm/2_base.sql', text: `-- migrate:up\n\n${table}\n-- migrate:down\n\n${drop}` },
    ]);
  });

  it('goose: a file with both ways, and marks around what must not be cut', async () => {
    const body = 'CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n';
    const base = await baseOf({
      framework: 'goose',
      files: {
        'm/00001_a.sql': `-- +goose Up\n${one}`,
        'm/00002_b.sql': `-- +goose Up\n-- +goose StatementBegin\n${body}-- +goose StatementEnd\n`,
      },
    });
    expect(textOf(base, 'm/00002_base.sql')).toMatchInlineSnapshot(`
      "-- +goose Up

      CREATE TABLE a (id integer NOT NULL, CONSTRAINT a_pkey PRIMARY KEY (id));

      -- +goose StatementBegin
      CREATE FUNCTION f() RETURNS integer language plpgsql AS $$ BEGIN RETURN 1; END $$;
      -- +goose StatementEnd

      -- +goose Down

      DROP FUNCTION f();

      DROP TABLE IF EXISTS a;
      "
    `);
    expect(base.base).toMatchObject({ id: '00002_base', ledgerKey: '2' });
  });

  it('golang-migrate and Diesel: a file for each way', async () => {
    const migrate = await baseOf({
      framework: 'golang-migrate',
      files: { 'm/1_a.up.sql': one, 'm/1_a.down.sql': drop, 'm/2_b.up.sql': two, 'm/2_b.down.sql': '' },
    });
    expect(migrate.files).toEqual([
      { path: 'm/2_base.up.sql', text: table },
      { path: 'm/2_base.down.sql', text: drop },
    ]);
    expect(migrate.removed).toEqual(['m/1_a.up.sql', 'm/1_a.down.sql', 'm/2_b.up.sql', 'm/2_b.down.sql']);
    const diesel = await baseOf({
      framework: 'diesel',
      files: { 'm/2024-01-01-000000_a/up.sql': one, 'm/2024-01-02-000000_b/up.sql': two },
    });
    expect(diesel.files.map(({ path }) => path)).toEqual([
      'm/2024-01-02-000000_base/up.sql',
      'm/2024-01-02-000000_base/down.sql',
    ]);
    expect(diesel.base.ledgerKey).toBe('20240102000000');
  });

  it('postgres-migrations: number 1, since its numbers have no gap', async () => {
    const base = await baseOf({
      framework: 'postgres-migrations',
      files: { 'm/0001_a.sql': one, 'm/0002_b.sql': two, 'm/0003_c.sql': two },
      later: 1,
    });
    expect(base.files).toEqual([{ path: 'm/0001_base.sql', text: table }]);
    expect(base.notes).toEqual([expect.stringMatching(/number the 1 later migrations from 2 on/)]);
  });

  it('DbUp: batches', async () => {
    const base = await baseOf({
      framework: 'dbup',
      dialect: 'sqlserver',
      files: {
        'm/Script0001 - a.sql': 'CREATE TABLE a (id int NOT NULL);',
        'm/Script0002 - b.sql': 'CREATE VIEW v AS SELECT id FROM a;',
      },
    });
    expect(textOf(base, 'm/Script0002_base.sql')).toBe(
      'CREATE TABLE a (\n  id int NOT NULL\n);\nGO\n\nCREATE VIEW v AS SELECT id FROM a;\nGO\n',
    );
  });

  it('plain files: both ways where the old ones have both', async () => {
    const base = await baseOf({
      framework: 'sql',
      files: { 'm/V0001.a.up.sql': one, 'm/V0001.a.down.sql': drop, 'm/V0002.b.up.sql': two },
    });
    expect(base.files.map(({ path }) => path)).toEqual(['m/V0002_base.up.sql', 'm/V0002_base.down.sql']);
  });

  it('says when the tool would run a later migration first', async () => {
    const { notes } = await baseOf({
      framework: 'prisma',
      files: { 'm/1_a/migration.sql': one, 'm/1_aa/migration.sql': two },
      later: 1,
    });
    expect(notes).toEqual(['The tool runs 1_aa before 1_base: give the base a name that comes first']);
  });
});
