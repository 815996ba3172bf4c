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
    const used = [...Object.values(step.env), step['working-directory']].map(
      (value) => /inputs\.([\w-]+)/.exec(value)?.[1],
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
  /** The arguments with which npx was called. */
  readonly npx: readonly string[];
  readonly outputs: string;
}

/** Runs the step's script with these inputs and, in the place of npx, a program that says what it was given. */
function runStep(inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): Ran {
  const folder = folderWith({
    'bin/npx': '#!/bin/sh\nprintf "%s\\n" "$@" > "$CALLED"\nexit 1\n',
    'repo/package.json': '{}',
    'action/package.json': '{ "version": "1.2.3" }',
    outputs: '',
    ...files,
  });
  chmodSync(path.join(folder, 'bin/npx'), 0o755);
  const given = Object.entries(step.env).map(([variable, value]): readonly [string, string] => {
    const name = /inputs\.([\w-]+)/.exec(value)?.[1] ?? '';
    return [variable, inputs[name] ?? action.inputs[name]?.default ?? ''];
  });
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: path.join(folder, 'repo'),
    env: {
      ...Object.fromEntries(given),
      PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      CALLED: path.join(folder, 'called'),
      RUNNER_TEMP: '/runner',
      GITHUB_ACTION: 'step',
      GITHUB_ACTION_PATH: path.join(folder, 'action'),
      GITHUB_OUTPUT: path.join(folder, 'outputs'),
    },
  });
  const npx = readFileSync(path.join(folder, 'called'), 'utf8').trimEnd().split('\n');
  return { status, npx, outputs: readFileSync(path.join(folder, 'outputs'), 'utf8') };
}

describe.skipIf(process.platform === 'win32')('its script (needs bash)', () => {
  const sarif = '/runner/mig-lint-step.sarif';

  it("runs the action's version of mig-lint, and exits as it does", () => {
    expect(runStep({})).toEqual({
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
});
