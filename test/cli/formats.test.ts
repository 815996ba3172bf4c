import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowCommands } from '../report/workflow-commands.ts';
import { folderWith, run, runIn } from './running.ts';

const files = {
  'migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n',
  'migrations/002_drop.sql': 'alter table users drop column name;\n',
  'mig-lint.config.json': '{ "rules": { "require-lock-timeout": "off" } }',
};

// The first run loads the parser, which takes its time on a busy machine.
beforeAll(async () => {
  await run(folderWith(files));
}, 60_000);

const textOf = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

describe('--format', () => {
  it('given several times writes each format to its file, and the one without to standard output', async () => {
    const folder = folderWith(files);
    const { code, out } = await run(
      folder,
      '--format',
      'sarif=out.sarif',
      '--format',
      'compact',
      '--format=junit=junit.xml',
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^migrations\/002_drop\.sql: line 1, col 1, Error - /);
    expect(JSON.parse(textOf(folder, 'out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(textOf(folder, 'junit.xml')).toContain('failures="1"');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('with files only leaves standard output empty', async () => {
    expect((await run(folderWith(files), '--format', 'json=out.json')).out).toBe('');
  });

  it('without a file goes to the output file, if there is one', async () => {
    const folder = folderWith(files);
    const { out } = await run(folder, '--format', 'gitlab', '--format', 'json=out.json', '-o', 'gitlab.json');
    expect(out).toBe('');
    expect(JSON.parse(textOf(folder, 'gitlab.json'))).toMatchObject([{ check_name: 'no-drop-column' }]);
  });

  it('gets what it needs: the page holds the schema and what is locked', async () => {
    const folder = folderWith(files);
    await run(folder, '--format', 'html=report.html');
    expect(textOf(folder, 'report.html')).toMatch(/<svg [^]*<h2>The schema before and after<\/h2>/);
  });

  it.each([
    ['two for one output', ['--format', 'json', '--format', 'pretty'], 'json and pretty cannot share one output'],
    ['two for one file', ['--format', 'json=a', '--format', 'sarif=./a'], 'two formats cannot be written to one file'],
    ['a file without a name', ['--format', 'json='], '--format json= names no file'],
    [
      'no format for the output file',
      ['--format', 'json=a', '-o', 'b'],
      '--output-file is for the format without a file',
    ],
    ['a name that is mistyped', ['--format', 'sarfi=x'], 'unknown format "sarfi": did you mean "sarif"?'],
    ['a name from elsewhere', ['--format', 'toString'], 'unknown format "toString": expected one of pretty,'],
  ])('refuses %s', async (_, args, message) => {
    const { code, err } = await run(folderWith(files), ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says when a file cannot be written', async () => {
    const { code, err } = await run(folderWith(files), '--format', 'json=no/such/folder.json');
    expect(code).toBe(2);
    expect(err).toContain('folder.json cannot be written');
  });
});

describe('paths', () => {
  it('start at the root of the repository for what reads the repository, at the folder of the run for the others', async () => {
    const folder = folderWith({
      'services/shop/mig-lint.config.json': '{}',
      'services/shop/migrations/001_drop.sql': 'drop table users;\n',
    });
    mkdirSync(path.join(folder, '.git'));
    const shop = path.join(folder, 'services/shop');
    await run(path.join(shop, 'migrations'), '--format', 'gitlab=gitlab.json', '--format', 'rdjson=rd.json');
    expect(textOf(shop, 'migrations/gitlab.json')).toContain('"path": "services/shop/migrations/001_drop.sql"');
    expect(textOf(shop, 'migrations/rd.json')).toContain('"path": "001_drop.sql"');
  });
});

describe('in GitHub Actions', () => {
  function actions(): {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly summary: string;
  } {
    const cwd = folderWith({ ...files, 'summary.md': '# before\n' });
    const summary = path.join(cwd, 'summary.md');
    return { cwd, summary, env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary } };
  }
  const commandNames = (text: string): readonly string[] => workflowCommands(text).map(({ name }) => name);

  it('annotations and a step summary come beside the text for people', async () => {
    const { cwd, env, summary } = actions();
    const { out } = await runIn({ cwd, env });
    expect(out).toMatch(/^migrations\/002_drop\.sql\n/);
    expect(commandNames(out)).toEqual(['error']);
    expect(readFileSync(summary, 'utf8')).toMatch(/^# before\n## mig-lint: 1 error in [^]*What 002&#95;drop locks/);
  });

  it('annotations stay out of a report that a program reads', async () => {
    const { cwd, env } = actions();
    const { out, err } = await runIn({ cwd, env }, '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ version: 1 });
    expect(commandNames(err)).toEqual(['error']);
  });

  it('neither comes twice', async () => {
    const { cwd, env, summary } = actions();
    const { out, err } = await runIn({ cwd, env }, '--format', 'github', '--format', 'markdown=own.md');
    expect(commandNames(out + err)).toEqual(['error']);
    expect(readFileSync(summary, 'utf8')).toBe('# before\n');
  });

  it('neither comes with --no-ci, or elsewhere', async () => {
    const { cwd, env, summary } = actions();
    const quiet = await runIn({ cwd, env }, '--no-ci');
    const elsewhere = await runIn({ cwd, env: { ...env, GITHUB_ACTIONS: '' } });
    expect(commandNames(quiet.out + quiet.err + elsewhere.out + elsewhere.err)).toEqual([]);
    expect(readFileSync(summary, 'utf8')).toBe('# before\n');
  });

  it('a summary that has no room left is left as it is', async () => {
    const { cwd, env, summary } = actions();
    writeFileSync(summary, 'x'.repeat(1024 * 1024));
    const { code, err } = await runIn({ cwd, env });
    expect(code).toBe(1);
    expect(err).toContain('there is no room left in the step summary');
    expect(readFileSync(summary, 'utf8')).toHaveLength(1024 * 1024);
  });

  it('a summary that cannot be written fails nothing', async () => {
    const { cwd, env } = actions();
    const { code, err } = await runIn({ cwd, env: { ...env, GITHUB_STEP_SUMMARY: path.join(cwd, 'no/such.md') } });
    expect(code).toBe(1);
    expect(err).toContain('the step summary cannot be written');
  });
});
