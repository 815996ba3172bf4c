import { afterAll, describe, expect, it } from 'vitest';
import type { KeptRows } from '../../../src/baseline/write/index.ts';
import { openEngine } from '../../../src/engines/index.ts';
import { scriptsOf } from '../../engines/fixtures.ts';
import { baseOf, textOf } from './bases.ts';
import { compare } from './compare.ts';

const pglite = await openEngine('pglite');
const sqlite = await openEngine('sqlite');
afterAll(async () => {
  await pglite.close();
  await sqlite.close();
});

describe.each([
  ['PostgreSQL', pglite],
  ['SQLite', sqlite],
] as const)('the base of what replays on %s', (_, engine) => {
  it.each(scriptsOf(engine.dialect))('$name: is the same, in one go, and goes away again', async ({ sql }) => {
    const { old, base, left, refused } = await compare(engine, sql);
    expect(refused).toEqual([]);
    expect(base).toEqual(old);
    expect(left).toEqual([]);
  });
});

describe('the base comes in an order that works', () => {
  it.each([
    ['a view of a view', 'create view b as select 1 as x; create view a as select x from b'],
    [
      'a function in a default, one in SQL that reads a table, and a view that calls it',
      `create function next_no() returns int language plpgsql as $$ begin return 1; end $$;
       create table z (no int default next_no());
       create function how_many() returns bigint language sql as 'select count(*) from z';
       create view a as select how_many() as n`,
    ],
    [
      'a type, a domain over it, and a table of the domain',
      `create type mood as enum ('sad'); create domain a_mood as mood check (value is not null);
       create table a (m a_mood, ms mood[])`,
    ],
    [
      'indexes of a materialized view',
      `create table t (a int); create materialized view mv as select a from t;
       create unique index mv_a on mv (a); create index mv_b on mv ((a + 1)); drop index mv_b`,
    ],
    [
      'a function over rows of a table, and a trigger',
      `create table t (a int); create function f(t) returns int language sql immutable as 'select $1.a';
       create function g() returns trigger language plpgsql as $$ declare r t%rowtype; begin return new; end $$;
       create trigger tr before insert on t for each row execute function g(); create index t_f on t (f(t))`,
    ],
    [
      'a policy, row security and an expression index',
      `create table t (a text); alter table t enable row level security;
       create function mine(text) returns boolean language sql immutable as 'select $1 = ''x''';
       create policy p on t using (mine(a)); create index t_mine on t (mine(a))`,
    ],
    [
      'tables that point to one another',
      'create table a (id int primary key, b int); create table b (id int primary key, a int references a); alter table a add foreign key (b) references b',
    ],
    [
      'sequences that belong to a role',
      'create sequence s; alter sequence s owner to current_user; create table t (id serial); alter table t owner to current_user',
    ],
    [
      'a sequence with an owner',
      "create sequence s start 5; create table t (a bigint default nextval('s')); alter sequence s owned by t.a",
    ],
    [
      'what only ALTER says of a column',
      'create table t (a int, b int); alter table t alter a set statistics 500, add constraint b_there not null b',
    ],
  ])('%s', async (_, sql) => {
    const { old, base, left, refused } = await compare(pglite, sql);
    expect(refused).toEqual([]);
    expect(base).toEqual(old);
    expect(left).toEqual([]);
  });

  it('SQLite: a table behind the one that its key points to', async () => {
    const sql = 'create table b (a_id int references a (id)); create table a (id integer primary key)';
    const text = textOf(await baseOf({ framework: 'sql', dialect: 'sqlite', files: { 'm/1.sql': sql } }), '1_base.sql');
    expect(text.indexOf('CREATE TABLE a ')).toBeLessThan(text.indexOf('CREATE TABLE b '));
  });
});

