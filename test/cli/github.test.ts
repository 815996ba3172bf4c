import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { withoutWaiting } from '../github/clock.ts';
import { fakeGitHub, type FakeGitHub, type State } from '../github/fake-github.ts';
import { folderWith, runIn, type Run } from './running.ts';

const head = 'a'.repeat(40);
const users = { 'migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n' };
const drop = { 'migrations/002_drop.sql': 'alter table users drop column name;\n' };
const added = (filename: string, patch: string) => ({ filename, status: 'added', patch });
const dropped = added('migrations/002_drop.sql', '@@ -0,0 +1 @@\n+alter table users drop column name;');

const event = JSON.stringify({
  pull_request: {
    number: 7,
    head: { sha: head, repo: { full_name: 'somebody/shop' } },
    base: { sha: 'b'.repeat(40), repo: { full_name: 'acme/shop' } },
  },
});

const open: FakeGitHub[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Job extends Run {
  readonly server: FakeGitHub;
  /** The file of the step's outputs. */
  readonly outputs: string;
  readonly summary: string;
}

/** Runs the command as the step of a workflow on pull_request. */
async function job(state: State, files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Job> {
  const server = await fakeGitHub(state);
  open.push(server);
  const config = { 'mig-lint.config.json': '{ "rules": { "require-lock-timeout": "off" } }' };
  const cwd = folderWith({
    ...config,
    ...files,
    '.git/HEAD': '',
    'ci/event.json': event,
    'ci/outputs': '',
    'ci/summary.md': '',
  });
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_EVENT_PATH: path.join(cwd, 'ci/event.json'),
    GITHUB_OUTPUT: path.join(cwd, 'ci/outputs'),
    GITHUB_STEP_SUMMARY: path.join(cwd, 'ci/summary.md'),
    GITHUB_TOKEN: 'secret',
  };
  const { outcome } = await withoutWaiting(() => runIn({ cwd, env }, 'github', ...args));
  const outputs = readFileSync(env.GITHUB_OUTPUT, 'utf8');
  return { ...outcome, server, outputs, summary: readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8') };
}

const linesOf = ({ server }: Job): readonly string[] => server.sent.map(({ line }) => line);

describe('mig-lint github', () => {
  it('reports the pull request of the event, and fails when there are errors', async () => {
    const done = await job({ files: [dropped] }, { ...users, ...drop });
    expect(done.code).toBe(1);
    expect(done.server.sent.find(({ line }) => line.endsWith('/check-runs'))?.body).toMatchObject({
      head_sha: head,
      conclusion: 'failure',
      output: { annotations: [{ path: 'migrations/002_drop.sql', start_line: 1, title: 'no-drop-column' }] },
    });
    expect(done.server.comments.map(({ body }) => body).join()).toContain('What 002&#95;drop locks');
    expect(done.err).toContain('mig-lint: check run made: failure\nmig-lint: comment made\n');
    expect(done.outputs).toBe('errors=1\nwarnings=0\n');
    expect(done.summary).toContain('## mig-lint: 1 error');
    expect(done.out).not.toContain('::error');
  });

  it('passes when there is nothing to report', async () => {
    const done = await job({ files: [] }, users);
    expect(done.code).toBe(0);
    expect(done.outputs).toBe('errors=0\nwarnings=0\n');
    expect(done.server.comments).toEqual([]);
  });

  it('passes with --fail-on never, and leaves the check neutral', async () => {
    const done = await job({ files: [dropped] }, { ...users, ...drop }, '--fail-on', 'never');
    expect(done.code).toBe(0);
    expect(JSON.stringify(done.server.sent)).toContain('"conclusion":"neutral"');
  });

  it('fails with --fail-on warning when there are warnings', async () => {
    const config = { 'mig-lint.config.json': '{ "rules": { "no-drop-column": "warn" } }' };
    const files = { ...users, ...drop, ...config };
    expect((await job({ files: [dropped] }, files)).code).toBe(0);
    expect((await job({ files: [dropped] }, files, '--fail-on', 'warning')).code).toBe(1);
  });

  it('leaves out what the pull request does not touch, and says so; --all shows it', async () => {
    const other = added('migrations/003_more.sql', '@@ -0,0 +1 @@\n+create table more (id bigint primary key);');
    const files = { ...users, ...drop, 'migrations/003_more.sql': 'create table more (id bigint primary key);\n' };
    const narrow = await job({ files: [other] }, files);
    expect(narrow.code).toBe(0);
    expect(narrow.out).toContain('1 finding in migrations that this pull request does not touch: --all shows them');
    expect((await job({ files: [other] }, files, '--all')).code).toBe(1);
  });

  it('keeps what lies beside a file that the pull request deletes', async () => {
    const files = [{ filename: 'migrations/000_old.sql', status: 'removed' }];
    expect((await job({ files }, { ...users, ...drop })).code).toBe(1);
  });

  it('writes no comment and suggests nothing when told so', async () => {
    const done = await job({ files: [dropped] }, { ...users, ...drop }, '--no-comment', '--no-suggestions');
    expect(linesOf(done)).toEqual(['GET /repos/acme/shop/pulls/7/files', 'POST /repos/acme/shop/check-runs']);
  });

  it('prints annotations where a fork may only read, and says why', async () => {
    const done = await job({ files: [dropped], isReadOnly: true }, { ...users, ...drop });
    expect(done.code).toBe(1);
    expect(done.out).toContain('::error file=migrations/002_drop.sql,line=1,');
    expect(done.err).toContain('no check run: GitHub refuses (Resource not accessible by integration)');
    expect(done.err).toContain('the token of a pull request from a fork may only read');
    expect(done.summary).toContain('## mig-lint: 1 error');
  });

  it('reports everything when the files of the pull request cannot be read', async () => {
    const failures = [{ at: /files/, status: 404, message: 'Not Found' }];
    const done = await job({ failures }, { ...users, ...drop });
    expect(done.code).toBe(1);
    expect(done.err).toContain('what the pull request changes is not known: GitHub refuses (Not Found)');
  });
});

describe('a dry run', () => {
  it('prints what would be sent, and sends nothing', async () => {
    const done = await job({ files: [dropped] }, { ...users, ...drop }, '--dry-run', '--format', 'compact');
    expect(done.out).toContain('POST check-runs\n{\n  "name": "mig-lint",');
    expect(done.out).toContain('POST issues/7/comments\n');
    expect(linesOf(done).filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect([done.outputs, done.summary]).toEqual(['', '']);
  });

  it('needs no token and no GitHub Actions', async () => {
    const cwd = folderWith({ ...users, ...drop });
    const { code, out } = await runIn({ cwd }, 'github', '--repo', 'acme/shop', '--sha', head, '--dry-run');
    expect(code).toBe(1);
    expect(out).toContain(`"head_sha": "${head}"`);
  });
});

describe('exit code 2', () => {
  it.each([
    ['no repository', ['--sha', head], {}, 'it is not known which repository is meant: give --repo owner/name'],
    ['no token', ['--sha', head, '--repo', 'acme/shop'], {}, 'there is no token: set GITHUB_TOKEN'],
    ['a level that is none', ['--fail-on', 'notice'], {}, 'Allowed choices are error, warning, never'],
    ['no migrations', ['--sha', head, '--repo', 'a/b'], { GITHUB_TOKEN: 't' }, 'no migrations found'],
  ])('for %s', async (_, args, env, message) => {
    const { code, err } = await runIn({ cwd: folderWith({ 'readme.txt': '' }), env }, 'github', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
