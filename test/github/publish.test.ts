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
  readonly target?: Partial<Target>;
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
    pull: 7,
    isFork: false,
    ...telling.target,
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
        title: expect.stringContaining('1 error in 1 of 3 new migrations'),
        annotations: [{ path: file, start_line: 9, annotation_level: 'failure', title: 'safe-foreign-key-change' }],
      },
    });
    expect(told.server.sent[0]?.headers).toMatchObject({ authorization: 'token secret', 'user-agent': /mig-lint/ });
    expect(told.outcome).toMatchObject({ hasCheckRun: true, problems: [] });
  });

  it('is neutral with warnings, and a success without findings', async () => {
    const warned = await tell({}, { report: report({ diagnostics: [diagnostic({ severity: 'warning' })] }) });
    expect(bodyOf(warned, '/check-runs')).toMatchObject({ conclusion: 'neutral' });
    expect(bodyOf(await tell({}, { report: clean }), '/check-runs')).toMatchObject({ conclusion: 'success' });
  });

  it('gets its annotations in batches of 50, one a second', async () => {
    const diagnostics = Array.from({ length: 120 }, (_, index) => diagnostic({ message: `finding ${index}` }));
    const { server, lines, seconds } = await tell({}, { report: report({ diagnostics }), target: { pull: undefined } });
    expect(lines).toEqual(['POST /check-runs', 'PATCH /check-runs/1001', 'PATCH /check-runs/1001']);
    expect(JSON.stringify(server.sent.map(({ body }) => body)).match(/"annotation_level"/g)).toHaveLength(120);
    expect(seconds).toBeGreaterThanOrEqual(2);
  });
});
