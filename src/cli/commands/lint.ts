import { performance } from 'node:perf_hooks';
import { printConfig } from '../../config/index.ts';
import { applyEdits } from '../../lint/edits.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Report } from '../../model/report.ts';
import { detailsFor } from '../../report/index.ts';
import { rules } from '../../rules/index.ts';
import { logText } from '../../report/inert.ts';
import { annotationStream, appendSummary, automaticOutputs, type Automatic } from '../github-actions.ts';
import { judge, nothingFound } from '../judge.ts';
import { chosenEdits, mend, mostRounds, unwrittenLines } from '../mend.ts';
import type { OpenedProject, ProjectFlags, ProjectRequest } from '../open.ts';
import { openFor } from '../open.ts';
import { deliver, joined, readOutputs, rendered, type Output } from '../outputs.ts';
import { reportPaths } from '../report-paths.ts';
import type { Terminal } from '../terminal.ts';
import type { Hook } from '../staged.ts';
import {
  checkSuppressionFlags,
  findSuppressions,
  recordsSuppressions,
  recordSuppressions,
  unusedMessage,
  type SuppressionFlags,
  type SuppressionsPlace,
} from '../suppressions.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

export interface LintFlags extends ProjectFlags, SuppressionFlags {
  readonly all?: boolean;
  readonly fix?: boolean;
  readonly fixRewrite?: boolean;
  readonly fixDryRun?: boolean;
  /** Each `name` or `name=file`. */
  readonly format: readonly string[];
  /** False: nothing of GitHub Actions is looked at. */
  readonly ci: boolean;
  readonly outputFile?: string;
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly inlineConfig: boolean;
  readonly printConfig?: boolean;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly reportUnusedDisableDirectives?: boolean;
  readonly staged?: boolean;
}

/** Lints, mends when asked to, prints the report, and gives the exit code. */
export async function lint(paths: readonly string[], flags: LintFlags, terminal: Terminal): Promise<number> {
  const startedAt = performance.now();
  const outputs = readOutputs(flags.format, flags.outputFile);
  const automatic = automaticOutputs(outputs, flags.ci, terminal.env);
  const details = new Set([
    ...detailsFor([
      ...outputs.map(({ format }) => format),
      ...(automatic.summary === undefined ? [] : (['markdown'] as const)),
    ]),
    ...([flags.fix, flags.fixRewrite, flags.fixDryRun].includes(true) ? (['offers'] as const) : []),
  ]);
  const request = await requestOf(paths, flags, terminal);
  let opened = await openFor(request, flags, terminal.cwd);
  if (flags.printConfig === true) {
    terminal.out(logText(`${printConfig(opened.project.config)}\n`));
    return 0;
  }
  if (opened.project.found === 0 && flags.staged !== true) throw nothingFound(paths, opened);

  const accepted = await suppressionsOf(opened, flags, terminal);
  let report = judge(opened, flags, details, startedAt, accepted?.held);
  if (flags.fix === true || flags.fixRewrite === true) {
    const most = mostRounds(report);
    const notes = new Set<string>();
    for (let round = 0; round < most; round += 1) {
      const mended = await mend(opened.project, report, flags);
      if (mended === undefined) break;
      for (const file of mended.added) terminal.err(logText(`mig-lint: wrote ${file}\n`));
      for (const note of mended.notes) notes.add(note);
      opened = await openFor(request, flags, terminal.cwd);
      report = judge(opened, flags, details, startedAt, accepted?.held);
    }
    const unwritten = flags.fixRewrite === true ? unwrittenLines(report) : [];
    for (const line of [...notes, ...unwritten]) terminal.err(logText(`mig-lint: ${line}\n`));
  }
  if (accepted !== undefined && recordsSuppressions(flags)) {
    report = judge(opened, flags, details, startedAt, await recordSuppressions(accepted, flags, report));
  }
  if (flags.fixDryRun === true) terminal.out(logText(describeFixes(opened, report, flags)));

  const shown = flags.quiet === true ? { ...report, diagnostics: report.diagnostics.filter(isError) } : report;
  await deliverAll(outputs, automatic, shown, opened, terminal);
  opened.cache?.save();
  return exitCode(report, flags, terminal);
}

