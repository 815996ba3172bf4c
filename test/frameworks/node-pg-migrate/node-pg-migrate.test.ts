import { beforeAll, describe, expect, it, test } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { nodePgMigrate } from '../../../src/frameworks/node-pg-migrate/index.ts';
import { idsOf, problemsOf, readProject } from '../reading.ts';

beforeAll(() => nodePgMigrate.prepare?.());

async function read(text: string, extension = 'js'): ReturnType<typeof readProject> {
  return readProject(nodePgMigrate, { [`migrations/1_a.${extension}`]: text });
}

async function sqlOf(call: string, side: 'up' | 'down' = 'up'): Promise<readonly (string | undefined)[]> {
  const { migrations } = await read(`exports.up = (pgm) => {\n${call}\n};`);
  return (migrations[0]?.[side] ?? []).map(({ sql }) => sql);
}

describe('a call is read as the SQL that node-pg-migrate sends', () => {
  test.each([
    [
      'createTable',
      `pgm.createTable('t', { id: 'id', n: { type: 'int', notNull: true, default: 1 }, u: { type: 'int', references: 'users', onDelete: 'CASCADE' } }, { ifNotExists: true });`,
      'CREATE TABLE IF NOT EXISTS "t" ("id" serial PRIMARY KEY, "n" integer DEFAULT 1 NOT NULL, "u" integer REFERENCES "users" ON DELETE CASCADE)',
    ],
    [
      'a primary key of several columns',
      `pgm.createTable({ schema: 's', name: 't' }, { a: { type: 'int', primaryKey: true }, b: { type: 'int', primaryKey: true } });`,
      'CREATE TABLE "s"."t" ("a" integer, "b" integer, CONSTRAINT "t_pkey" PRIMARY KEY ("a", "b"))',
    ],
    [
      'constraints with the names that it makes',
      `pgm.addConstraint('t', null, { unique: ['a', 'b'], check: ['a > 0', 'b > 0'], foreignKeys: { columns: 'c', references: 'u(id)' } });`,
      'ALTER TABLE "t" ADD CONSTRAINT "t_chck_1" CHECK (a > 0), ADD CONSTRAINT "t_chck_2" CHECK (b > 0), ADD CONSTRAINT "t_uniq_a_b" UNIQUE ("a", "b"), ADD CONSTRAINT "t_fk_c" FOREIGN KEY ("c") REFERENCES u(id)',
    ],
    [
      'an index with the name that it makes',
      `pgm.createIndex('t', ['a', 'b']);`,
      'CREATE INDEX "t_a_b_index" ON "t" ("a", "b")',
    ],
    [
      'a unique index on an expression',
      `pgm.createIndex('t', 'lower(a)', { unique: true, concurrently: true, name: 'i', where: 'b' });`,
      'CREATE UNIQUE INDEX CONCURRENTLY "i" ON "t" ((lower(a))) WHERE b',
    ],
    [
      'dropIndex',
      `pgm.dropIndex('t', 'a', { unique: true, ifExists: true });`,
      'DROP INDEX IF EXISTS "t_a_unique_index"',
    ],
    [
      'alterColumn',
      `pgm.alterColumn('t', 'a', { type: 'bigint', using: 'a::bigint', notNull: true, default: null });`,
      'ALTER TABLE "t" ALTER "a" DROP DEFAULT, ALTER "a" SET DATA TYPE bigint USING a::bigint, ALTER "a" SET NOT NULL',
    ],
    [
      'func',
      `pgm.addColumn('t', { a: { type: 'datetime', default: pgm.func('now()') } });`,
      'ALTER TABLE "t" ADD "a" timestamp DEFAULT now()',
    ],
    ['sql with arguments', `pgm.sql('UPDATE {t} SET a = {n}', { t: 'x', n: 1 });`, 'UPDATE "x" SET a = 1'],
    [
      'a string as a value',
      `pgm.addTypeValue('e', 'x', { after: 'y' });`,
      'ALTER TYPE "e" ADD VALUE $pga$x$pga$ AFTER $pga$y$pga$',
    ],
  ])('%s', async (_, call, expected) => {
    expect(await sqlOf(call)).toEqual([expected]);
  });
});

