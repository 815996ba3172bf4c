import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { init } from '../../../src/cli/commands/init.ts';
import type { HookTool } from '../../../src/cli/init/hook-tools.ts';
import { hookToolNames } from '../../../src/cli/init/hook-tools.ts';
import { Cancelled, noQuestions } from '../../../src/cli/init/questions.ts';
import { repository } from '../../history/repository.ts';
import { folderWith, run } from '../running.ts';

const users = { 'db/migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n' };
const drop = { 'db/migrations/002_drop.sql': 'alter table users drop column name;\n' };

function contents(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

describe('mig-lint init', () => {
  it('says what it found, and writes a configuration that works', async () => {
    const folder = folderWith(users);
    const { code, out } = await run(folder, 'init', '--yes');
    expect(code).toBe(0);
    expect(out).toMatch(/^Found:\n {2}db\/migrations: .*postgres 17, 1 migration\n/);
    expect(JSON.parse(contents(folder, 'mig-lint.config.json'))).toEqual({ extends: ['recommended'] });
    expect((await run(folder)).code).toBe(0);
  });

  it('writes TypeScript where that is used', async () => {
    const folder = folderWith({ ...users, 'package.json': '{}', 'tsconfig.json': '{}' });
    await run(folder, 'init', '--preset', 'zero-downtime');
    expect(contents(folder, 'mig-lint.config.ts')).toContain(
      "export default defineConfig({\n  extends: ['zero-downtime'],\n});\n",
    );
    expect((await run(folder)).code).toBe(0);
  });

  it.each([
    ['phased', 'db/Scripts/2024-01-01_00_A.sql', 'db/Scripts_transition/2024-01-02_00_B.sql'],
    ['data-scripts', 'migrations/001_a.sql', 'DataUpdates/2024-04-02-2152.sql'],
  ])('proposes the practice that the project looks like: %s', async (preset, schema, data) => {
    const folder = folderWith({
      [schema]: 'create table a (id bigint primary key);\n',
      [data]: 'insert into a values (1);\n',
    });
    await run(folder, 'init', '--yes');
    expect(JSON.parse(contents(folder, 'mig-lint.config.json'))).toEqual({ extends: [preset] });
  });

  it('writes a workflow where there are others', async () => {
    const folder = folderWith({ ...users, '.github/workflows/ci.yml': '' });
    await run(folder, 'init', '--yes');
    expect(contents(folder, '.github/workflows/mig-lint.yml')).toMatch(/fetch-depth: 0[^]*npx --yes mig-lint@\d/);
  });

  it('keeps what is there, and does nothing the second time', async () => {
    const folder = folderWith({ ...users, 'mig-lint.config.json': '{ "extends": ["strict"] }\n' });
    const flags = ['init', '--workflow', '--hook', 'husky'];
    await run(folder, ...flags);
    const { out } = await run(folder, ...flags);
    expect(out).toContain('kept     mig-lint.config.json\nkept     .husky/pre-commit\n');
    expect(out).toContain('Nothing to do: everything is there.');
    expect(contents(folder, 'mig-lint.config.json')).toBe('{ "extends": ["strict"] }\n');
  });

  it('works for a folder of a repository, which the hook then names', async () => {
    const repo = repository();
    repo.commit({ 'api/db/migrations/001_users.sql': users['db/migrations/001_users.sql'] });
    await run(path.join(repo.folder, 'api'), 'init', '--hook', 'lefthook');
    expect(existsSync(path.join(repo.folder, 'api/mig-lint.config.json'))).toBe(true);
    expect(contents(repo.folder, 'lefthook.yml')).toContain('--staged --config api/mig-lint.config.json\n');
  });

  it('writes nothing when they leave, or say no', async () => {
    const folder = folderWith(users);
    const terminal = {
      ...{ cwd: folder, env: {}, color: false, width: 120, readInput: () => Promise.resolve('') },
      ...{ out: () => undefined, err: () => undefined },
    };
    const no = { ...noQuestions, agree: () => Promise.resolve(false) };
    const leave = { ...noQuestions, choose: () => Promise.reject(new Cancelled()) };
    expect(await init({}, terminal, no)).toBe(2);
    expect(await init({}, terminal, leave)).toBe(2);
    expect(existsSync(path.join(folder, 'mig-lint.config.json'))).toBe(false);
  });

  it.each([
    ['without anybody to answer', [], 'nobody is there to answer: say it with flags, or --yes'],
    ['from a configuration that is not there', ['--from', 'squawk'], 'there is no .squawk.toml'],
    [
      'since a time that ids do not tell',
      ['--existing', 'since'],
      '--existing since needs migrations whose ids begin with a time',
    ],
  ])('is refused %s', async (_, flags, message) => {
    const { code, err } = await run(folderWith(users), 'init', ...flags);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('needs migrations', async () => {
    expect((await run(folderWith({}), 'init', '--yes')).err).toContain('no migrations found');
  });
});

describe('what is there already', () => {
  it('is accepted where nothing is known of what has shipped, and what comes later is checked', async () => {
    const folder = folderWith({ ...users, ...drop });
    expect((await run(folder)).code).toBe(1);
    const { out } = await run(folder, 'init', '--yes');
    expect(out).toContain('new      mig-lint-suppressions.json: accepts the error that is there');
    expect((await run(folder)).code).toBe(0);
    writeFileSync(path.join(folder, 'db/migrations/003_drop.sql'), 'drop table users;\n');
    expect((await run(folder)).code).toBe(1);
  });

  it('can be left unjudged, when the ids are times', async () => {
    const folder = folderWith({
      'db/migrations/20240101120000_users.sql': users['db/migrations/001_users.sql'],
      'db/migrations/20240102120000_drop.sql': drop['db/migrations/002_drop.sql'],
    });
    await run(folder, 'init', '--existing', 'since');
    expect(contents(folder, 'mig-lint.config.json')).toContain('"since": "20240102120001"');
    expect((await run(folder)).code).toBe(0);
  });

  it('is to be mended where it has not shipped', async () => {
    const repo = repository();
    repo.commit(users);
    repo.write(drop);
    await run(repo.folder, 'init', '--yes');
    expect(existsSync(path.join(repo.folder, 'mig-lint-suppressions.json'))).toBe(false);
    expect((await run(repo.folder)).code).toBe(1);
  });
});

describe('a hook', () => {
  const manifest = '{\n    "scripts": { "test": "vitest" },\n    "devDependencies": { "mig-lint": "*" }\n}\n';
  const files: Readonly<Record<HookTool, string>> = {
    husky: '.husky/pre-commit',
    lefthook: 'lefthook.yml',
    'pre-commit': '.pre-commit-config.yaml',
    'simple-git-hooks': 'package.json',
    'lint-staged': 'package.json',
  };

  it.each(hookToolNames)('of %s judges what is staged, and is written once', async (tool) => {
    const folder = folderWith({ ...users, 'package.json': manifest });
    await run(folder, 'init', '--hook', tool);
    const written = contents(folder, files[tool]);
    expect(written).toMatch(tool === 'pre-commit' ? /- id: mig-lint/ : /mig-lint --staged/);
    await run(folder, 'init', '--hook', tool);
    expect(contents(folder, files[tool])).toBe(written);
  });

  it.each([
    ['husky', '.husky/pre-commit', 'npm test\n', 'npm test\nmig-lint --staged\n'],
    [
      'pre-commit',
      '.pre-commit-config.yaml',
      'repos:\n- repo: local\n  hooks: []\n',
      /^repos:\n- repo: https:\/\/github\.com\/mig-lint\/mig-lint\n {2}rev: v[\d.]+\n {2}hooks:\n {4}- id: mig-lint\n- repo: local\n/,
    ],
    [
      'simple-git-hooks',
      '.simple-git-hooks.json',
      '{"pre-commit":"npm test"}',
      /"npm test && node_modules\/\.bin\/mig-lint --staged"/,
    ],
    [
      'lint-staged',
      '.lintstagedrc.json',
      '{"*.ts":"eslint"}',
      /"\*\.ts": "eslint",\n {2}"db\/migrations\/\*\*": "mig-lint --staged"/,
    ],
  ])('of %s joins those that are there', async (tool, file, before, after) => {
    const folder = folderWith({ ...users, 'package.json': manifest, [file]: before });
    await run(folder, 'init', '--hook', tool);
    expect(contents(folder, file)).toMatch(after);
  });

  it('is proposed with the tool that is in use', async () => {
    const folder = folderWith({ ...users, 'lefthook.yml': 'colors: false\n' });
    await run(folder, 'init', '--yes');
    expect(contents(folder, 'lefthook.yml')).toMatch(/^colors: false\n\npre-commit:\n {2}commands:\n/);
  });

  it('is printed where the configuration is of a form that is not known', async () => {
    const jobs = 'pre-commit:\n  jobs:\n    - run: npm test\n';
    const folder = folderWith({ ...users, 'lefthook.yml': jobs });
    const { out } = await run(folder, 'init', '--yes');
    expect(out).toContain('by hand  lefthook.yml');
    expect(contents(folder, 'lefthook.yml')).toBe(jobs);
  });

  it.each([
    ['package-lock.json', 'node_modules/.bin/mig-lint --staged'],
    ['pnpm-lock.yaml', 'node_modules/.bin/mig-lint --staged'],
    ['yarn.lock', 'yarn run mig-lint --staged'],
  ])('starts no package manager that it can do without: %s', async (lock, call) => {
    const folder = folderWith({ ...users, 'package.json': '{}', [lock]: '' });
    await run(folder, 'init', '--hook', 'simple-git-hooks');
    expect(contents(folder, 'package.json')).toContain(`"pre-commit": "${call}"`);
  });

  it('comes with what is left to do, in the words of the package manager', async () => {
    const folder = folderWith({ ...users, 'package.json': '{}', 'pnpm-lock.yaml': '' });
    const { out } = await run(folder, 'init', '--hook', 'simple-git-hooks');
    expect(out).toContain('Then run:\n  pnpm add -D mig-lint simple-git-hooks\n  npx simple-git-hooks\n');
  });
});
