import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, run, runWithInput } from './running.ts';

const users = { 'migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n' };
const rename = {
  'migrations/002_rename.sql': 'alter table users drop column name;\nalter table users add column full_name text;\n',
};

describe('exit codes', () => {
  it('0 when there is nothing to report', async () => {
    expect((await run(folderWith(users))).code).toBe(0);
  });

  it('1 when there are errors', async () => {
    const { code, out } = await run(folderWith({ ...users, ...rename }));
    expect(code).toBe(1);
    expect(out).toContain(
      'migrations/002_rename.sql\n  1:1  error  users.name is dropped and full_name added in its place',
    );
  });

  it('0 when there are warnings only, 1 when there are more than --max-warnings', async () => {
    const config = {
      'mig-lint.config.json': '{ "rules": { "rename-not-drop": "warn", "require-lock-timeout": "off" } }',
    };
    const folder = folderWith({ ...users, ...rename, ...config });
    expect((await run(folder)).code).toBe(0);
    const strict = await run(folder, '--max-warnings', '0');
    expect(strict.code).toBe(1);
    expect(strict.err).toContain('1 warnings, and --max-warnings allows 0');
  });

  it.each([
    ['a file that is not there', ['nothing.sql'], 'nothing.sql does not exist'],
    ['an option that is not there', ['--formt'], "unknown option '--formt'"],
    ['a format that is not there', ['--format', 'xml'], 'unknown format "xml": expected one of pretty, compact, json'],
    ['a dialect that is not there', ['--dialect', 'oracle'], 'Allowed choices are postgres, mysql, sqlserver, sqlite'],
    ['a number that is none', ['--max-warnings', 'many'], 'expected a whole number'],
  ])('2 for %s', async (_, args, message) => {
    const { code, err } = await run(folderWith(users), ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('2 for a configuration with a typo, named with the nearest key', async () => {
    const folder = folderWith({ ...users, 'mig-lint.config.json': '{ "rulez": {} }' });
    const { code, err } = await run(folder);
    expect(code).toBe(2);
    expect(err).toContain('unknown key "rulez" in mig-lint.config.json: did you mean "rules"?');
  });

  it('2 for a folder without migrations, with what was looked for', async () => {
    const { code, err } = await run(folderWith({ 'readme.txt': 'nothing here' }));
    expect(code).toBe(2);
    expect(err).toContain('no migrations found');
    expect(err).toContain('Looked for: EF Core');
  });
});

describe('bad input gives findings, never a stack trace', () => {
  it('one for each bad statement, and the rest is still read', async () => {
    const folder = folderWith({ 'migrations/001.sql': 'create table a (id int);\nselec 1;\ndrop table b;\n' });
    const { code, out } = await run(folder);
    expect(code).toBe(1);
    expect(out).toMatch(/2:1 {2}error {2}syntax error at or near "selec" {3}unparsed-statement/);
    expect(out).toMatch(/3:1 {2}error {2}b is dropped/);
  });

  it.each([
    ['invalid UTF-8', Uint8Array.of(0x63, 0xff, 0x63), 'cannot be read as text'],
    ['a string without an end', "select 'abc", 'unterminated'],
  ])('%s', async (_, content, message) => {
    const { code, out } = await run(folderWith({ 'migrations/001.sql': content, ...users }));
    expect(code).toBe(1);
    expect(out).toContain(message);
  });

  it('none for an empty file, a byte order mark and Windows line ends', async () => {
    const folder = folderWith({
      'migrations/001_a.sql': '\uFEFFcreate table a (id int primary key);\r\n',
      'migrations/002_b.sql': '',
    });
    const { code, out } = await run(folder);
    expect(out).toContain('no problems in 2 migrations');
    expect(code).toBe(0);
  });

  it('an EF Core migration whose Up has no body', async () => {
    const text =
      'public partial class X : Migration {\n  protected override void Up(MigrationBuilder migrationBuilder)\n';
    const { code, out, err } = await run(folderWith({ 'Migrations/20240101000000_X.cs': text }), '--dialect', 'mysql');
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out).toContain('unparsed-statement');
  });
});

describe('--fix', () => {
  it('mends what can be mended, and leaves the rest of the file alone', async () => {
    const folder = folderWith({ ...users, 'migrations/002.sql': `-- why\n${rename['migrations/002_rename.sql']}` });
    const { code } = await run(folder, '--fix');
    expect(code).toBe(0);
    const text = readFileSync(path.join(folder, 'migrations/002.sql'), 'utf8');
    expect(text).toBe('-- why\nALTER TABLE users RENAME COLUMN name TO full_name;\n');
  });

  it('keeps the byte order mark and the line ends of the file', async () => {
    const windows = `\uFEFF${rename['migrations/002_rename.sql'].replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ ...users, 'migrations/002.sql': windows });
    await run(folder, '--fix');
    const text = readFileSync(path.join(folder, 'migrations/002.sql'), 'utf8');
    expect(text).toBe('\uFEFFALTER TABLE users RENAME COLUMN name TO full_name;\r\n');
  });

  it('writes nothing in a dry run, and shows what it would write', async () => {
    const folder = folderWith({ ...users, ...rename });
    const { out } = await run(folder, '--fix-dry-run');
    expect(out).toContain('ALTER TABLE users RENAME COLUMN name TO full_name;');
    expect(readFileSync(path.join(folder, 'migrations/002_rename.sql'), 'utf8')).toBe(
      rename['migrations/002_rename.sql'],
    );
  });
});

describe('--stdin', () => {
  it('judges the text of an editor in the place of the file', async () => {
    const folder = folderWith({ ...users, 'migrations/002.sql': '-- nothing yet\n' });
    const { code, out } = await runWithInput(
      folder,
      'drop table users;',
      '--stdin',
      '--stdin-filename',
      'migrations/002.sql',
    );
    expect(code).toBe(1);
    expect(out).toContain('migrations/002.sql\n  1:1  error  users is dropped');
  });

  it('judges a file that is not saved yet', async () => {
    const { out } = await runWithInput(
      folderWith(users),
      'drop table users;',
      '--stdin',
      '--stdin-filename',
      'migrations/002.sql',
    );
    expect(out).toContain('users is dropped');
  });

  it('needs to know which file it is', async () => {
    const { code, err } = await run(folderWith(users), '--stdin');
    expect(code).toBe(2);
    expect(err).toContain('--stdin needs --stdin-filename');
  });
});

describe('--report-unused-disable-directives', () => {
  it('reports them although the rule is off', async () => {
    const files = {
      'migrations/001.sql': '-- mig-lint-disable-next-line no-drop-table -- not needed\nselect 1;\n',
      'mig-lint.config.json': '{ "rules": { "suppression-hygiene": "off" } }',
    };
    expect((await run(folderWith(files))).code).toBe(0);
    expect((await run(folderWith(files), '--report-unused-disable-directives')).out).toContain('suppression-hygiene');
  });
});

describe('output', () => {
  it('is JSON on request, also in a file', async () => {
    const folder = folderWith({ ...users, ...rename });
    const { out } = await run(folder, '--format', 'json', '--output-file', 'report.json');
    expect(out).toBe('');
    const report: unknown = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({
      version: 1,
      summary: { errors: 1, warnings: 1 },
      diagnostics: [
        { rule: 'rename-not-drop', line: 1 },
        { rule: 'require-lock-timeout', line: 1 },
      ],
    });
  });

  it('holds errors only when quiet', async () => {
    const config = { 'mig-lint.config.json': '{ "rules": { "rename-not-drop": "warn" } }' };
    const { out } = await run(folderWith({ ...users, ...rename, ...config }), '--quiet');
    expect(out).not.toContain('rename-not-drop');
  });

  it('names files that were asked for and belong to no chain', async () => {
    const { out } = await run(folderWith({ ...users, 'notes.txt': 'x' }), 'notes.txt', 'migrations');
    expect(out).toContain('notes.txt is not part of any chain of migrations');
  });

  it('is the help of a command on request', async () => {
    for (const command of ['lint', 'operations', 'schema', 'explain', 'ship', 'rules', 'rule']) {
      const { code, out } = await run(folderWith({}), command, '--help');
      expect(code).toBe(0);
      expect(out).toContain(`Usage: mig-lint ${command}`);
    }
  });
});
