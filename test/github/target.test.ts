import { describe, expect, it } from 'vitest';
import { findTarget } from '../../src/github/target.ts';

const head = 'a'.repeat(40);
const merge = 'b'.repeat(40);
const actions = {
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: merge,
  GITHUB_API_URL: 'https://github.acme.test/api/v3/',
  GITHUB_SERVER_URL: 'https://github.acme.test',
  GITHUB_RUN_ID: '42',
};

function pullRequest(from: string | null): string {
  const repo = from === null ? null : { full_name: from };
  return JSON.stringify({
    action: 'synchronize',
    pull_request: {
      number: 7,
      head: { sha: head, repo },
      base: { sha: merge, repo: { full_name: 'acme/shop' } },
    },
  });
}

describe('in GitHub Actions', () => {
  it('a pull request is reported on at its head, and not at the merge that is tested', () => {
    expect(findTarget(actions, pullRequest('acme/shop'), {})).toEqual({
      kind: 'target',
      target: {
        apiUrl: 'https://github.acme.test/api/v3',
        repository: { owner: 'acme', repo: 'shop' },
        commit: head,
        pull: 7,
        isFork: false,
        page: 'https://github.acme.test/acme/shop/actions/runs/42',
      },
    });
  });

  it.each([
    ['of another repository', 'somebody/shop'],
    ['whose repository is gone', null],
  ])('a pull request %s is one from a fork', (_, from) => {
    expect(findTarget(actions, pullRequest(from), {})).toMatchObject({ target: { isFork: true } });
  });

  it.each([
    ['no event', undefined],
    ['the event of a push', '{ "ref": "refs/heads/main", "head_commit": {} }'],
    ['something else than JSON', '{'],
    ['a pull request without a number', '{ "pull_request": { "number": "7" } }'],
  ])('%s is a push of the commit', (_, event) => {
    const found = findTarget(actions, event, {});
    expect(found).toMatchObject({ target: { commit: merge, isFork: false } });
    expect(found).not.toHaveProperty('target.pull');
  });
});

describe('flags', () => {
  it('say everything where there is no GitHub Actions', () => {
    expect(findTarget({}, undefined, { repo: 'acme/shop', sha: head, pr: 3 })).toEqual({
      kind: 'target',
      target: {
        apiUrl: 'https://api.github.com',
        repository: { owner: 'acme', repo: 'shop' },
        commit: head,
        pull: 3,
        isFork: false,
      },
    });
  });

  it('that name another pull request take no commit from the event', () => {
    const found = findTarget(actions, pullRequest('acme/shop'), { pr: 8 });
    expect(found).toMatchObject({ target: { pull: 8, commit: merge } });
  });

  it.each([
    ['no repository', {}, { sha: head }, 'which repository is meant: give --repo owner/name'],
    ['a repository with a path', {}, { repo: 'acme/shop/../../user', sha: head }, 'which repository is meant'],
    ['a shortened commit', {}, { repo: 'acme/shop', sha: 'abc1234' }, 'which commit is meant: give --sha <commit>'],
    ['a server that is none', { GITHUB_API_URL: 'file:///etc' }, { repo: 'acme/shop', sha: head }, 'GITHUB_API_URL'],
  ])('%s is refused', (_, env, flags, reason) => {
    const found = findTarget(env, undefined, flags);
    expect(found.kind === 'unknown' ? found.reason : '').toContain(reason);
  });
});
