import { appendFile, readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { dryRun } from '../../github/dry-run.ts';
import { GitHubFailure, type ChangedFile, type GitHub } from '../../github/github.ts';
import { ofPullRequest } from '../../github/new-findings.ts';
import { publish, refusal } from '../../github/publish.ts';
import { findTarget, type Target } from '../../github/target.ts';
import { conclusionOf, type FailLevel } from '../../github/verdict.ts';
import type { Report } from '../../model/report.ts';
import { ofSeverity } from '../../report/counts.ts';
import { detailsFor, type FormatOptions } from '../../report/index.ts';
import { logText } from '../../report/inert.ts';
import { annotationStream, appendSummary, automaticOutputs } from '../github-actions.ts';
import { judge, nothingFound } from '../judge.ts';
import { openFor, type ProjectFlags } from '../open.ts';
import { deliver, joined, readOutputs, rendered, type Output } from '../outputs.ts';
import { reportPaths } from '../report-paths.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

export interface GitHubFlags extends ProjectFlags {
  readonly all?: boolean;
  /** Each `name` or `name=file`. */
  readonly format: readonly string[];
  readonly outputFile?: string;
  readonly failOn: FailLevel;
  /** Of the check run. */
  readonly name: string;
  readonly comment: boolean;
  readonly suggestions: boolean;
  readonly repo?: string;
  readonly sha?: string;
  readonly pr?: number;
  readonly dryRun?: boolean;
}

/** Lints, tells GitHub, and gives the exit code; where GitHub refuses a check run, annotations take its place. */
export async function github(paths: readonly string[], flags: GitHubFlags, terminal: Terminal): Promise<number> {
  const startedAt = performance.now();
  const outputs = readOutputs(flags.format, flags.outputFile);
  const target = await targetOf(flags, terminal);
  const server = await serverFor(target, flags, terminal);

  const opened = await openFor({ paths }, flags, terminal.cwd);
  if (opened.project.found === 0) throw nothingFound(paths, opened);
  const locations = reportPaths(opened.project.config.root, terminal.cwd);
  const options: FormatOptions = { ...locations, color: false, width: terminal.width, toolVersion: version };
  const judged = judge(opened, flags, detailsFor([...outputs.map(({ format }) => format), 'markdown']), startedAt);
  const changed = await changedFiles(server, target, terminal);
  const report = changed === undefined || flags.all === true ? judged : ofPullRequest(judged, changed, options);
  const conclusion = conclusionOf(report.diagnostics, flags.failOn);

  const piecesOf = (output: Output): Promise<Iterable<string>> =>
    rendered(output, report, locations, terminal, version);
  for (const output of outputs) await deliver(output, await piecesOf(output), terminal);
  const { hasCheckRun, done, problems } = await publish(server, report, options, {
    target,
    conclusion,
    ...(changed === undefined ? {} : { changed }),
    name: flags.name,
    comment: flags.comment,
    suggestions: flags.suggestions,
  });
  if (flags.dryRun !== true) {
    for (const sentence of [...done, ...problems]) terminal.err(logText(`mig-lint: ${sentence}\n`));
    const { annotations, summary } = automaticOutputs(outputs, true, terminal.env);
    if (annotations && !hasCheckRun) terminal[annotationStream(outputs)](joined(await piecesOf({ format: 'github' })));
    if (summary !== undefined) await appendSummary(summary, joined(await piecesOf({ format: 'markdown' })), terminal);
    await appendCounts(report, terminal);
  }
  return conclusion === 'failure' ? 1 : 0;
}

async function targetOf(flags: GitHubFlags, { env }: Terminal): Promise<Target> {
  const file = env['GITHUB_EVENT_PATH'] ?? '';
  // Outside of GitHub Actions there is none, and the flags say everything.
  const event = file === '' ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  const found = findTarget(env, event, flags);
  if (found.kind === 'unknown') throw new UsageError(found.reason);
  return found.target;
}

async function serverFor(target: Target, flags: GitHubFlags, terminal: Terminal): Promise<GitHub> {
  const { env } = terminal;
  const token = [env['GITHUB_TOKEN'], env['GH_TOKEN']].find((value) => value !== undefined && value !== '');
  const connected =
    token === undefined
      ? undefined
      : await (
          await import('../../github/client.ts')
        ).connect({
          ...target,
          token,
          userAgent: `mig-lint/${version}`,
          env,
          onWait: (sentence) => {
            terminal.err(logText(`mig-lint: ${sentence}\n`));
          },
        });
  if (flags.dryRun === true) return dryRun(connected, terminal.out);
  if (connected !== undefined) return connected;
  throw new UsageError(
    'there is no token: set GITHUB_TOKEN, in GitHub Actions by `env: { GITHUB_TOKEN: "${{ github.token }}" }`',
  );
}

/** What the pull request touches; `undefined` when there is none, or GitHub does not say. */
async function changedFiles(
  server: GitHub,
  target: Target,
  terminal: Terminal,
): Promise<readonly ChangedFile[] | undefined> {
  if (target.pull === undefined) return undefined;
  try {
    return await server.changedFiles(target.pull);
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
    const reason = refusal(error, 'pull-requests: read', target);
    terminal.err(logText(`mig-lint: what the pull request changes is not known: ${reason}\n`));
    return undefined;
  }
}

/** The counts as outputs of the step. */
async function appendCounts({ diagnostics }: Report, { env, err }: Terminal): Promise<void> {
  const file = env['GITHUB_OUTPUT'] ?? '';
  if (file === '') return;
  const counts = (['error', 'warning'] as const).map(
    (severity) => `${severity}s=${String(ofSeverity(diagnostics, severity))}\n`,
  );
  try {
    await appendFile(file, counts.join(''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    err(`mig-lint: the outputs of the step cannot be written: ${reason}\n`);
  }
}
