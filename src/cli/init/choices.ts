import { presetNames } from '../../config/presets.ts';
import type { PresetName } from '../../rules/rule.ts';
import { hookTools, type HookTool } from './hook-tools.ts';
import type { Practice } from './practice.ts';
import type { Choice, Questions } from './questions.ts';
import type { Survey } from './survey.ts';

/** What to do about the findings that are there already. */
export const existingNames = ['suppress', 'since', 'report'] as const;

export type Existing = (typeof existingNames)[number];

/** What the command line says; what it leaves open is asked. */
export interface InitFlags {
  readonly yes?: boolean;
  readonly preset?: PresetName;
  readonly hook?: HookTool;
  readonly workflow?: boolean;
  readonly eslint?: boolean;
  readonly existing?: Existing;
  readonly from?: 'squawk';
  /** False: a configuration that is a program is refused. */
  readonly configCode?: boolean;
}

export interface Choices {
  readonly preset: PresetName;
  readonly hook: HookTool | undefined;
  readonly workflow: boolean;
  readonly eslint: boolean;
}

const presetLabels: Readonly<Record<PresetName, string>> = {
  recommended: 'recommended: what is wrong in every team',
  strict: 'strict: recommended, and what most teams agree on',
  'zero-downtime': 'zero-downtime: recommended, and nothing that running code would notice',
  phased: 'phased: recommended, and expand, migrate and contract in releases of their own',
  'generated-sql': 'generated-sql: recommended, and scripts and constants that are generated from the migrations',
  'ef-core-team': 'ef-core-team: recommended, and how teams with EF Core keep their migrations apart and reversible',
  'data-scripts': 'data-scripts: recommended, and scripts of data that run beside the migrations',
  'schema-events': 'schema-events: recommended, and a handler for each change of the schema that rows need',
};

export async function chooseAll(
  flags: InitFlags,
  survey: Survey,
  hasConfig: boolean,
  practice: Practice | undefined,
  questions: Questions,
): Promise<Choices> {
  const presets = presetChoices(practice);
  const asked = flags.preset === undefined && !hasConfig;
  const preset = asked ? await questions.choose('Which rules?', ordered(presets)) : (flags.preset ?? 'recommended');
  const hook = flags.hook ?? (await chooseHook(survey, questions));
  const workflow =
    flags.workflow ??
    (survey.usesGitHub && (await questions.agree('Check pull requests with a GitHub workflow?', true)));
  const eslint =
    flags.eslint ??
    (survey.eslintConfig !== undefined &&
      (await questions.agree(
        `Show the findings in the editor, through ${survey.eslintConfig}?`,
        survey.dependencies.has('eslint-plugin-mig-lint'),
      )));
  return { preset, hook, workflow, eslint };
}

/** The preset that fits what was found comes first. */
function presetChoices(practice: Practice | undefined): readonly Choice<PresetName>[] {
  const all = presetNames.map((value) => ({ value, label: presetLabels[value] }));
  if (practice === undefined) return all;
  const { preset, seenBy } = practice;
  const fitting = { value: preset, label: `${presetLabels[preset]} (${seenBy})` };
  return [fitting, ...all.filter(({ value }) => value !== preset)];
}

/** The tools that are in use here come first; with none of them, no hook does. */
async function chooseHook(survey: Survey, questions: Questions): Promise<HookTool | undefined> {
  const used = hookTools.filter(({ name }) => survey.hooks.includes(name));
  const others = hookTools.filter(({ name }) => !survey.hooks.includes(name));
  const none = { value: 'none', label: 'no hook' } as const;
  const choices: readonly Choice<HookTool | 'none'>[] = [
    ...used.map(({ name }) => ({ value: name, label: `with ${name}, which is in use here` })),
    none,
    ...others.map(({ name }) => ({ value: name, label: `with ${name}` })),
  ];
  const answer = await questions.choose('Check what is committed, in a hook?', ordered(choices));
  return answer === 'none' ? undefined : answer;
}

function ordered<Value extends string>(
  choices: readonly Choice<Value>[],
): readonly [Choice<Value>, ...Choice<Value>[]] {
  const [first, ...others] = choices;
  if (first === undefined) throw new Error('there is nothing to choose from');
  return [first, ...others];
}