describe('without a down', () => {
  it('every call is turned round, the last one first', async () => {
    const calls = `pgm.createTable('t', { a: 'int' }); pgm.renameColumn('t', 'a', 'b'); pgm.createIndex('t', 'b');`;
    expect(await sqlOf(calls, 'down')).toEqual([
      'DROP INDEX "t_b_index"',
      'ALTER TABLE "t" RENAME "b" TO "a"',
      'DROP TABLE "t"',
    ]);
  });

  it('a call that cannot be turned round is reported', async () => {
    const text = `exports.up = (pgm) => { pgm.sql('SELECT 1'); };`;
    expect(await problemsOf(nodePgMigrate, { 'migrations/1_a.js': text })).toEqual([
      'There is no down, and node-pg-migrate cannot infer the way back of pgm.sql()',
    ]);
  });
});

it('down = false says that there is no way back', async () => {
  const { migrations } = await read(`exports.up = (pgm) => { pgm.sql('SELECT 1'); };\nexports.down = false;`);
  expect([migrations[0]?.down, migrations[0]?.problems]).toEqual([undefined, []]);
});

it('shorthands of earlier migrations are known', async () => {
  const { migrations } = await readProject(nodePgMigrate, {
    'migrations/1_a.js': `exports.shorthands = { name: { type: 'varchar(9)', notNull: true } };\nexports.up = (pgm) => {};`,
    'migrations/2_b.js': `exports.up = (pgm) => { pgm.addColumns('t', { a: { type: 'name', notNull: false }, b: 'name' }); };`,
  });
  expect(migrations[1]?.up[0]?.sql).toBe('ALTER TABLE "t" ADD "a" varchar(9), ADD "b" varchar(9) NOT NULL');
});

it('pgm.db.query runs before what the other calls make', async () => {
  expect(await sqlOf(`pgm.dropTable('t'); pgm.db.query('SELECT 1');`)).toEqual(['SELECT 1', 'DROP TABLE "t"']);
});

it('noTransaction leaves the transaction of all', async () => {
  const { migrations } = await read(
    `exports.up = (pgm) => { pgm.noTransaction(); pgm.createIndex('t', 'a', { concurrently: true }); };`,
  );
  expect(migrations[0]).toMatchObject({ transaction: 'none', problems: [] });
});

it('a file of SQL is divided by its comments', async () => {
  const text = '-- Down Migration\nDROP TABLE t;\n-- Up Migration\nCREATE TABLE t (a int);\n';
  const { migrations } = await read(text, 'sql');
  expect(migrations).toMatchObject([
    { transaction: 'whole-batch', up: [{ sql: 'CREATE TABLE t (a int)' }], down: [{ sql: 'DROP TABLE t' }] },
  ]);
});

it('migrations run by their numbers; 17 digits are a time', async () => {
  const text = 'exports.up = (pgm) => {};';
  const names = ['2_b', '10_c', '20240101000000000_e', '1704067200001_f', '1704067199999_d'];
  const contents = Object.fromEntries(names.map((name) => [`migrations/${name}.js`, text]));
  expect(await idsOf(nodePgMigrate, contents)).toEqual([
    '2_b',
    '10_c',
    '1704067199999_d',
    '20240101000000000_e',
    '1704067200001_f',
  ]);
});

it.each([
  ['ALTER TABLE t ADD COLUMN a int NOT NULL', `pgm.addColumns('t', { a: { type: 'integer', notNull: true } });`],
  ['CREATE INDEX CONCURRENTLY i ON t (a)', `pgm.createIndex('t', ['a'], { name: 'i', concurrently: true });`],
  ['ALTER TABLE t RENAME COLUMN a TO b', `pgm.renameColumn('t', 'a', 'b');`],
  ['UPDATE t SET a = 1', `pgm.sql('UPDATE t SET a = 1');`],
])('%s is written as a call on pgm', async (sql, expected) => {
  const text = 'exports.up = (pgm) => {\n  \n};';
  const { migrations } = await read(text);
  const dialect = await loadDialect('postgres');
  const operations = dialect.read({ file: '', text: sql, pieces: [] }).statements.flatMap((one) => one.operations);
  const [migration] = migrations;
  const offset = text.indexOf('\n  ') + 3;
  expect(migration && nodePgMigrate.write({ migration, operations, text, offset, dialect })).toBe(expected);
});
