import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gitIn, type RunGit } from '../../src/history/git-command.ts';
import { shippedByGit, type GitRequest } from '../../src/history/git.ts';
import type { Shipped, ShippedCommit } from '../../src/history/history.ts';
import { repository, shallowClone, temporaryFolder, type Repository } from './repository.ts';

beforeEach(() => {
  vi.stubEnv('GITHUB_BASE_REF', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function shipped(root: string, request: Partial<GitRequest> = {}): Promise<Shipped> {
  return shippedByGit({ root, source: undefined, folders: [''], ...request });
}

async function shippedCommit(root: string, request: Partial<GitRequest> = {}): Promise<ShippedCommit> {
  const state = await shipped(root, request);
  if (state.kind !== 'commit') throw new Error(`${state.kind}: ${state.limits.join(' ')}`);
  return state;
}

/** A clone's view: `origin/main` where main is now. */
function publishMain(repo: Repository): void {
  repo.git('update-ref', 'refs/remotes/origin/main', 'main');
}

describe('what has shipped on a branch', () => {
  it('is what HEAD had when it left the branch', async () => {
    const repo = repository();
    const base = repo.commit({ 'm/1.sql': 'one' });
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.commit({ 'm/2.sql': 'two' });
    repo.git('switch', '--quiet', 'main');
    repo.commit({ 'm/3.sql': 'three' });
    repo.git('switch', '--quiet', 'feature');

    const state = await shippedCommit(repo.folder, { source: { branch: 'main' } });

    expect(state).toMatchObject({ commit: base, paths: ['m/1.sql'], limits: [] });
    expect(state.description).toBe(`main (${base.slice(0, 7)})`);
  });

  it('is all that is committed, when HEAD is the branch itself', async () => {
    const repo = repository();
    const head = repo.commit({ 'm/1.sql': 'one', 'm/2.sql': 'two' });
    repo.write({ 'm/3.sql': 'three' });
    expect(await shippedCommit(repo.folder)).toMatchObject({ commit: head, paths: ['m/1.sql', 'm/2.sql'] });
  });

  it('is found on origin, when the branch has no local twin', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    publishMain(repo);
    repo.git('branch', '--quiet', '--move', 'feature');
    const state = await shippedCommit(repo.folder, { source: { branch: 'main' } });
    expect(state.description).toMatch(/^origin\/main /);
  });

  it('can be named by a commit', async () => {
    const repo = repository();
    const first = repo.commit({ 'm/1.sql': 'one' });
    repo.commit({ 'm/2.sql': 'two' });
    expect(await shippedCommit(repo.folder, { source: { branch: 'HEAD~1' } })).toMatchObject({ commit: first });
  });
});

describe('the default branch', () => {
  it('is where origin/HEAD points, and is called that', async () => {
    const repo = repository();
    const base = repo.commit({ 'm/1.sql': 'one' });
    repo.git('update-ref', 'refs/remotes/origin/trunk', 'main');
    repo.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    repo.commit({ 'm/2.sql': 'two' });
    const state = await shippedCommit(repo.folder);
    expect(state).toMatchObject({ commit: base, description: `origin/trunk (${base.slice(0, 7)})` });
  });

  it('is origin/main before main', async () => {
    const repo = repository();
    const base = repo.commit({ 'm/1.sql': 'one' });
    publishMain(repo);
    repo.commit({ 'm/2.sql': 'two' });
    expect(await shippedCommit(repo.folder)).toMatchObject({ commit: base });
  });

  it('is the branch that a pull request on GitHub goes to', async () => {
    const repo = repository();
    const base = repo.commit({ 'm/1.sql': 'one' });
    repo.git('update-ref', 'refs/remotes/origin/release/2', 'main');
    repo.commit({ 'm/2.sql': 'two' });
    publishMain(repo);
    vi.stubEnv('GITHUB_BASE_REF', 'release/2');
    expect(await shippedCommit(repo.folder)).toMatchObject({ commit: base, limits: [] });
  });

  it('is said to be another one, when that of the pull request is not there', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    publishMain(repo);
    vi.stubEnv('GITHUB_BASE_REF', 'release/2');
    const state = await shippedCommit(repo.folder);
    expect(state.limits).toEqual([
      'GITHUB_BASE_REF names release/2, but origin/release/2 is not in this clone: origin/main is taken',
    ]);
  });
});

describe('what has shipped in a release', () => {
  it('is the newest tag by version that leads to HEAD', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    repo.git('tag', 'v1.9');
    const release = repo.commit({ 'm/2.sql': 'two' });
    repo.git('tag', '--annotate', '--message=release', 'v1.10');
    repo.git('tag', 'nightly-9');
    repo.commit({ 'm/3.sql': 'three' });
    repo.git('switch', '--quiet', '--create', 'side');
    repo.commit({ 'm/4.sql': 'four' });
    repo.git('tag', 'v2.0');
    repo.git('switch', '--quiet', 'main');

    const state = await shippedCommit(repo.folder, { source: { tags: 'v*' } });

    expect(state).toMatchObject({ commit: release, description: `v1.10 (${release.slice(0, 7)})` });
  });

  it('is a release rather than its candidate', async () => {
    const repo = repository();
    const release = repo.commit({ 'm/1.sql': 'one' });
    repo.git('tag', 'v2.0-rc1');
    repo.git('tag', 'v2.0');
    const state = await shippedCommit(repo.folder, { source: { tags: 'v*' } });
    expect(state.description).toBe(`v2.0 (${release.slice(0, 7)})`);
  });

  it('is unknown without a tag that matches', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    expect(await shipped(repo.folder, { source: { tags: 'v*' } })).toMatchObject({
      kind: 'unknown',
      limits: ['no tag that matches v* leads to HEAD: everything counts as new'],
    });
  });
});

