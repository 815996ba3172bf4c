import path from 'node:path';
import type { Config } from '../../config/config.ts';
import type { LoadedChain } from '../../lint/project.ts';
import { accepting, printSuppressions, suppressionsFile, type Suppressions } from '../../lint/suppressions-file.ts';
import type { Report } from '../../model/report.ts';
import type { Choices, Existing } from './choices.ts';
import { configFile } from './config-file.ts';
import { planEslint } from './eslint-config.ts';
import { planHook } from './hooks.ts';
import { created, type Step } from './step.ts';
import { installOf, type Survey } from './survey.ts';
import { planWorkflow } from './workflow.ts';

export interface PlanRequest {
  readonly survey: Survey;
  readonly choices: Choices;
  readonly chains: readonly LoadedChain[];
  /** The configuration file that is there, from the top of the repository; or what is to be written into one. */
  readonly config: { readonly there: string } | { readonly wanted: Config };
  /** What is found under the configuration, and what is to be done about it. */
  readonly report: Report;
  readonly existing: Existing;
  readonly suppressions: Suppressions;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** What remains for people to run. */
  readonly commands: readonly string[];
}

/** All that was chosen, as files. What is there already stays as it is. */
export async function plan(request: PlanRequest): Promise<Plan> {
  const { survey, choices, chains } = request;
  const config = configStep(request);
  const pathOfConfig = survey.folder === '' ? undefined : config.file;
  const folders = [...new Set(chains.map(({ source }) => path.posix.join(survey.folder, source.folder)))];
  const hook =
    choices.hook === undefined
      ? undefined
      : planHook(choices.hook, {
          survey,
          config: pathOfConfig,
          folders: folders.map((folder) => (folder === '.' ? '' : folder)),
        });
  const steps = [
    config,
    ...(hook?.steps ?? []),
    ...(choices.workflow ? [planWorkflow(survey, pathOfConfig)] : []),
    ...(choices.eslint ? await planEslint(survey, choices.preset) : []),
    ...suppressionSteps(request),
  ];
  return { steps, commands: [...installs(request), ...(hook?.commands ?? [])] };
}

function configStep({ survey, config, chains }: PlanRequest): Step {
  if ('there' in config) return { kind: 'kept', file: config.there };
  const { name, text } = configFile(config.wanted, chains, survey);
  return created(path.posix.join(survey.folder, name), text, 'the configuration', survey.read);
}

function suppressionSteps({ survey, report, existing, suppressions }: PlanRequest): readonly Step[] {
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length;
  if (existing !== 'suppress' || errors === 0) return [];
  const file = path.posix.join(survey.folder, suppressionsFile);
  const text = printSuppressions(accepting(suppressions, report.diagnostics));
  const does = `accepts the ${errors === 1 ? 'error that is' : `${String(errors)} errors that are`} there`;
  return [{ kind: 'write', file, isNew: survey.read(file) === undefined, text, does }];
}

function installs({ survey, choices }: PlanRequest): readonly string[] {
  const { packages, dependencies } = survey;
  if (packages === undefined) return [];
  const isOfNode = choices.hook !== undefined && choices.hook !== 'pre-commit';
  const wanted = [
    'mig-lint',
    ...(choices.eslint ? ['eslint-plugin-mig-lint'] : []),
    ...(isOfNode ? [choices.hook] : []),
  ].filter((name) => !dependencies.has(name));
  return wanted.length === 0 ? [] : [installOf(packages, wanted)];
}
