import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Config, ResolvedConfig } from '../../config/config.ts';
import { findConfig } from '../../config/find.ts';
import { loadConfig } from '../../config/index.ts';
import { resolveConfig } from '../../config/resolve.ts';
import { repositoryOf } from '../../frameworks/real-path.ts';
import { workTreeFiles } from '../../frameworks/project-files.ts';
import type { LoadedChain } from '../../lint/project.ts';
import { openProject } from '../../lint/project.ts';
import { findShipped } from '../../lint/shipped.ts';
import { suppressionsIn } from '../../lint/suppressions-file.ts';
import { rules } from '../../rules/index.ts';
import { logText } from '../../report/inert.ts';
import { chooseAll, type Existing, type InitFlags } from '../init/choices.ts';
import { practiceOf } from '../init/practice.ts';
import { chainLine } from '../init/config-file.ts';
import { chooseExisting, nextId } from '../init/existing.ts';
import { plan, type Plan } from '../init/plan.ts';
import { atTerminal, Cancelled, noQuestions, type Questions } from '../init/questions.ts';
import { fromSquawk, squawkFile } from '../init/squawk.ts';
import type { Step } from '../init/step.ts';
import { surveyOf, type Survey } from '../init/survey.ts';
import { judge, nothingFound } from '../judge.ts';
import type { OpenedProject } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeWhole } from '../write-whole.ts';

export type { InitFlags };

/** Looks around, asks, and writes what makes a project check its migrations; what is there already stays as it is. */
export async function init(flags: InitFlags, terminal: Terminal, given?: Questions): Promise<number> {
  const questions = given ?? whoAnswers(flags, terminal);
  const { cwd } = terminal;
  const out = (text: string): void => {
    terminal.out(logText(text));
  };
  const runsCode = flags.configCode !== false;
  const source = await findConfig(cwd, runsCode);
  const root = source === undefined ? cwd : path.dirname(source);
  const top = repositoryOf(root);
  const survey = surveyAt(top, root);
  const before = await open(await loadConfig({ cwd, runsCode }));
  const { chains } = before.project;
  if (chains.length === 0) throw nothingFound([], before);
  out(`Found:\n${chains.map((chain) => `  ${chainLine(chain)}\n`).join('')}\n`);

  try {
    const squawk = await squawkConfig(flags, survey, source !== undefined, chains, questions);
    for (const note of squawk.notes) out(`note: ${note}\n`);
    const choices = await chooseAll(flags, survey, source !== undefined, practiceOf(chains), questions);
    const wanted: Config = { extends: [choices.preset], ...squawk.config };
    const opened = source === undefined ? await open(resolveConfig(wanted, { root, rules })) : before;
    const report = judge(opened, {}, new Set(), performance.now());
    const since = source === undefined ? nextId(opened.project.chains) : undefined;
    const isShippedKnown = opened.project.shipped.kind !== 'unknown';
    const existing =
      flags.existing ?? (await chooseExisting(report, { isShippedKnown, canSkip: since !== undefined }, questions));
    const planned = await plan({
      survey,
      choices,
      chains,
      config:
        source === undefined
          ? { wanted: withSince(wanted, existing, since) }
          : { there: path.relative(top, source).split(path.sep).join('/') },
      report,
      existing,
      suppressions: suppressionsIn(opened.files),
    });
    return await carryOut(planned, top, out, questions);
  } catch (error) {
    if (error instanceof Cancelled) return 2;
    throw error;
  }
}

/** Flags that have a value also when nobody gives them. */
const alwaysThere: ReadonlySet<string> = new Set(['color', 'configCode']);

function whoAnswers(flags: InitFlags, { isInteractive = false }: Terminal): Questions {
  if (flags.yes === true) return noQuestions;
  if (isInteractive) return atTerminal;
  if (Object.keys(flags).some((flag) => !alwaysThere.has(flag))) return noQuestions;
  throw new UsageError('mig-lint init asks what you want, and nobody is there to answer: say it with flags, or --yes');
}

async function open(config: ResolvedConfig): Promise<OpenedProject> {
  const files = workTreeFiles(config.root, { links: config.links });
  const project = await openProject({ config, files, shipped: (folders) => findShipped(config, { folders }) });
  return { project, files, asked: [], within: [] };
}

function surveyAt(top: string, root: string): Survey {
  const read = (file: string): string | undefined => {
    try {
      return readFileSync(path.join(top, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  const has = (file: string): boolean => existsSync(path.join(top, file));
  return surveyOf(read, has, path.relative(top, root).split(path.sep).join('/'));
}

async function squawkConfig(
  { from }: InitFlags,
  { read, folder }: Survey,
  hasConfig: boolean,
  chains: readonly LoadedChain[],
  questions: Questions,
): Promise<ReturnType<typeof fromSquawk>> {
  const text = read(path.posix.join(folder, squawkFile)) ?? read(squawkFile);
  const isWanted =
    from === 'squawk' ||
    (text !== undefined && !hasConfig && (await questions.agree(`Take over what ${squawkFile} says?`, true)));
  if (!isWanted) return { config: {}, notes: [] };
  if (text === undefined) throw new UsageError(`--from squawk: there is no ${squawkFile}`);
  if (hasConfig) throw new UsageError('--from squawk writes a configuration, and there is one already');
  return fromSquawk(text, rules, chains);
}

function withSince(config: Config, existing: Existing, since: string | undefined): Config {
  if (existing !== 'since') return config;
  if (since === undefined)
    throw new UsageError('--existing since needs migrations whose ids begin with a time: use --existing suppress');
  return { ...config, since };
}

/** Shows the plan, writes it when it is agreed on, and says what remains to be done. */
async function carryOut(
  { steps, commands }: Plan,
  top: string,
  out: (text: string) => void,
  questions: Questions,
): Promise<number> {
  const writes = steps.flatMap((step) => (step.kind === 'write' ? [step] : []));
  out(steps.map(describe).join(''));
  if (writes.length > 0) {
    if (!(await questions.agree('Write this?', true))) throw new Cancelled();
    for (const { file, text } of writes) {
      const target = path.join(top, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeWhole(target, text);
    }
  }
  const isOpen = steps.some(({ kind }) => kind !== 'kept');
  if (!isOpen) out('\nNothing to do: everything is there.\n');
  else if (commands.length > 0) out(`\nThen run:\n${commands.map((command) => `  ${command}\n`).join('')}`);
  return 0;
}

function describe(step: Step): string {
  switch (step.kind) {
    case 'write':
      return `${step.isNew ? 'new      ' : 'changed  '}${step.file}: ${step.does}\n`;
    case 'kept':
      return `kept     ${step.file}\n`;
    case 'print':
      return `by hand  ${step.file}: ${step.why}; it needs\n\n${step.text.trimEnd().replace(/^/gm, '    ')}\n\n`;
  }
}
