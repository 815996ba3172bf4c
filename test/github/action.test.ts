import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../cli/running.ts';

const root = path.join(import.meta.dirname, '../..');

const actionSchema = v.object({
  inputs: v.record(v.string(), v.object({ description: v.string(), default: v.string() })),
  outputs: v.record(v.string(), v.object({ description: v.string(), value: v.string() })),
  runs: v.object({
    using: v.literal('composite'),
    steps: v.tuple([
      v.object({
        id: v.string(),
        shell: v.literal('bash'),
        'working-directory': v.string(),
        env: v.record(v.string(), v.string()),
        run: v.string(),
      }),
    ]),
  }),
});

const action = v.parse(actionSchema, parse(readFileSync(path.join(root, 'action.yml'), 'utf8')));
const [step] = action.runs.steps;

describe('the action', () => {
  it('takes what users write as environment only, never into its script', () => {
    expect(step.run).not.toContain('${{');
    const used = [...Object.values(step.env), step['working-directory']].flatMap(
      (value) => /inputs\.([\w-]+)/.exec(value)?.[1] ?? [],
    );
    expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it('gives outputs of its one step', () => {
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toBe(`\${{ steps.${step.id}.outputs.${name} }}`);
    }
  });
});

interface Ran {
  readonly status: number | null;
  /** The arguments with which npx was called, or mig-lint itself. */
  readonly npx: readonly string[];
  readonly outputs: string;
  /** Where npm was called, and with what. */
  readonly npm: readonly string[];
}

/** What GitHub says of a push to the repository itself. */
const push = { GITHUB_EVENT_NAME: 'push', GITHUB_REPOSITORY: 'acme/shop', MIG_LINT_HEAD: '' };

/** Runs the step's script with these inputs and, in the place of npx and npm, programs that say what they were given. */
function runStep(
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
  event: Readonly<Record<string, string>> = push,
): Ran {
  const folder = folderWith({
    'bin/npx': '#!/bin/sh\nprintf "%s\\n" "$@" > "$CALLED"\nexit 1\n',
    // What it installs says what it was given, too.
    'bin/npm': [
      '#!/bin/sh',
      'printf "%s\\n" "$PWD" "$@" > "$CALLED.npm"',
      'mkdir -p "$3/node_modules/mig-lint/dist"',
      `echo "require('fs').writeFileSync(process.env.CALLED, process.argv.slice(2).join(String.fromCharCode(10)))" > "$3/node_modules/mig-lint/dist/bin.cjs"`,
      '',
    ].join('\n'),
    called: '',
    'called.npm': '',
    'repo/package.json': '{}',
    'action/package.json': '{ "version": "1.2.3" }',
    outputs: '',
    ...files,
  });
  for (const program of ['npx', 'npm']) chmodSync(path.join(folder, 'bin', program), 0o755);
  const given = Object.entries(step.env).map(([variable, value]): readonly [string, string] => {
    const name = /inputs\.([\w-]+)/.exec(value)?.[1] ?? '';
    return [variable, inputs[name] ?? action.inputs[name]?.default ?? ''];
  });
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: path.join(folder, 'repo'),
    env: {
      ...Object.fromEntries(given),
      ...event,
      PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      CALLED: path.join(folder, 'called'),
      RUNNER_TEMP: path.join(folder, 'runner'),
      GITHUB_ACTION: 'step',
      GITHUB_ACTION_PATH: path.join(folder, 'action'),
      GITHUB_OUTPUT: path.join(folder, 'outputs'),
    },
  });
  const read = (name: string): string =>
    readFileSync(path.join(folder, name), 'utf8').replaceAll(path.join(folder, 'runner'), '/runner');
  const linesOf = (name: string): readonly string[] => read(name).trimEnd().split('\n');
  return { status, npx: linesOf('called'), outputs: read('outputs'), npm: linesOf('called.npm') };
}

describe.skipIf(process.platform === 'win32')('its script (needs bash)', () => {
  const sarif = '/runner/mig-lint-step.sarif';

  it("runs the action's version of mig-lint, and exits as it does", () => {
    expect(runStep({})).toMatchObject({
      status: 1,
      npx: [
        ...['--yes', 'mig-lint@1.2.3', 'github'],
        ...['--format', 'pretty', '--format', `sarif=${sarif}`, '--fail-on', 'error', '--'],
      ],
      outputs: `sarif=${sarif}\n`,
    });
  });

  it("runs the project's own version where there is one", () => {
    const own = { 'repo/node_modules/mig-lint/package.json': '{ "version": "0.9.0" }' };
    expect(runStep({}, own).npx.slice(0, 3)).toEqual(['--no-install', 'mig-lint', 'github']);
  });

  it('passes on what it is given, whatever characters are in it', () => {
    const { npx } = runStep({
      paths: 'db/my migrations\r\n\n$(touch pwned)/*\n--all',
      config: 'a b.json',
      format: 'compact',
      comment: 'false',
      suggestions: 'false',
      'fail-on': 'never',
    });
    expect(npx.slice(3)).toEqual([
      ...['--format', 'compact', '--format', `sarif=${sarif}`, '--fail-on', 'never', '--config', 'a b.json'],
      ...['--no-comment', '--no-suggestions', '--', 'db/my migrations', '$(touch pwned)/*', '--all'],
    ]);
  });

  const own = { 'repo/node_modules/mig-lint/package.json': '{ "version": "0.9.0" }' };
  const stranger = { ...push, GITHUB_EVENT_NAME: 'pull_request', MIG_LINT_HEAD: 'mallory/shop' };

  it.each([
    ['a pull request from a fork', stranger],
    ['a pull request whose fork is gone', { ...stranger, MIG_LINT_HEAD: '' }],
    [
      'a pull request from a fork, with the rights of the base',
      { ...stranger, GITHUB_EVENT_NAME: 'pull_request_target' },
    ],
    ['an event that does not say whose commits are checked out', { ...push, GITHUB_EVENT_NAME: 'issue_comment' }],
  ])('runs nothing of the repository for %s', (_, event) => {
    const ran = runStep({}, own, event);
    expect(ran.npx).toEqual(expect.arrayContaining(['github', '--no-config-code']));
    expect(ran).toMatchObject({
      status: 0,
      npm: [
        '/runner/mig-lint-1.2.3',
        ...['install', '--prefix', '/runner/mig-lint-1.2.3', '--ignore-scripts'],
        ...['--no-audit', '--no-fund', '--loglevel', 'error', 'mig-lint@1.2.3'],
      ],
    });
  });

  it('trusts a pull request from the repository itself', () => {
    const { npx } = runStep({}, own, { ...stranger, MIG_LINT_HEAD: 'acme/shop' });
    expect(npx[0]).toBe('--no-install');
    expect(npx).not.toContain('--no-config-code');
  });

  it('can be told whether code is run, and nothing else', () => {
    expect(runStep({ 'config-code': 'true' }, own, stranger).npx[0]).toBe('--no-install');
    expect(runStep({ 'config-code': 'false' }, own).npx).toContain('--no-config-code');
    expect(runStep({ 'config-code': 'yes' })).toMatchObject({ status: 2, npx: [''] });
  });
});
