import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
// Loaded here, so that no test has to wait for it.
import '../../src/cli/commands/baseline.ts';
import { folderWith, run } from './running.ts';

const old = {
  'db/sqlite/001_users.up.sql': 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n',
  'db/sqlite/002_email.up.sql': "ALTER TABLE users ADD COLUMN email TEXT DEFAULT '';\n",
};
const base = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT DEFAULT '');\n";

/** A repository whose main branch has the old chain; the work tree has one base in its place. */
function squashed(text: string): string {
  const folder = folderWith(old);
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-b', 'main');
  git('add', '.');
  git('commit', '-m', 'first');
  git('checkout', '-b', 'squash');
  for (const name of Object.keys(old)) rmSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'db/sqlite/003_base.up.sql'), text);
  return folder;
}

describe('baseline', () => {
  it('proves that nothing was lost', async () => {
    const folder = squashed(base);
    const { code, out, err } = await run(folder, 'baseline', '--from', 'main', '--environments', '002_email');
    expect(out).toMatch(
      /^Equal\n {2}chain {5}db\/sqlite, golang-migrate, sqlite\n {2}old {7}main \(\w{7}\): 2 migrations, 2 of them squashed\n {2}squashed {2}the work tree: 1 migration, new 003_base\n {2}compared {2}by running both on SQLite/,
    );
    expect(err).toContain('The proof is in mig-lint.proof.json: commit it with the base');
    expect(code).toBe(0);
  });

  it('leaves a proof that lint accepts, for as long as the base is the one that was proved', async () => {
    const folder = squashed(base);
    const lint = async (): Promise<string> => (await run(folder, '--no-ci', '--format', 'json')).out;
    expect(await lint()).toContain('001_users was deleted after it shipped on main');
    await run(folder, 'baseline', '--from', 'main');
    expect(await lint()).not.toContain('no-shipped-edits');
    writeFileSync(path.join(folder, 'db/sqlite/003_base.up.sql'), base.replace('name TEXT, ', ''));
    expect(await lint()).toContain('003_base is not as it was when it was proved: prove the squash again');
  });

  it('says what differs, where it was made, and proves nothing', async () => {
    const folder = squashed(base.replace(" DEFAULT ''", ''));
    const { code, out, err } = await run(folder, 'baseline', '--from', 'main', '--format', 'json');
    expect(code).toBe(1);
    expect(err).not.toContain('proof');
    expect(JSON.parse(out)).toMatchObject({ version: 1, verdict: 'different' });
    const place = { migration: '002_email', file: 'db/sqlite/002_email.up.sql', line: 1 };
    expect(JSON.parse(out)).toHaveProperty(
      'differences',
      expect.arrayContaining([{ subject: 'table users, column email, default', old: "''", place }]),
    );
  });

  it('records in a file that is named whatever was found', async () => {
    const folder = squashed(base.replace(" DEFAULT ''", ''));
    await run(folder, 'baseline', '--from', 'main', '--proof', 'found.json');
    expect(JSON.parse(readFileSync(path.join(folder, 'found.json'), 'utf8'))).toMatchObject({
      chains: { 'db/sqlite': { result: 'different', by: 'execution', engine: { name: 'SQLite' } } },
    });
  });

  it.each(['markdown', 'html'])('prints %s', async (format) => {
    const folder = squashed(base.replace(" DEFAULT ''", ''));
    await run(folder, 'baseline', '--from', 'main', '--format', format, '-o', 'report');
    const report = readFileSync(path.join(folder, 'report'), 'utf8');
    expect(report).toContain('Different');
    expect(report).toContain('table users, column email, default');
  });

  it('writes the base itself, with the rows, once it is proved', async () => {
    const folder = folderWith({
      ...old,
      'db/sqlite/003_roles.up.sql': "CREATE TABLE roles (name TEXT);\nINSERT INTO roles VALUES ('admin');\n",
    });
    const { code, out, err } = await run(folder, 'baseline', '--write');
    expect(out).toMatch(/^Equal\n/);
    expect(err).toContain('Written: db/sqlite/003_base.up.sql');
    expect(code).toBe(0);
    expect(existsSync(path.join(folder, 'db/sqlite/001_users.up.sql'))).toBe(false);
    expect(readFileSync(path.join(folder, 'db/sqlite/003_base.up.sql'), 'utf8')).toContain("('admin')");
  });

  it('compares two folders', async () => {
    const folder = folderWith({
      'old/sqlite/001_a.up.sql': 'CREATE TABLE a (x TEXT);',
      'new/sqlite/001_b.up.sql': 'CREATE TABLE b (x TEXT);',
    });
    const { code, out } = await run(folder, 'baseline', '--from', 'old', '--to', 'new', '--no-proof');
    expect(out).toMatch(/^Different: 2 differences in the schema\n/);
    expect(code).toBe(1);
  });

  it.each([
    [[], 'say where the old chain is: --from main'],
    [['--write', '--from', 'main'], '--write squashes the chain of the work tree'],
    [['--from', 'nowhere'], '--from nowhere is neither a folder here nor a commit that git knows'],
    [['--from', 'main', '--to', 'nowhere'], '--to nowhere: there is no such folder'],
    [['--from', 'main', '--chain', 'other'], 'There is: db/sqlite.'],
    [['--from', 'main', '--engine', 'pglite'], '--engine pglite does not run sqlite'],
    [['--from', 'main', '--engine', 'oracle'], '--engine oracle: there is pglite'],
    [['--from', 'main', '--url', 'localhost'], '--url is postgres://user:password@host:5432/postgres'],
    [['--from', 'main', '--url', 'mysql://localhost'], 'a server of mysql, and this chain is written for sqlite'],
    [['--from', 'main', '--environments', '009_x'], 'neither chain has a migration of that id'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(squashed(base), 'baseline', ...args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('asks which of several chains is meant', async () => {
    const chain = (folder: string): Record<string, string> => ({
      [`${folder}/a/sqlite/001_a.up.sql`]: 'CREATE TABLE a (x TEXT);',
      [`${folder}/b/sqlite/001_b.up.sql`]: 'CREATE TABLE b (x TEXT);',
    });
    const folder = folderWith({ ...chain('old'), ...chain('new') });
    const { code, err } = await run(folder, 'baseline', '--from', 'old', '--to', 'new');
    expect(err).toContain('several chains were found: pick one with --chain <name>');
    expect(err).toContain('old/a/sqlite (golang-migrate), old/b/sqlite (golang-migrate)');
    expect(code).toBe(2);
  });

  it('teaches', async () => {
    const { out } = await run(folderWith({}), 'baseline', '--help');
    expect(out).toContain("A squash replaces a chain's past by one base migration.");
    expect(out).toContain('mig-lint baseline --from main --engine postgres@16');
  });
});