describe('files', () => {
  it('that were changed, deleted or renamed are known with their old text', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'm/2.sql': 'two', 'm/3.sql': 'three', 'm/4.sql': 'four' });
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.git('mv', 'm/4.sql', 'm/5.sql');
    repo.commit({ 'm/1.sql': 'one, changed and committed' });
    repo.write({ 'm/2.sql': 'two, changed in the work tree', 'm/6.sql': 'untracked' });
    repo.remove('m/3.sql');

    const state = await shippedCommit(repo.folder, { source: { branch: 'main' } });

    expect(state.paths).toEqual(['m/1.sql', 'm/2.sql', 'm/3.sql', 'm/4.sql']);
    expect([...state.changed].sort()).toEqual(['m/1.sql', 'm/2.sql', 'm/3.sql', 'm/4.sql', 'm/5.sql']);
    expect(Object.fromEntries(state.texts)).toEqual({
      'm/1.sql': 'one',
      'm/2.sql': 'two',
      'm/3.sql': 'three',
      'm/4.sql': 'four',
    });
  });

  it('of other folders are not looked at', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'n/1.sql': 'one', 'mm/1.sql': 'one' });
    repo.write({ 'n/1.sql': 'changed' });
    const state = await shippedCommit(repo.folder, { folders: ['m', 'nowhere'] });
    expect(state.paths).toEqual(['m/1.sql']);
    expect(state.changed).toEqual(new Set());
  });

  it('are none, when no folder is asked for', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    expect((await shippedCommit(repo.folder, { folders: [] })).paths).toEqual([]);
  });

  it('have paths relative to a root below the top of the repository', async () => {
    const repo = repository();
    repo.commit({ 'app/m/1.sql': 'one', 'other/m/1.sql': 'one' });
    repo.write({ 'app/m/1.sql': 'changed', 'other/m/1.sql': 'changed' });
    const state = await shippedCommit(`${repo.folder}/app`, { folders: ['', 'm'] });
    expect(state.paths).toEqual(['m/1.sql']);
    expect(Object.fromEntries(state.texts)).toEqual({ 'm/1.sql': 'one' });
  });

  it.each([
    ['spaces', 'my migrations/first one.sql'],
    ['a line break', 'm/one\ntwo.sql'],
    ['leading dashes', '--output=x/-1.sql'],
    ['letters beyond ASCII', 'миграции/é-日本.sql'],
    ['quotes', 'm/"it\'s".sql'],
    ['the signs of a pathspec', ':(exclude)m/*[1].sql'],
  ])('are found by names with %s', async (_, path) => {
    const repo = repository();
    repo.commit({ [path]: 'old', 'other/1.sql': 'one' });
    repo.write({ [path]: 'new' });
    const state = await shippedCommit(repo.folder, { folders: [path.slice(0, path.indexOf('/'))] });
    expect(state.paths).toEqual([path]);
    expect([...state.texts]).toEqual([[path, 'old']]);
  });

  it('have texts without a byte order mark, and none if they are not text', async () => {
    const repo = repository();
    repo.commit({
      'bom.sql': '\uFEFFsélect 1',
      'utf16.sql': Buffer.from('\uFEFFselect 1', 'utf16le'),
      'zero.sql': 'a\0b',
    });
    repo.write({ 'bom.sql': 'x', 'utf16.sql': 'x', 'zero.sql': 'x' });
    expect([...(await shippedCommit(repo.folder)).texts]).toEqual([['bom.sql', 'sélect 1']]);
  });

  it('of which many have changed are still read by five runs of git', async () => {
    const repo = repository();
    const paths = Array.from({ length: 300 }, (_, index) => `m/${String(index)}.sql`);
    repo.commit(Object.fromEntries(paths.map((path) => [path, `${path} old é`.repeat(99)])));
    publishMain(repo);
    repo.write(Object.fromEntries(paths.map((path) => [path, 'new'])));
    const git = vi.fn<RunGit>(gitIn(repo.folder));

    const state = await shippedByGit({ root: repo.folder, source: undefined, folders: ['m'] }, git);

    expect(git).toHaveBeenCalledTimes(5);
    expect(state).toMatchObject({ kind: 'commit', texts: { size: 300 } });
  });
});