/** The suppressions file when a flag is about it; otherwise the project's own counts, as it is staged. */
async function suppressionsOf(
  { project }: OpenedProject,
  flags: LintFlags,
  { cwd }: Terminal,
): Promise<SuppressionsPlace | undefined> {
  if (flags.suppressionsLocation === undefined && !recordsSuppressions(flags)) return undefined;
  checkSuppressionFlags(
    flags,
    rules.map(({ name }) => name),
  );
  return findSuppressions(flags, project.config.root, cwd);
}

/** Hands the report out: the formats that were asked for, then what GitHub Actions gets by itself. */
async function deliverAll(
  outputs: readonly Output[],
  automatic: Automatic,
  report: Report,
  { project }: OpenedProject,
  terminal: Terminal,
): Promise<void> {
  const paths = reportPaths(project.config.root, terminal.cwd);
  const piecesOf = (output: Output): Promise<Iterable<string>> => rendered(output, report, paths, terminal, version);
  for (const output of outputs) await deliver(output, await piecesOf(output), terminal);
  if (automatic.annotations) terminal[annotationStream(outputs)](joined(await piecesOf({ format: 'github' })));
  if (automatic.summary !== undefined) {
    await appendSummary(automatic.summary, joined(await piecesOf({ format: 'markdown' })), terminal);
  }
}

/** What is to be read: the paths, or standard input in the place of one file. */
async function requestOf(paths: readonly string[], flags: LintFlags, terminal: Terminal): Promise<ProjectRequest> {
  const { env } = terminal;
  if (flags.staged === true) return { paths, staged: hookOf(flags, terminal), env };
  if (flags.stdin !== true) return { paths, env };
  const { stdinFilename } = flags;
  if (stdinFilename === undefined)
    throw new UsageError('--stdin needs --stdin-filename, so that the file can be found in its chain');
  if (paths.length > 0) throw new UsageError('--stdin stands for one file: name no others');
  if (flags.fix === true || flags.fixRewrite === true)
    throw new UsageError('--stdin cannot be fixed: use --fix-dry-run');
  return { paths: [stdinFilename], replaced: await terminal.readInput() };
}

/** `--staged` judges what git holds, and nothing of that is changed by writing files. */
function hookOf(flags: LintFlags, { cwd, env }: Terminal): Hook {
  if (flags.stdin === true)
    throw new UsageError('--staged judges what git has staged, and --stdin another text: use one');
  if (flags.fix === true || flags.fixRewrite === true) {
    const flag = flags.fix === true ? '--fix' : '--fix-rewrite';
    throw new UsageError(
      `${flag} writes files, and --staged judges what git has staged: run mig-lint ${flag}, then git add what it wrote`,
    );
  }
  return { cwd, env };
}

function describeFixes({ project }: OpenedProject, report: Report, flags: LintFlags): string {
  const edits = chosenEdits(report, flags);
  if (edits.length === 0) return 'Nothing can be fixed by itself.\n\n';
  const files = [...new Set(edits.map((edit) => edit.span.file))];
  return files
    .map((file) => {
      const text = project.files.read(file) ?? '';
      return `--fix would make this of ${file}:\n\n${applyEdits(
        text,
        edits.filter((edit) => edit.span.file === file),
      )}\n`;
    })
    .join('\n');
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function exitCode(report: Report, flags: LintFlags, terminal: Terminal): number {
  const { maxWarnings } = flags;
  const unused = unusedMessage(report, flags);
  if (unused !== undefined) {
    terminal.err(logText(`mig-lint: ${unused}`));
    return 2;
  }
  const errors = report.diagnostics.filter(isError).length;
  const warnings = report.diagnostics.length - errors;
  if (errors > 0) return 1;
  if (maxWarnings === undefined || warnings <= maxWarnings) return 0;
  terminal.err(`mig-lint: ${String(warnings)} warnings, and --max-warnings allows ${String(maxWarnings)}\n`);
  return 1;
}
