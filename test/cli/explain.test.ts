import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explainSchema } from '../../src/report/explain/contract.ts';
import { printStats } from '../../src/stats/file.ts';
import { folderWith, run, runWithInput } from './running.ts';

const chain = {
  'migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n',
  'migrations/002_email.sql': 'alter table users add column email text;\ncreate index users_email on users (email);\n',
};

function knexChain(
  ...migrations: readonly (readonly [name: string, body: string, config?: string])[]
): Readonly<Record<string, string>> {
  const files = migrations.map(([name, body, config = '']): readonly [string, string] => [
    `migrations/${name}.js`,
    `exports.up = (knex) => ${body};\nexports.down = () => {};\n${config}`,
  ]);
  return {
    'knexfile.js': "module.exports = { client: 'pg', migrations: { directory: './migrations' } };\n",
    ...Object.fromEntries(files),
  };
}

const addAge = "knex.schema.table('users', (table) => { table.integer('age'); })";
const fillNames = "knex('users').update({ name: 'x' })";

async function jsonOf(folder: string, ...args: readonly string[]) {
  const { code, out } = await run(folder, 'explain', '--format', 'json', ...args);
  expect(code).toBe(0);
  return v.parse(explainSchema, JSON.parse(out));
}

describe('explain', () => {
  it('says of each statement what it locks and blocks, reads and how long it takes', async () => {
    const { code, out } = await run(folderWith(chain), 'explain', 'migrations/002_email.sql');
    expect(code).toBe(0);
    expect(out).toBe(`migrations
  SQL files, PostgreSQL 17

migrations/002_email.sql
  runs in no transaction of the tool: each statement by itself, unless it begins one
   1  alter table users add column email text                                                    line 1  instant
      locks    users: AccessExclusive, blocks reads, writes and schema changes
   2  create index users_email on users (email)                                                  line 2  grows with rows
      locks    users: Share, blocks writes and schema changes
      scans    users
      because  the index is built from every row

note: this folder is not in a git repository: everything counts as new
2 statements in 1 migration: 1 instant, 1 grows with rows
`);
  });

  it('marks what was not understood', async () => {
    const folder = folderWith({ ...chain, 'migrations/003.sql': "DO $$ BEGIN EXECUTE 'x' || y; END $$;\n" });
    const { out } = await run(folder, 'explain', 'migrations/003.sql');
    expect(out).toMatch(/opaque +EXECUTE runs a text .*: nothing is known of what it does/);
    expect(out).toContain('1 statement in 1 migration: 1 unknown; 1 not understood');
    const { batches } = await jsonOf(folder, 'migrations/003.sql');
    expect(batches[0]?.statements).toMatchObject([{ duration: 'unknown', operations: ['Opaque'] }]);
    expect(batches[0]?.statements[0]?.opaque).toContain('only known when the migration runs');
  });

  it('says what a statement that does nothing waits for, and what only a database can decide', async () => {
    const sql = `drop table if exists nothing;
      do $$ begin if (select count(*) from users) > 5 then drop table users; end if; end $$;`;
    const { out } = await run(folderWith({ ...chain, 'migrations/003.sql': sql }), 'explain', 'migrations/003.sql');
    expect(out).toMatch(/drop table if exists nothing +line 1 {2}skipped/);
    expect(out).toMatch(/only if +.*count\(\*\)/);
  });

  it('reads standard input, by itself or as a migration of a chain', async () => {
    const sql = 'create index users_name on users (name);';
    const alone = await runWithInput(folderWith({}), sql, 'explain', '-', '--dialect', 'mysql');
    expect(alone.out).toMatch(/create index users_name on users \(name\) +line 1/);
    const named = ['--stdin-filename', 'migrations/003_name.sql'];
    const inChain = await runWithInput(folderWith(chain), sql, 'explain', '-', ...named);
    expect(inChain.out).toContain('\nmigrations/003_name.sql\n');
    expect(inChain.out).toContain('1 statement in 1 migration');
  });

  it.each([
    [['--stdin-filename', 'a.sql'], /--stdin-filename says what - stands for: add -/],
    [['-', 'migrations'], /- is standard input, and stands for one file/],
    [['--format', 'yaml'], /text, json/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run(folderWith(chain), 'explain', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('says where it has looked when there is nothing', async () => {
    const { code, err } = await run(folderWith({}), 'explain');
    expect(code).toBe(2);
    expect(err).toContain('no migrations found');
  });

  it('says that a file is no migration', async () => {
    const { code, err } = await run(folderWith({ ...chain, 'notes.txt': 'x' }), 'explain', 'notes.txt');
    expect(code).toBe(2);
    expect(err).toContain('notes.txt');
  });

  it('shows table sizes', async () => {
    const tables = [{ name: { schema: 'public', name: 'users' }, rows: 41_200_000 }];
    const folder = folderWith(chain);
    writeFileSync(
      path.join(folder, 'sizes.json'),
      printStats({ dialect: 'postgres', takenAt: '2026-01-31T00:00:00Z', tables }),
    );
    const { out } = await run(folder, 'explain', 'migrations/002_email.sql', '--stats', 'sizes.json');
    expect(out).toContain('table sizes of 2026-01-31 from sizes.json');
    expect(out).toMatch(/scans +users \(about 41 million rows\)/);
    const { batches } = await jsonOf(folder, 'migrations/002_email.sql', '--stats', 'sizes.json');
    expect(batches[0]?.sizes).toEqual([{ name: 'users', rows: 41_000_000 }]);
  });
});

describe('the transactions of an explanation', () => {
  it('hold all pending migrations of Knex', async () => {
    const folder = folderWith(knexChain(['1_age', addAge], ['2_names', fillNames]));
    const { out } = await run(folder, 'explain');
    expect(out).toContain(
      `  Knex runs 2 pending migrations in one transaction: a lock is held until the last of them is done`,
    );
    expect(out).toMatch(/held +users since 1 \(reads, writes and schema changes\)/);
    expect(out).toContain(`
  held   1  2
  users  ██████
            ^
  █ blocks reads and writes, ^ takes longer the more rows there are
  ! users (from 1) can neither be read nor written until 2 is done, while 2 takes longer the more rows there are
`);
  });

  it('show what else is pending around one of them', async () => {
    const folder = folderWith(knexChain(['1_age', addAge], ['2_names', fillNames]));
    const { out } = await run(folder, 'explain', 'migrations/2_names.js');
    expect(out).toContain('migrations/1_age.js, pending, in the same batch');
    expect(out).not.toMatch(/ALTER TABLE users/i);
    const { batches } = await jsonOf(folder, 'migrations/2_names.js');
    expect(batches).toMatchObject([
      {
        migrations: [{ explained: false }, { explained: true }],
        transactions: [{ number: 1, from: 1, to: 2 }],
        statements: [{ held: [] }, { held: [{ table: 'users', mode: 'AccessExclusive', since: 1 }] }],
      },
    ]);
  });

  it('are split where one migration of Knex leaves the transaction', async () => {
    const leaving = 'exports.config = { transaction: false };';
    const folder = folderWith(knexChain(['1_age', addAge], ['2_names', fillNames, leaving], ['3_more', fillNames]));
    const { batches } = await jsonOf(folder);
    expect(batches.map(({ migrations }) => migrations.map(({ id }) => id))).toEqual([
      ['1_age.js'],
      ['2_names.js'],
      ['3_more.js'],
    ]);
    expect(batches.map(({ transactions }) => transactions.length)).toEqual([1, 0, 1]);
  });

  it('are committed and begun again around a migration of node-pg-migrate that leaves it', async () => {
    const file = (body: string): string => `exports.up = (pgm) => { ${body} };\nexports.down = false;\n`;
    const folder = folderWith({
      'package.json': '{ "dependencies": { "node-pg-migrate": "8" } }',
      'migrations/1_age.js': file("pgm.addColumn('users', { age: 'int' });"),
      'migrations/2_out.js': file("pgm.noTransaction(); pgm.sql('create index concurrently i on users (age)');"),
      'migrations/3_more.js': file("pgm.addColumn('users', { zip: 'text' });"),
    });
    const { batches } = await jsonOf(folder, '--framework', 'node-pg-migrate');
    expect(batches).toHaveLength(1);
    expect(batches[0]?.statements.map(({ transaction }) => transaction)).toEqual([1, undefined, 2]);
    const { out } = await run(folder, 'explain', '--framework', 'node-pg-migrate');
    expect(out).toContain('in one transaction, but for 2_out, which runs outside of it');
    expect(out).toMatch(/transaction 1 ends[^]*transaction 2 begins/);
  });

  it('are those that the migration opens itself', async () => {
    const sql = `begin;
alter table users add column age int;
update users set name = 'x';
commit;
vacuum users;
`;
    const folder = folderWith({ ...chain, 'migrations/003.sql': sql });
    const { batches } = await jsonOf(folder, 'migrations/003.sql');
    expect(batches[0]?.statements.map(({ transaction }) => transaction)).toEqual([1, 1, 1, undefined, undefined]);
    expect(batches[0]?.locks).toMatchObject([
      { mode: 'AccessExclusive', from: 2, to: 3 },
      { from: 3, to: 3 },
      { from: 5 },
    ]);
  });

  it('are none where the database commits by itself', async () => {
    const { out } = await run(folderWith(chain), 'explain', '--dialect', 'mysql');
    expect(out).toContain('every change of the schema commits by itself');
    expect(out).not.toContain('held ');
  });

  it('are drawn as wide as the terminal is', async () => {
    const sql = Array.from({ length: 200 }, (_, at) => `alter table users add column c${at} int;`).join('\n');
    const { out } = await run(folderWith({ 'migrations/1.sql': `begin;\n${sql}\ncommit;` }), 'explain');
    const widest = Math.max(...out.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(120);
    expect(out).toMatch(/users {2}█{50,}/);
  });
});