describe('a shallow clone', () => {
  it('takes all of the branch as shipped, and says so, when it cannot see where HEAD left it', async () => {
    const origin = repository();
    origin.commit({ 'm/1.sql': 'one' });
    origin.git('switch', '--quiet', '--create', 'feature');
    origin.commit({ 'm/2.sql': 'two' });
    origin.git('switch', '--quiet', 'main');
    const tip = origin.commit({ 'm/3.sql': 'three' });
    const clone = shallowClone(origin, '--branch=feature', '--no-single-branch');

    const state = await shippedCommit(clone.folder, { source: { branch: 'origin/main' } });

    expect(state).toMatchObject({ commit: tip, paths: ['m/1.sql', 'm/3.sql'] });
    expect(state.limits).toEqual([
      'this is a shallow clone without the commit where HEAD left origin/main: all of origin/main is taken as shipped; ' +
        'fetch the whole history (actions/checkout: `fetch-depth: 0`)',
    ]);
  });

  it('of the branch itself knows all that it needs', async () => {
    const origin = repository();
    origin.commit({ 'm/1.sql': 'one' });
    const tip = origin.commit({ 'm/2.sql': 'two' });
    const clone = shallowClone(origin);
    expect(await shippedCommit(clone.folder)).toMatchObject({ commit: tip, paths: ['m/1.sql', 'm/2.sql'], limits: [] });
  });

  it('without the branch names what was tried, and what to do', async () => {
    const origin = repository();
    origin.commit({ 'm/1.sql': 'one' });
    origin.git('switch', '--quiet', '--create', 'feature');
    origin.commit({ 'm/2.sql': 'two' });
    const clone = shallowClone(origin, '--branch=feature');
    expect(await shipped(clone.folder, { source: { branch: 'main' } })).toMatchObject({
      kind: 'unknown',
      limits: [
        'no branch to compare with was found (tried main, origin/main); this is a shallow clone: ' +
          'fetch the whole history (actions/checkout: `fetch-depth: 0`): everything counts as new',
      ],
    });
  });
});

describe('nothing is known, and everything counts as new,', () => {
  it('without git', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    vi.stubEnv('PATH', temporaryFolder());
    expect(await shipped(repo.folder)).toEqual({
      kind: 'unknown',
      description: 'nothing is known to have shipped',
      limits: ['git was not found on the PATH: everything counts as new'],
    });
  });

  it('outside of a repository', async () => {
    expect((await shipped(temporaryFolder())).limits).toEqual([
      'this folder is not in a git repository: everything counts as new',
    ]);
  });

  it('before the first commit', async () => {
    expect((await shipped(repository().folder)).limits).toEqual([
      'the repository has no commits yet: everything counts as new',
    ]);
  });

  it('when no default branch is found', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    repo.git('branch', '--move', 'develop');
    expect((await shipped(repo.folder)).limits).toEqual([
      'no branch to compare with was found (tried origin/HEAD, origin/main, origin/master, main, master): everything counts as new',
    ]);
  });

  it('when HEAD and the branch have nothing in common', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    repo.git('switch', '--quiet', '--orphan', 'island');
    repo.commit({ 'm/2.sql': 'two' });
    expect((await shipped(repo.folder)).limits).toEqual([
      'HEAD and main have no commit in common: everything counts as new',
    ]);
  });

  it.each(['--output=x', 'a\nb', 'a\0b'])('for a branch that is named %j', async (branch) => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    expect((await shipped(repo.folder, { source: { branch } })).limits).toEqual([
      `${JSON.stringify(branch)} cannot be the name of a branch: everything counts as new`,
    ]);
  });

  it('in a repository without a work tree', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    const bare = temporaryFolder();
    repo.git('clone', '--quiet', '--bare', repo.folder, bare);
    expect((await shipped(bare)).limits).toEqual([
      'this folder is a repository without a work tree, which is not asked: everything counts as new',
    ]);
  });
});

it('does not mind the variables that git sets in a hook', async () => {
  const repo = repository();
  repo.commit({ 'app/1.sql': 'one' });
  vi.stubEnv('GIT_DIR', '.git');
  vi.stubEnv('GIT_INDEX_FILE', '.git/index.lock');
  expect(await shipped(`${repo.folder}/app`)).toMatchObject({ kind: 'commit', paths: ['1.sql'] });
});

it('runs no git that the repository brings along', async () => {
  const repo = repository();
  repo.commit({ 'node_modules/.bin/git': '#!/bin/sh\nexit 99\n' });
  chmodSync(`${repo.folder}/node_modules/.bin/git`, 0o755);
  expect(await shipped(repo.folder)).toMatchObject({ kind: 'commit' });
});
