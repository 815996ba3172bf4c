import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { describe, expect, it } from 'vitest';
import { folderWith, run, runIn } from './running.ts';

const config = {
  extends: [],
  chains: [{ name: 'main', framework: 'sql', dialect: 'sqlite', include: ['migrations/*.sql'] }],
  shipped: { manifest: 'mig-lint.lock.json' },
  rules: { 'no-blocking-index': 'error' },
};

const files = {
  'mig-lint.config.json': JSON.stringify(config),
  'migrations/001.sql': 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE events (at TEXT);\n',
};

const newFile = 'migrations/002.sql';
const index = 'CREATE INDEX users_name ON users (name);\n';

/** A project whose first migration has shipped to a file of SQLite, with a new one. */
async function project(): Promise<string> {
  const folder = folderWith(files);
  await run(folder, 'ship');
  const database = new sqlite.Database(path.join(folder, 'app.db'));
  database.exec(files['migrations/001.sql']);
  database.exec("INSERT INTO users VALUES (1, 'a'), (2, 'b')");
  database.close();
  writeFileSync(path.join(folder, newFile), index);
  return folder;
}

describe('stats', () => {
  it('writes the sizes of a database, and says what to do with them', async () => {
    const folder = await project();
    const { code, out } = await run(folder, 'stats', '--url', 'app.db', '--out', 'sizes.json');
    expect(code).toBe(0);
    expect(out).toBe(`sizes.json: the sizes of 2 tables
  users: about 2 rows
  events: no rows
Name it in the configuration, { "stats": "sizes.json" }, or pass --stats sizes.json.
`);
    const again = await run(folder, 'stats', '--url', 'app.db', '--out', 'sizes.json');
    expect(again.out).not.toContain('Name it');
  });

  it('prints them where no file is named, of a database that a variable names', async () => {
    const folder = await project();
    const env = { DATABASE_URL: 'file:app.db' };
    const { out } = await runIn({ cwd: folder, env }, 'stats', '--url', 'env:DATABASE_URL');
    expect(JSON.parse(out)).toMatchObject({ version: 1, dialect: 'sqlite', tables: [{ name: 'events', rows: 0 }, {}] });
  });

  it('lets small tables pass, by the flag or by the configuration', async () => {
    const folder = await project();
    expect((await run(folder)).code).toBe(1);
    await run(folder, 'stats', '--url', 'app.db', '--out', 'sizes.json');
    expect((await run(folder, '--stats', 'sizes.json')).code).toBe(0);
    writeFileSync(path.join(folder, 'mig-lint.config.json'), JSON.stringify({ ...config, stats: 'sizes.json' }));
    expect((await run(folder)).code).toBe(0);
    const below = await run(path.join(folder, 'migrations'), '--config', '../mig-lint.config.json');
    expect(below.code).toBe(0);
  });

  it('prints the query for a database that it cannot reach', async () => {
    const folder = folderWith({});
    const { out } = await run(folder, 'stats', '--query', 'sqlserver');
    expect(out).toMatch(/^-- sqlcmd /);
    expect(out).toContain('sys.partitions');
    const refused = await run(folder, 'stats', '--url', 'mssql://sa:s3cret@db/shop', '--out', 'sizes.json');
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('`mig-lint stats --query sqlserver` prints a query');
    expect(refused.err).not.toContain('s3cret');
    expect(existsSync(path.join(folder, 'sizes.json'))).toBe(false);
  });

  it.each([
    [[], /say which database to ask with --url/],
    [['--url', 'env:NOT_SET'], /the variable NOT_SET is not set/],
    [['--url', 'file:nothing.db'], /the database cannot be reached/],
    [['--query', 'sqlserver', '--url', 'app.db'], /--query prints a query, and asks no database/],
    [['--query', 'oracle'], /postgres, mysql, sqlserver/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run(folderWith({}), 'stats', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('a file of table sizes', () => {
  it('that is named and not there is an error, which says how it is made', async () => {
    const { code, err } = await run(await project(), '--stats', 'sizes.json');
    expect(code).toBe(2);
    expect(err).toContain('sizes.json is named as the file of table sizes, and cannot be read. `mig-lint stats --url');
  });

  it('of another kind of database is not used, and that is said', async () => {
    const folder = await project();
    writeFileSync(
      path.join(folder, 'sizes.json'),
      '{ "version": 1, "dialect": "mysql", "takenAt": "2026-01-31T12:00:00Z", "tables": [{ "name": "users", "rows": 1 }] }',
    );
    const { code, out } = await run(folder, '--stats', 'sizes.json');
    expect(code).toBe(1);
    expect(out).toContain('the table sizes in sizes.json are of another kind of database than the migrations');
  });

  it('of another kind of database than the chain that names it is an error', async () => {
    const folder = await project();
    const chains = config.chains.map((chain) => ({ ...chain, stats: 'sizes.json' }));
    writeFileSync(path.join(folder, 'mig-lint.config.json'), JSON.stringify({ ...config, chains }));
    writeFileSync(
      path.join(folder, 'sizes.json'),
      '{ "version": 1, "dialect": "mysql", "takenAt": "2026-01-31T12:00:00Z", "tables": [] }',
    );
    const { code, err } = await run(folder);
    expect(code).toBe(2);
    expect(err).toContain('sizes.json holds the table sizes of a database of mysql, and the chain main');
  });
});
