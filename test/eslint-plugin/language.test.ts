import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import migLint from 'eslint-plugin-mig-lint';
import { afterAll, describe, expect, it } from 'vitest';
import { folderWith } from '../cli/running.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Lints the last of these files, in a project that holds them all. */
async function lint(
  files: Readonly<Record<string, string | Uint8Array>>,
  config: Linter.Config,
  options: ESLint.Options = {},
): Promise<ESLint.LintResult> {
  const cwd = folderWith(files);
  folders.push(cwd);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { plugins: { 'mig-lint': migLint } },
      { files: ['**/*.sql'], language: 'mig-lint/sql' },
      { files: ['**/*.cs'], language: 'mig-lint/csharp' },
      config,
    ],
    ...options,
  });
  const [result] = await eslint.lintFiles(Object.keys(files).slice(-1));
  if (result === undefined) throw new Error('ESLint did not look at the file');
  return result;
}

const required = {
  files: ['**/*.sql', '**/*.cs'],
  rules: { 'no-restricted-syntax': ['error', { selector: 'AddColumn[nullable=false]', message: 'Nullable first.' }] },
} satisfies Linter.Config;

const users = { 'migrations/001_users.sql': 'create table users (id int primary key, name text);\n' };
const drop = 'alter table users drop column name;\n';
const noDrop = { files: ['**/*.sql'], rules: { 'mig-lint/no-drop-column': 'error' } } satisfies Linter.Config;

describe('the languages', () => {
  it('give the operations of SQL as nodes', async () => {
    const sql = 'alter table users add column a int;\nalter table users add column b int not null;\n';
    const { messages } = await lint({ ...users, 'migrations/002_add.sql': sql }, required);
    expect(messages).toMatchObject([{ ruleId: 'no-restricted-syntax', message: 'Nullable first.', line: 2 }]);
  });

  it('give the operations of C# as nodes', async () => {
    const files = {
      'Migrations/20240101000000_A.cs': [
        'public partial class A : Migration',
        '{',
        '  protected override void Up(MigrationBuilder migrationBuilder)',
        '  {',
        '    migrationBuilder.AddColumn<int>(name: "B", table: "T", type: "int", nullable: false);',
        '  }',
        '}\n',
      ].join('\n'),
    };
    const { messages } = await lint(files, required);
    expect(messages).toMatchObject([{ ruleId: 'no-restricted-syntax', line: 5 }]);
  });

  it.each([
    ['--', '-- eslint-disable-next-line mig-lint/no-drop-column -- nobody reads it\n'],
    ['/* */', '/* eslint-disable-next-line mig-lint/no-drop-column -- nobody reads it */\n'],
    ['a whole file', '/* eslint-disable mig-lint/no-drop-column -- nobody reads it */\n'],
  ])('keep quiet when a comment says so: %s', async (_form, comment) => {
    const { messages, suppressedMessages } = await lint(
      { ...users, 'migrations/002_drop.sql': comment + drop },
      noDrop,
    );
    expect(messages).toEqual([]);
    expect(suppressedMessages).toMatchObject([
      { ruleId: 'mig-lint/no-drop-column', suppressions: [{ kind: 'directive', justification: 'nobody reads it' }] },
    ]);
  });

  it('report a comment that silences nothing, and take it away', async () => {
    const sql = `-- eslint-disable-next-line mig-lint/no-drop-column\nselect 1;\n`;
    const config = { ...noDrop, linterOptions: { reportUnusedDisableDirectives: 'error' } } satisfies Linter.Config;
    const files = { ...users, 'migrations/002_nothing.sql': sql };
    expect((await lint(files, config)).messages).toMatchObject([{ ruleId: null, line: 1, severity: 2 }]);
    expect((await lint(files, config, { fix: true })).output).not.toContain('eslint-disable');
  });

  it('leave a broken statement to its rule, which names its place', async () => {
    const config = { files: ['**/*.sql'], rules: { 'mig-lint/unparsed-statement': 'error' } } satisfies Linter.Config;
    const sql = 'select 1;\nalter tabel users;\nselect 2;\n';
    const { messages } = await lint({ ...users, 'migrations/002_broken.sql': sql }, config);
    expect(messages).toMatchObject([{ ruleId: 'mig-lint/unparsed-statement', line: 2 }]);
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFselect 1;', 'utf16le'), 1],
    ['Latin-1', Buffer.from('select 1;\n-- caf\xE9', 'latin1'), 2],
  ])('refuse a file that is no UTF-8 text: %s', async (_encoding, bytes, line) => {
    const { messages } = await lint({ ...users, 'migrations/002_text.sql': bytes }, noDrop);
    expect(messages).toMatchObject([{ ruleId: null, fatal: true, line }]);
  });

  it('leave SQL alone that belongs to no migration, unless they are told what it is', async () => {
    const files = { ...users, 'reports/users.sql': drop };
    expect((await lint(files, noDrop)).messages).toEqual([]);
    const told = { ...noDrop, language: 'mig-lint/sql', languageOptions: { dialect: 'postgres' } };
    expect((await lint(files, told)).messages).toMatchObject([{ ruleId: 'mig-lint/no-drop-column' }]);
  });

  it('know tokens and comments', () => {
    const text = 'select \'a;b\' /* c */ from "T";';
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'mig-lint-')), 'a.sql');
    folders.push(path.dirname(file));
    writeFileSync(file, text);
    const language = migLint.languages?.['sql'];
    const context = { languageOptions: { dialect: 'postgres' } };
    const body = { path: file, physicalPath: file, bom: false, body: text };
    const parsed = language?.parse(body, context);
    if (parsed?.ok !== true) throw new Error('it was not read');
    const source = language?.createSourceCode(body, parsed, context);
    expect(source).toMatchObject({
      tokens: ['select', "'a;b'", 'from', '"T"', ';'].map((value) => ({ value })),
      comments: [{ value: '/* c */' }],
    });
  });
});

it('require gives the plugin itself', () => {
  expect(createRequire(import.meta.url)('eslint-plugin-mig-lint')).toHaveProperty('configs.recommended');
});