describe('what no schema holds', () => {
  const base = async (...migrations: readonly string[]): ReturnType<typeof baseOf> =>
    baseOf({
      framework: 'sql',
      files: Object.fromEntries(migrations.map((sql, at) => [`m/${at + 1}_x.sql`, sql])),
    });

  it('comments and grants come back where what they are on is there', async () => {
    const { files, notes } = await base(
      `create table t (a int); create table gone (a int); create role_less_view;
       create function f(a int) returns int language sql as 'select 1';
       comment on function f(int) is 'it''s one'; comment on table t is 'rows';
       grant select on t to public; grant select on gone to public; grant execute on function f(int) to public`,
      'drop table gone',
    );
    expect(files[0]?.text).toContain("COMMENT ON FUNCTION f(integer) IS 'it''s one'");
    expect(files[0]?.text).toContain("COMMENT ON TABLE t IS 'rows'");
    expect(files[0]?.text.match(/GRANT .*/gi)).toHaveLength(2);
    expect(notes.join('\n')).toMatch(/1_x\.sql:4: not said again.*gone/);
    expect(notes.join('\n')).toMatch(/1_x\.sql:1: not understood/);
  });

  it('is told with its place', async () => {
    const { notes } = await base(
      `create table t (a int);
call fill();
select cron.schedule('x', '* * * * *', 'select 1');
create index on others (a);
insert into others values (1);
grant select on all tables in schema public to public;`,
    );
    expect(notes).toEqual([
      expect.stringMatching(/^others has to be there already, or to be carried over by hand.*\(m\/1_x\.sql:4\)$/),
      expect.stringMatching(/^m\/1_x\.sql:2: calls what only the database knows/),
      expect.stringMatching(/^m\/1_x\.sql:3: a query that calls a function for its effect/),
      expect.stringMatching(/^m\/1_x\.sql:5: changes rows of others/),
      expect.stringMatching(/^m\/1_x\.sql:6: not said again/),
    ]);
  });

  it('extended statistics, rules and operators come back as they were defined and altered', async () => {
    const sql = `create table t (a int, b int);
      create statistics st on a, b from t; alter statistics st set statistics 200;
      create rule r as on delete to t do instead nothing;
      create function same(int, int) returns boolean language sql as 'select $1 = $2';
      create operator === (leftarg = int, rightarg = int, function = same)`;
    const { refused, old, base: made } = await compare(pglite, sql);
    expect(refused).toEqual([]);
    expect(made).toEqual(old);
  });
});

describe('rows that are kept', () => {
  const postgres = `create table parent (id int generated always as identity primary key, doc jsonb, bin bytea, tags text[], b bool);
    create table child (id serial primary key, parent_id int references parent, note text, doubled int generated always as (1) stored)`;
  const data: readonly KeptRows[] = [
    {
      table: { name: 'child' },
      columns: ['id', 'parent_id', 'note', 'doubled'],
      rows: [['7', '3', "it's \\ ok", '1']],
    },
    {
      table: { name: 'parent' },
      columns: ['id', 'doc', 'bin', 'tags', 'b'],
      rows: [
        ['3', '{"a": "\'"}', '\\x00ff', '{"a,b",NULL}', 't'],
        ['4', undefined, undefined, undefined, 'f'],
      ],
    },
  ];

  it('PostgreSQL: in the order of their keys, and numbers go on behind them', async () => {
    const base = await baseOf({ framework: 'sql', files: { 'm/1.sql': postgres }, data });
    await pglite.reset();
    for (const sql of textOf(base, '1_base.sql')
      .split(/;\n/)
      .filter((one) => one.trim() !== '')) {
      expect(await pglite.run(sql)).toEqual({ ok: true });
    }
    for (const { table, columns, rows } of data) {
      const found = await pglite.rows(table, 10);
      expect(found.columns).toEqual(columns);
      expect(
        found.rows.map((row) => row.map((value) => (value === 'true' ? 't' : value === 'false' ? 'f' : value))),
      ).toEqual(rows);
    }
    await pglite.run("insert into child (note) values ('next')");
    expect((await pglite.rows({ name: 'child' }, 10)).rows.map(([id]) => id)).toEqual(['7', '8'].toSorted());
  });

  it('SQLite: bytes as bytes, and values of a column without a type as they are', async () => {
    const rows: KeptRows = {
      table: { name: 't' },
      columns: ['id', 'note', 'bin', 'any'],
      rows: [
        ['1', "it's", "X'00FF'", "'7'"],
        ['2', undefined, undefined, '7'],
      ],
    };
    const sql = 'create table t (id integer primary key, note text, bin blob, any)';
    const base = await baseOf({ framework: 'sql', dialect: 'sqlite', files: { 'm/1.sql': sql }, data: [rows] });
    await sqlite.reset();
    expect(await sqlite.run(textOf(base, '1_base.sql'))).toEqual({ ok: true });
    expect((await sqlite.rows({ name: 't' }, 10)).rows).toEqual(rows.rows);
  });

  it('says when tables point to one another in a circle', async () => {
    const sql = `create table a (id int primary key, b int); create table b (id int primary key, a int references a);
      alter table a add constraint a_b foreign key (b) references b`;
    const kept = ['a', 'b'].map((name): KeptRows => ({ table: { name }, columns: ['id'], rows: [['1']] }));
    const { notes } = await baseOf({ framework: 'sql', files: { 'm/1.sql': sql }, data: kept });
    expect(notes).toEqual([expect.stringMatching(/^The rows of .* point to one another/)]);
  });
});
