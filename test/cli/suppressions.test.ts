import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSuppressions, type Suppressions } from '../../src/lint/suppressions-file.ts';
import { repository } from '../history/repository.ts';
import { folderWith, run } from './running.ts';

const users = { 'migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n' };
const drops = { 'migrations/002_drop.sql': 'alter table users drop column name;\ndrop table users;\n' };

function written(folder: string, name = 'mig-lint-suppressions.json'): Suppressions {
  return parseSuppressions(readFileSync(path.join(folder, name), 'utf8'), name);
}

/** A folder whose errors have all been accepted. */
async function settled(): Promise<string> {
  const folder = folderWith({ ...users, ...drops });
  expect((await run(folder, '--suppress-all')).code).toBe(0);
  return folder;
}

describe('--suppress-all', () => {
  it('accepts every error, and the next run has nothing to report', async () => {
    const folder = await settled();
    expect(written(folder).suppressions.map(({ rule }) => rule)).toEqual(['no-drop-column', 'no-drop-table']);
    const { code, out } = await run(folder);
    expect(code).toBe(0);
    expect(out).toContain('2 suppressed');
  });

  it('accepts no finding that comes later', async () => {
    const folder = await settled();
    writeFileSync(path.join(folder, 'migrations/003_more.sql'), 'drop table orders;\n');
    const { code, out } = await run(folder);
    expect(code).toBe(1);
    expect(out).toContain('orders is dropped');
    expect(out).not.toContain('users is dropped');
  });

  it('still accepts what moved to other lines', async () => {
    const folder = await settled();
    const file = path.join(folder, 'migrations/002_drop.sql');
    writeFileSync(file, `-- a comment\n\n${readFileSync(file, 'utf8')}`);
    expect((await run(folder)).code).toBe(0);
  });

  it('leaves no trace where nothing was found', async () => {
    const folder = folderWith(users);
    expect((await run(folder, '--suppress-all')).code).toBe(0);
    expect(existsSync(path.join(folder, 'mig-lint-suppressions.json'))).toBe(false);
  });
});

it('--suppress-rule accepts the errors of the rules that it names', async () => {
  const folder = folderWith({ ...users, ...drops });
  const { code, out } = await run(folder, '--suppress-rule', 'no-drop-table');
  expect(code).toBe(1);
  expect(out).toContain('users.name is dropped');
  expect(written(folder).suppressions).toMatchObject([{ rule: 'no-drop-table', file: 'migrations/002_drop.sql' }]);
});

describe('a suppression of what no longer occurs', () => {
  async function mended(): Promise<string> {
    const folder = await settled();
    writeFileSync(path.join(folder, 'migrations/002_drop.sql'), 'alter table users drop column name;\n');
    return folder;
  }

  it('is an error with exit code 2, which names it', async () => {
    const { code, err } = await run(await mended());
    expect(code).toBe(2);
    expect(err).toContain('there are suppressions left that do not occur any more; --prune-suppressions removes them');
    expect(err).toContain('migrations/002_drop.sql: no-drop-table');
  });

  it('is removed by --prune-suppressions', async () => {
    const folder = await mended();
    expect((await run(folder, '--prune-suppressions')).code).toBe(0);
    expect(written(folder).suppressions).toMatchObject([{ rule: 'no-drop-column' }]);
    expect((await run(folder)).code).toBe(0);
  });

  it('passes with --pass-on-unpruned-suppressions', async () => {
    expect((await run(await mended(), '--pass-on-unpruned-suppressions')).code).toBe(0);
  });

  it('is not searched for in migrations that are not judged', async () => {
    const repo = repository();
    repo.commit({ ...users, ...drops });
    expect((await run(repo.folder, '--all', '--suppress-all')).code).toBe(0);
    const { code, out } = await run(repo.folder);
    expect(out).toContain('no new migrations');
    expect(code).toBe(0);
  });
});

describe('--suppressions-location', () => {
  it('is a file, or the folder of one', async () => {
    const folder = folderWith({ ...users, ...drops, 'db/readme.md': '' });
    await run(folder, '--suppress-all', '--suppressions-location', 'db');
    expect(written(folder, 'db/mig-lint-suppressions.json').suppressions).toHaveLength(2);
    expect((await run(folder)).code).toBe(1);
    expect((await run(folder, '--suppressions-location', 'db/mig-lint-suppressions.json')).code).toBe(0);
  });

  it('has to be there, unless it is to be written', async () => {
    const { code, err } = await run(folderWith(users), '--suppressions-location', 'other.json');
    expect(code).toBe(2);
    expect(err).toContain('the suppressions file other.json does not exist');
  });
});

it.each([
  [
    ['--suppress-all', '--suppress-rule', 'no-drop-table'],
    '--suppress-all and --suppress-rule cannot be used together',
  ],
  [['--prune-suppressions', '--suppress-all'], '--prune-suppressions cannot be used together with'],
  [['--suppress-rule', 'no-drop-tables'], 'there is no such rule'],
])('%j is refused', async (flags, message) => {
  const { code, err } = await run(folderWith({ ...users, ...drops }), ...flags);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

it('a file that cannot be read stops the run, with the place in it', async () => {
  const folder = folderWith({ ...users, 'mig-lint-suppressions.json': '{ "version": 1, "suppressions": [{}] }' });
  const { code, err } = await run(folder);
  expect(code).toBe(2);
  expect(err).toContain('mig-lint-suppressions.json, at suppressions.0.file');
});

it('SARIF shows what the file accepts as suppressed outside of the source', async () => {
  const { out } = await run(await settled(), '--format', 'sarif');
  expect(out).toContain('"kind":"external"');
});

it('--staged counts the suppressions as they are staged', async () => {
  const repo = repository();
  repo.commit(users);
  repo.write(drops);
  repo.git('add', '--all');
  await run(repo.folder, '--suppress-all');
  repo.git('add', '--all');
  writeFileSync(path.join(repo.folder, 'mig-lint-suppressions.json'), '{ "version": 1, "suppressions": [] }');
  expect((await run(repo.folder)).code).toBe(1);
  expect((await run(repo.folder, '--staged')).code).toBe(0);
});
