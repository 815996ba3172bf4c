import { beforeAll, describe, expect, it, test } from 'vitest';
import { kysely } from '../../../src/frameworks/kysely/index.ts';
import { loadDialect } from '../../../src/dialects/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { idsOf, inMemory, readProject } from '../reading.ts';

beforeAll(() => kysely.prepare?.());

function migration(up: string): string {
  return `import { Kysely, sql } from 'kysely';\nexport async function up(db: Kysely<any>) {\n${up}\n}\n`;
}

const imports: Readonly<Record<DialectName, string>> = {
  postgres: 'PostgresDialect',
  mysql: 'MysqlDialect',
  sqlite: 'SqliteDialect',
  sqlserver: 'MssqlDialect',
};

/** The SQL that Kysely sends for the statements of an `up`. */
async function sqlOf(up: string, dialect: DialectName = 'postgres'): Promise<readonly (string | undefined)[]> {
  const config = `import { ${imports[dialect]} } from 'kysely';`;
  const contents = { 'migrations/1_a.ts': migration(up), 'kysely.config.ts': config };
  const { migrations } = await readProject(kysely, contents);
  return migrations.flatMap((one) => one.up.map(({ sql }) => sql?.trim()));
}

describe('a call is read as the SQL that Kysely sends', () => {
  test.each([
    [
      'createTable',
      `await db.schema.createTable('a.t').ifNotExists()
        .addColumn('id', 'serial', (col) => col.primaryKey())
        .addColumn('b', 'varchar(10)', (col) => col.notNull().defaultTo('x').unique())
        .addColumn('c', sql\`text[]\`, (col) => col.references('u.id').onDelete('set null'))
        .addForeignKeyConstraint('fk', ['b'], 'v', ['b'], (cb) => cb.onUpdate('cascade'))
        .execute();`,
      'create table if not exists "a"."t" ("id" serial primary key, "b" varchar(10) default \'x\' not null unique, ' +
        '"c" text[] references "u" ("id") on delete set null, ' +
        'constraint "fk" foreign key ("b") references "v" ("b") on update cascade)',
    ],
    [
      'alterTable',
      `await db.schema.alterTable('t').addColumn('a', 'text').dropColumn('b').alterColumn('c', (ac) => ac.setNotNull()).execute();`,
      'alter table "t" add column "a" text, drop column "b", alter column "c" set not null',
    ],
    [
      'addUniqueConstraint',
      `await db.schema.alterTable('t').addUniqueConstraint('u', ['a', 'b']).execute();`,
      'alter table "t" add constraint "u" unique ("a", "b")',
    ],
    [
      'dropConstraint',
      `await db.schema.alterTable('t').dropConstraint('u').ifExists().cascade().execute();`,
      'alter table "t" drop constraint if exists "u" cascade',
    ],
    [
      'createIndex',
      `await db.schema.createIndex('i').unique().on('t').using('btree').columns(['a', 'b desc']).where('a', 'is not', null).execute();`,
      'create unique index "i" on "t" using btree ("a", "b" desc) where "a" is not NULL',
    ],
    ['withSchema', `await db.schema.withSchema('s').dropTable('t').execute();`, 'drop table "s"."t"'],
    [
      'createType',
      `await db.schema.createType('e').asEnum(['a', 'b']).execute();`,
      `create type "e" as enum ('a', 'b')`,
    ],
    [
      'createView',
      `await db.schema.createView('v').orReplace().as(db.selectFrom('t').select(['a', 'b as c'])).execute();`,
      'create or replace view "v" as select "a", "b" as "c" from "t"',
    ],
    [
      'sql with its helpers',
      "await sql`drop index ${sql.id('s', 'i')}, ${sql.ref('s.j')}; select ${sql.lit(1)}, ${'x'}, ${sql.raw('now()')}`.execute(db);",
      `drop index "s"."i", "s"."j"; select 1, 'x', now()`,
    ],
    [
      'updateTable',
      `await db.updateTable('t').set({ a: 1 }).where('b', '=', process.env.B).execute();`,
      'update "t" set "a" = 1 where "b" = $1',
    ],
    [
      'insertInto',
      `await db.insertInto('t').values([{ a: 1 }, { a: 2 }]).execute();`,
      'insert into "t" ("a") values (1), (2)',
    ],
  ])('%s', async (_, up, expected) => {
    expect(await sqlOf(up)).toEqual([expected]);
  });

  it.each([
    ['mysql', 'create index `i` using btree on `t` (`a`)'],
    ['sqlite', 'create index "i" on "t" using btree ("a")'],
    ['sqlserver', 'create index [i] on [t] using btree ([a])'],
  ] as const)('in the words of %s', async (dialect, expected) => {
    const up = `await db.schema.createIndex('i').on('t').using('btree').column('a').execute();`;
    expect(await sqlOf(up, dialect)).toEqual([expected]);
  });
});

