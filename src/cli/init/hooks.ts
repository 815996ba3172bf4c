import { version } from '../version.ts';
import type { HookTool } from './hook-tools.ts';
import { hookTools } from './hook-tools.ts';
import { insertCommand, insertListItem } from './insert-yaml.ts';
import type { Step } from './step.ts';
import { created, inserted } from './step.ts';
import type { Survey } from './survey.ts';
import { callOf, isRecord, jsonObject } from './survey.ts';

const does = 'a hook that judges what is staged';

/** What makes a tool run mig-lint before each commit, and the commands that remain for people. */
export interface HookPlan {
  readonly steps: readonly Step[];
  readonly commands: readonly string[];
}

export interface HookRequest {
  readonly survey: Survey;
  /** The project's configuration, where it is not at the top of the repository. */
  readonly config: string | undefined;
  /** The folders of the migrations, from the top of the repository. */
  readonly folders: readonly string[];
}

export function planHook(tool: HookTool, request: HookRequest): HookPlan {
  const { survey } = request;
  switch (tool) {
    case 'husky':
      return { steps: [husky(request), ...prepare('husky', survey)], commands: ['npx husky'] };
    case 'lefthook':
      return { steps: [lefthook(request)], commands: ['npx lefthook install'] };
    case 'pre-commit':
      return { steps: [preCommit(request)], commands: ['pre-commit install'] };
    case 'simple-git-hooks':
      return { steps: [simpleGitHooks(request)], commands: ['npx simple-git-hooks'] };
    case 'lint-staged':
      return { steps: [lintStaged(request)], commands: [] };
  }
}

function argumentsOf({ config }: HookRequest): string {
  return config === undefined ? '--staged' : `--staged --config ${config}`;
}

function commandOf(request: HookRequest): string {
  return `${callOf(request.survey)} ${argumentsOf(request)}`;
}

/** Husky puts the programs of node_modules on the path, so that no package manager has to start first. */
function husky(request: HookRequest): Step {
  const { read, packages } = request.survey;
  const file = '.husky/pre-commit';
  const line = packages === undefined ? commandOf(request) : `mig-lint ${argumentsOf(request)}`;
  const before = read(file);
  if (before === undefined) return created(file, `${line}\n`, does, read);
  if (before.includes('mig-lint')) return { kind: 'kept', file };
  return inserted(file, `${before.trimEnd()}\n${line}\n`.trimStart(), does, line);
}

/** The script that installs the hooks with the packages. */
function prepare(command: string, { read }: Survey): readonly Step[] {
  const manifest = read('package.json');
  const scripts = jsonObject(manifest ?? '')?.['scripts'] ?? {};
  if (manifest === undefined || !isRecord(scripts) || 'prepare' in scripts) return [];
  const next = withKey(manifest, { scripts: { ...scripts, prepare: command } });
  return [inserted('package.json', next, `the script that installs ${command}`, `"prepare": "${command}"`)];
}

function lefthook(request: HookRequest): Step {
  const { read } = request.survey;
  const run = `run: ${commandOf(request)}`;
  const block = `pre-commit:\n  commands:\n    mig-lint:\n      ${run}\n`;
  const file = filesOf('lefthook').find((name) => read(name) !== undefined) ?? 'lefthook.yml';
  const before = read(file);
  if (before === undefined) return created(file, block, does, read);
  if (before.includes('mig-lint')) return { kind: 'kept', file };
  return inserted(file, insertCommand(before, { name: 'mig-lint', run, block }), does, block);
}

function preCommit({ survey: { read }, config }: HookRequest): Step {
  const file = '.pre-commit-config.yaml';
  const item = [
    'repo: https://github.com/mig-lint/mig-lint',
    `rev: v${version}`,
    'hooks:',
    '  - id: mig-lint',
    ...(config === undefined ? [] : [`    args: [--config, ${config}]`]),
  ];
  const before = read(file);
  const fresh = `repos:\n  - ${item.join('\n    ')}\n`;
  if (before === undefined) return created(file, fresh, does, read);
  if (before.includes('mig-lint')) return { kind: 'kept', file };
  return inserted(file, insertListItem(before, 'repos', item), does, fresh);
}

function simpleGitHooks(request: HookRequest): Step {
  const { read } = request.survey;
  const ownFile = '.simple-git-hooks.json';
  const command = commandOf(request);
  const own = read(ownFile);
  const file = own === undefined ? 'package.json' : ownFile;
  const before = own ?? read(file);
  const toPrint = `"pre-commit": "${command}"`;
  if (before === undefined)
    return created(ownFile, `${JSON.stringify({ 'pre-commit': command }, undefined, 2)}\n`, does, read);

  const value = jsonObject(before);
  const hooks = own === undefined ? (value?.['simple-git-hooks'] ?? {}) : value;
  const old = isRecord(hooks) ? hooks['pre-commit'] : undefined;
  if (!isRecord(hooks) || (old !== undefined && typeof old !== 'string'))
    return inserted(file, undefined, does, toPrint);
  if (old?.includes('mig-lint') === true) return { kind: 'kept', file };
  const both = { ...hooks, 'pre-commit': old === undefined ? command : `${old} && ${command}` };
  return inserted(file, withKey(before, own === undefined ? { 'simple-git-hooks': both } : both), does, toPrint);
}

/** lint-staged names the files behind the command, so it is asked for those of the migrations only. */
function lintStaged(request: HookRequest): Step {
  const { survey, folders } = request;
  const { read } = survey;
  const command = `mig-lint ${argumentsOf(request)}`;
  const tasks = Object.fromEntries(folders.map((folder) => [folder === '' ? '**' : `${folder}/**`, command]));
  const toPrint = JSON.stringify(tasks, undefined, 2);
  const ownFile = filesOf('lint-staged').find((name) => read(name) !== undefined);
  const file = ownFile ?? 'package.json';
  const before = read(file);
  if (before === undefined) return created('.lintstagedrc.json', `${toPrint}\n`, does, read);

  const value = jsonObject(before);
  const old = ownFile === undefined ? (value?.['lint-staged'] ?? {}) : value;
  if (!isRecord(old)) return inserted(file, undefined, does, toPrint);
  if (JSON.stringify(old).includes('mig-lint')) return { kind: 'kept', file };
  const both = { ...old, ...tasks };
  return inserted(file, withKey(before, ownFile === undefined ? { 'lint-staged': both } : both), does, toPrint);
}

function filesOf(tool: HookTool): readonly string[] {
  return hookTools.find(({ name }) => name === tool)?.files ?? [];
}

/** A JSON file with keys set, in the indentation that it has; `undefined`: it is not a JSON object. */
function withKey(text: string, keys: Readonly<Record<string, unknown>>): string | undefined {
  const value = jsonObject(text);
  if (value === undefined) return undefined;
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  return `${JSON.stringify({ ...value, ...keys }, undefined, indent)}\n`;
}
