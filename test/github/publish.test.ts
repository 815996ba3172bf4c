import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/github/client.ts';
import type { ChangedFile } from '../../src/github/github.ts';
import { publish, type Published } from '../../src/github/publish.ts';
import type { Target } from '../../src/github/target.ts';
import { conclusionOf } from '../../src/github/verdict.ts';
import type { Report } from '../../src/model/report.ts';
import { diagnostic, foreignKeyChange, migrationFile, options, report } from '../report/reports.ts';
import { withoutWaiting, type Timed } from './clock.ts';
import { bot, fakeGitHub, type FakeGitHub, type State } from './fake-github.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const file = `services/shop/${migrationFile}`;
const bad = report({ diagnostics: [foreignKeyChange] });
const clean = report({});
const comment = (id: number, body: string, user = bot) => ({ id, body, user });
const human = { login: 'someone', type: 'User' };

/** The whole file as new lines of a diff. */
const whole: ChangedFile = {
  path: file,
  status: 'added',
  patch: `@@ -0,0 +1,19 @@\n${(bad.texts.get(migrationFile) ?? '')
    .split('\n')
    .map((line) => `+${line}`)
    .join('\n')}`,
};

const open: FakeGitHub[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Told extends Timed<Published> {
  readonly server: FakeGitHub;
  /** The requests, without the repository's path. */
  readonly lines: readonly string[];
  readonly waits: readonly string[];
}

interface Telling {
  readonly report?: Report;
  readonly isFork?: boolean;
  /** False: a push. */
  readonly isPull?: boolean;
  readonly changed?: readonly ChangedFile[];
  readonly name?: string;
}

async function tell(state: State, telling: Telling = {}): Promise<Told> {
  const server = await fakeGitHub(state);
  open.push(server);
  const waits: string[] = [];
  const target: Target = {
    apiUrl: server.url,
    repository: { owner: 'acme', repo: 'shop' },
    commit,
    ...(telling.isPull === false ? {} : { pull: 7 }),
    isFork: telling.isFork ?? false,
  };
  const { diagnostics } = telling.report ?? bad;
  const timed = await withoutWaiting(async () => {
    const github = await connect({
      ...target,
      token: 'secret',
      userAgent: 'mig-lint/test',
      env: {},
      onWait: (sentence) => waits.push(sentence),
    });
    return publish(github, telling.report ?? bad, options, {
      name: telling.name ?? 'mig-lint',
      target,
      conclusion: conclusionOf(diagnostics, 'error'),
      changed: telling.changed ?? [],
      comment: true,
      suggestions: true,
    });
  });
  const lines = server.sent.map(({ line }) => line.replace('/repos/acme/shop', ''));
  return { ...timed, server, lines, waits };
}

function bodyOf({ server }: Told, line: string): unknown {
  return server.sent.find((one) => one.line.endsWith(line))?.body;
}

describe('the check run', () => {
  it('stands on the head commit, with annotations by their paths in the repository', async () => {
    const told = await tell({});
    expect(bodyOf(told, '/check-runs')).toMatchObject({
      name: 'mig-lint',
      head_sha: commit,
      conclusion: 'failure',
      output: {
        title: '1 error in 1 of 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s',
        annotations: [{ path: file, start_line: 9, annotation_level: 'failure', title: 'safe-foreign-key-change' }],
      },
    });
    expect(told.server.sent[0]?.headers.authorization).toBe('token secret');
    expect(told.server.sent[0]?.headers['user-agent']).toContain('mig-lint/test');
    expect(told.outcome).toMatchObject({ hasCheckRun: true, problems: [] });
  });

  it('is neutral with warnings, and a success without findings', async () => {
    const warned = await tell({}, { report: report({ diagnostics: [diagnostic({ severity: 'warning' })] }) });
    expect(bodyOf(warned, '/check-runs')).toMatchObject({ conclusion: 'neutral' });
    expect(bodyOf(await tell({}, { report: clean }), '/check-runs')).toMatchObject({ conclusion: 'success' });
  });

  it('gets its annotations in batches of 50, one a second', async () => {
    const diagnostics = Array.from({ length: 120 }, (_, index) => diagnostic({ message: `finding ${index}` }));
    const { server, lines, seconds } = await tell({}, { report: report({ diagnostics }), isPull: false });
    expect(lines).toEqual(['POST /check-runs', 'PATCH /check-runs/1001', 'PATCH /check-runs/1001']);
    expect(JSON.stringify(server.sent.map(({ body }) => body)).match(/"annotation_level"/g)).toHaveLength(120);
    expect(seconds).toBeGreaterThanOrEqual(2);
  });
});

describe('the comment', () => {
  it('is made once, and then written anew', async () => {
    const first = await tell({});
    expect(first.lines).toContain('POST /issues/7/comments');
    expect(first.outcome.done).toEqual(['check run made: failure', 'comment made']);

    const second = await tell({ comments: first.server.comments });
    expect(second.lines).toContain('PATCH /issues/comments/1003');
    expect(second.lines).not.toContain('POST /issues/7/comments');
    expect(second.server.comments).toHaveLength(1);
  });

  it('is found on the second page, behind comments of others', async () => {
    const { server } = await tell({});
    const chatter = Array.from({ length: 130 }, (_, index) => comment(index + 1, 'nice', human));
    const { lines } = await tell({ comments: [...chatter, ...server.comments] });
    expect(lines.filter((line) => line === 'GET /issues/7/comments')).toHaveLength(2);
    expect(lines).toContain('PATCH /issues/comments/1003');
  });

  it('says that all is resolved when nothing is left', async () => {
    const { server } = await tell({});
    const resolved = await tell({ comments: server.comments }, { report: clean });
    expect(resolved.server.comments.map(({ body }) => body.split('\n')[1])).toEqual(['## mig-lint: resolved']);
  });

  it('is not made when there was never anything to say', async () => {
    const { lines, outcome } = await tell({}, { report: clean });
    expect(lines).toEqual(['POST /check-runs', 'GET /issues/7/comments']);
    expect(outcome.done).toEqual(['check run made: success']);
  });

  it('is another one for each name of a check', async () => {
    const { server } = await tell({}, { name: 'mig-lint' });
    const { lines } = await tell({ comments: server.comments }, { name: 'billing --> <b>' });
    expect(lines).toContain('POST /issues/7/comments');
  });

  it('is not one of a person who copied the marker', async () => {
    const { server } = await tell({});
    const copied = [comment(5, server.comments[0]?.body ?? '', human)];
    const { lines } = await tell({ comments: copied });
    expect(lines).toContain('POST /issues/7/comments');
    expect((await tell({ comments: copied, login: 'someone' })).lines).toContain('PATCH /issues/comments/5');
  });

  it('begins with its marker, which no name or code of a migration can forge', async () => {
    const { server } = await tell({});
    const marker = server.comments[0]?.body.split('\n')[0] ?? '';
    const forged = report({
      diagnostics: [diagnostic({ message: `${marker} @all <img src=x>`, why: marker, remedy: marker })],
      notes: [marker],
    });
    const { server: other } = await tell({}, { report: forged, name: 'other' });
    const body = other.comments[0]?.body ?? '';
    expect(body.startsWith(marker)).toBe(false);
    const prose = body.slice(body.indexOf('\n')).replaceAll(/^```[^]*?^```/gm, '');
    expect(prose).not.toMatch(/(?<!\\)(?:<!--|@all|<img)/);
    const { lines } = await tell({ comments: other.comments });
    expect(lines).toContain('POST /issues/7/comments');
  });
});

describe('suggested changes', () => {
  it('are review comments on the lines that they replace', async () => {
    const told = await tell({}, { changed: [whole] });
    const review = bodyOf(told, '/reviews');
    expect(review).toMatchObject({
      commit_id: commit,
      event: 'COMMENT',
      comments: [{ path: file, line: 9, side: 'RIGHT' }],
    });
    const block = [
      '```suggestion',
      '            migrationBuilder.RenameColumn("ProductID", "subscription_plan", "tempProductId");',
      '```',
    ];
    expect(JSON.stringify(review)).toContain(JSON.stringify(block.join('\n')).slice(1, -1));
    expect(told.outcome.done).toContain('1 change suggested');
  });

  it('are made only once', async () => {
    const first = await tell({}, { changed: [whole] });
    const review = bodyOf(first, '/reviews');
    const made = /<!-- mig-lint suggestion: \w+ -->/.exec(JSON.stringify(review))?.[0] ?? '';
    const second = await tell({ reviewComments: [comment(1, `${made}\nsome text`)] }, { changed: [whole] });
    expect(second.lines).not.toContain('POST /pulls/7/reviews');
  });

  it.each([
    ['lines that the diff does not show', { ...whole, patch: '@@ -1,2 +1,2 @@\n using A;\n-\n+' }],
    ['lines that a merge has moved', { ...whole, patch: whole.patch?.replace('+1,19', '+4,19') ?? '' }],
    ['a file without a diff', { path: file, status: 'modified' }],
    ['a file that the pull request does not touch', { ...whole, path: 'elsewhere.cs' }],
  ])('are none for %s', async (_, changed) => {
    expect((await tell({}, { changed: [changed] })).lines).not.toContain('POST /pulls/7/reviews');
  });

  it('are twenty at once, and the next ones with the next push', async () => {
    const diagnostics = Array.from({ length: 25 }, (_, index) => ({ ...foreignKeyChange, fingerprint: `${index}` }));
    const { outcome } = await tell({}, { report: report({ diagnostics }), changed: [whole] });
    expect(outcome.done).toContain('20 changes suggested, 5 more with the next push');
  });
});

describe('when GitHub is busy', () => {
  it('a rate limit is waited for until it is reset', async () => {
    const headers = () => ({
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 40),
    });
    const message = 'API rate limit exceeded';
    const told = await tell({ failures: [{ at: /POST .*check-runs/, status: 403, headers, message }] });
    expect(told.outcome).toMatchObject({ hasCheckRun: true, problems: [] });
    expect(told.waits.join('\n')).toMatch(/^rate limit of GitHub: going on in 4[01] s$/);
    expect(told.seconds).toBeGreaterThanOrEqual(40);
  });

  it('a secondary rate limit is waited for as long as GitHub asks', async () => {
    const limit = {
      at: /POST .*comments/,
      status: 429,
      headers: () => ({ 'retry-after': '30' }),
      message: 'You have exceeded a secondary rate limit',
    };
    const told = await tell({ failures: [limit] });
    expect(told.outcome.done).toContain('comment made');
    expect(told.waits).toEqual(['secondary rate limit of GitHub: going on in 30 s']);
    expect(told.seconds).toBeGreaterThanOrEqual(30);
  });

  it('a wait that is too long is not waited for', async () => {
    const limit = {
      at: /POST .*check-runs/,
      status: 403,
      headers: () => ({ 'retry-after': '3600' }),
      message: 'You have exceeded a secondary rate limit',
    };
    const told = await tell({ failures: [limit] });
    expect(told.outcome.hasCheckRun).toBe(false);
    expect(told.outcome.problems[0]).toContain('You have exceeded a secondary rate limit');
    expect(told.seconds).toBeLessThan(60);
  });

  it('failures of the server are tried again', async () => {
    const failure = { at: /check-runs/, status: 502, message: 'Server Error' };
    const told = await tell({ failures: [failure, failure] });
    expect(told.lines.filter((line) => line === 'POST /check-runs')).toHaveLength(3);
    expect(told.outcome.problems).toEqual([]);
  });

  it('a comment that was made although its answer failed is not made twice', async () => {
    const told = await tell({ failures: [{ at: /POST .*comments/, status: 502, tooLate: true }] });
    expect(told.server.comments).toHaveLength(1);
    expect(told.outcome.done).toContain('comment updated');
  });

  it('a review that was made although its answer failed is not made twice', async () => {
    const told = await tell({ failures: [{ at: /reviews/, status: 502, tooLate: true }] }, { changed: [whole] });
    expect(told.lines.filter((line) => line.endsWith('/reviews'))).toHaveLength(1);
    expect(told.outcome.problems).toEqual([]);
  });

  it('a server that keeps failing costs the check run, and the rest is still tried', async () => {
    const failures = Array.from({ length: 4 }, () => ({ at: /check-runs/, status: 503, message: 'unavailable' }));
    const { outcome } = await tell({ failures });
    expect(outcome).toMatchObject({
      hasCheckRun: false,
      done: ['comment made'],
      problems: ['no check run: GitHub failed, or was not reached (unavailable)'],
    });
  });
});

describe('without permission', () => {
  it('says what the job lacks', async () => {
    const { outcome } = await tell({ isReadOnly: true }, { changed: [whole] });
    expect(outcome).toEqual({
      hasCheckRun: false,
      done: [],
      problems: [
        'no check run: GitHub refuses (Resource not accessible by integration): does the job have `permissions: checks: write`?',
        'no comment: GitHub refuses (Resource not accessible by integration): does the job have `permissions: pull-requests: write`?',
        'no suggested changes: GitHub refuses (Resource not accessible by integration): does the job have `permissions: pull-requests: write`?',
      ],
    });
  });

  it('says that it is the fork', async () => {
    const { outcome } = await tell({ isReadOnly: true }, { isFork: true });
    expect(outcome.problems[0]).toContain('the token of a pull request from a fork may only read');
  });

  it('a token that is none is said to be none', async () => {
    const { outcome } = await tell({ failures: [{ at: /check-runs/, status: 401, message: 'Bad credentials' }] });
    expect(outcome.problems).toEqual(['no check run: GitHub does not accept the token (Bad credentials)']);
  });
});