it('a column is nullable unless it says otherwise', async () => {
  const text = migration(`await db.schema.alterTable('t').addColumn('a', 'text').execute();`);
  const { migrations } = await readProject(kysely, { 'migrations/1_a.ts': text });
  expect(migrations[0]?.up[0]?.operations).toMatchObject([
    { kind: 'AddColumn', column: { name: 'a', nullable: true } },
  ]);
});

it('an operation stands where its call does', async () => {
  const text = migration(`await db.schema.alterTable('t').addColumn('a', 'text').dropColumn('b').execute();`);
  const { migrations } = await readProject(kysely, { 'migrations/1_a.ts': text });
  const places = migrations[0]?.up[0]?.operations.map(({ span }) => text.slice(span.start, span.end));
  expect(places).toEqual([`addColumn('a', 'text')`, `dropColumn('b')`]);
});

it.each([
  ['what is never run', `db.schema.dropTable('t');`, 'execution', 'NoChange'],
  ['what nobody waits for', `db.schema.dropTable('t').execute();`, 'await', 'DropTable'],
])('%s says so', async (_, up, what, kind) => {
  const { migrations } = await readProject(kysely, { 'migrations/1_a.ts': migration(up) });
  expect(migrations[0]?.up).toMatchObject([{ forgotten: { what }, operations: [{ kind }] }]);
});

it('a chain is found by one import of Kysely, and ordered by names without extension', async () => {
  const other = 'export async function up(db) {}';
  expect(
    await idsOf(kysely, {
      'migrations/2_b.js': other,
      'migrations/10_c.ts': migration(''),
      'migrations/index.ts': "export * from './2_b.js';",
    }),
  ).toEqual(['10_c', '2_b']);
});

it.each([
  ['postgres', 'whole-batch'],
  ['mysql', 'none'],
  ['sqlite', 'none'],
  ['sqlserver', 'whole-batch'],
] as const)('on %s the transaction is %s', async (dialect, transaction) => {
  const contents = { [`${dialect}/migrations/1_a.ts`]: migration('') };
  const { chain, migrations } = await readProject(kysely, contents);
  expect([chain.dialect, migrations[0]?.transaction]).toEqual([dialect, transaction]);
});

it.each([
  ['DROP TABLE t', `await db.schema.dropTable('t').execute();`],
  [
    'ALTER TABLE t ADD COLUMN a text NOT NULL',
    `await db.schema.alterTable('t').addColumn('a', 'text', (col) => col.notNull()).execute();`,
  ],
  ['ALTER TABLE t RENAME COLUMN a TO b', `await db.schema.alterTable('t').renameColumn('a', 'b').execute();`],
  ['CREATE INDEX i ON t (a DESC)', `await db.schema.createIndex('i').on('t').column('a desc').execute();`],
  ['CREATE INDEX CONCURRENTLY i ON t (a)', 'await sql`CREATE INDEX CONCURRENTLY i ON t (a)`.execute(db);'],
])('%s is written in the words of Kysely', async (sql, expected) => {
  const text = migration('  ');
  const { migrations } = await readProject(kysely, { 'migrations/1_a.ts': text });
  const dialect = await loadDialect('postgres');
  const operations = dialect.read({ file: '', text: sql, pieces: [] }).statements.flatMap((one) => one.operations);
  const [own] = migrations;
  const offset = text.indexOf('{\n  ') + 4;
  expect(own && kysely.write({ migration: own, operations, text, offset, dialect })).toBe(expected);
});

it('a call goes away with its await, its semicolon and its line', async () => {
  const text = migration(`  await db.schema.dropTable('t').execute();`);
  const { migrations } = await readProject(kysely, { 'migrations/1_a.ts': text });
  const [statement] = migrations[0]?.up ?? [];
  const extent = statement && kysely.extent(statement, text);
  expect(text.slice(extent?.start, extent?.end)).toBe(`  await db.schema.dropTable('t').execute();\n`);
});

it('SQL of another tool is no chain', () => {
  expect(
    kysely.detect(inMemory({ 'migrations/1_a.js': 'exports.up = (knex) => knex.schema.dropTable("t");' })),
  ).toEqual([]);
});
