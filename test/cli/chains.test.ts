import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
// Loaded here, so that no test has to wait for it.
import '../../src/cli/commands/chains.ts';
import { folderWith, run } from './running.ts';

const files = {
  'db/migrations/001_users.up.sql': 'create table users (id bigserial primary key);\n',
  'db/migrations/001_users.down.sql': 'drop table users;\n',
  'db/migrations/seed.sql': 'insert into users default values;\n',
  'test/migrations/001_a.up.sql': 'create table a (id int);\n',
};

describe('chains', () => {
  it('says what was found and why, and what was passed over and why', async () => {
    const { code, out } = await run(folderWith(files), 'chains');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'db/migrations  golang-migrate, postgres 17',
        '  because      1 file called <version>_<title>.up.sql, such as 001_users',
        '               SERIAL in its files says postgres',
        '  order        one migration, 001_users',
        '  transactions each file is sent as one command: with several statements, one implicit transaction',
        '  ledger       schema_migrations: one row, of the newest migration, told apart by version',
        '  shipped      nothing is known of what has shipped: all count as new',
        '',
        'Passed over',
        '  test/migrations  1 file, as golang-migrate names them',
        '      the folder test is for tests',
        '  db/migrations  1 file, as sql names them',
        '      they lie beside the migrations of golang-migrate, which does not run them',
        '',
        'note: this folder is not in a git repository: everything counts as new',
        '',
      ].join('\n'),
    );
  });

  it('names the migrations whose transactions differ', async () => {
    const folder = folderWith({
      'm/1_a.sql': '-- +goose Up\ndrop table a;\n',
      'm/2_b.sql': '-- +goose Up\ndrop table b;\n',
      'm/3_c.sql': '-- +goose NO TRANSACTION\n-- +goose Up\nvacuum;\n',
    });
    const { out } = await run(folder, 'chains');
    expect(out).toContain('each migration runs in a transaction of its own\n               but 3_c: none\n');
  });

  it('says what has shipped, and what is new', async () => {
    const folder = folderWith({ 'm/1_a.up.sql': 'drop table a;' });
    const git = (...args: readonly string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, stdio: 'ignore' });
    git('init', '-b', 'main');
    git('add', '.');
    git('commit', '-m', 'first');
    git('checkout', '-b', 'feature');
    const { out } = await run(folder, 'chains', '--json');
    expect(JSON.parse(out)).toMatchObject({
      chains: [{ shipped: { count: 1, last: '1_a' }, fresh: [] }],
      passedOver: [],
      notes: [],
    });
  });

  it('says when there is nothing', async () => {
    expect((await run(folderWith({}), 'chains')).out).toMatch(/^No chains of migrations found\.\n/);
  });

  it('shows control characters of names instead of sending them', async () => {
    const { out } = await run(folderWith({ 'm\u001b[31m/1_a.up.sql': '' }), 'chains');
    expect(out).not.toContain('\u001b');
  });

  it('counts what is wrong with the migrations', async () => {
    const { out } = await run(folderWith({ 'm/1_a.up.sql': '', 'm/1_b.up.sql': '' }), 'chains');
    expect(out).toContain('problems     1, which `mig-lint --all` names');
  });

  it('teaches', async () => {
    const { out } = await run(folderWith({}), 'chains', '--help');
    expect(out).toContain('A chain is the ordered migrations of one database.');
    expect(out).toContain('mig-lint chains --json');
  });
});
