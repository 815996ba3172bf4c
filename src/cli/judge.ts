import { frameworks } from '../frameworks/index.ts';
import type { LintOptions } from '../lint/lint.ts';
import { judgedFiles, lintProject } from '../lint/lint.ts';
import { suppressionsIn, withoutAccepted, type Suppressions } from '../lint/suppressions-file.ts';
import type { Report, ReportDetail } from '../model/report.ts';
import type { OpenedProject } from './open.ts';
import { UsageError } from './usage-error.ts';

/** The flags that say what is judged. */
interface JudgingFlags {
  readonly all?: boolean;
  readonly inlineConfig?: boolean;
}

/**
 * The report of an opened project, without what its suppressions file has accepted; its notes also say which of the named
 * files belong to no chain, or were not read.
 *
 * @throws SuppressionsError
 */
export function judge(
  { project, asked, within, touched, files }: OpenedProject,
  { all, inlineConfig = true }: JudgingFlags,
  details: ReadonlySet<ReportDetail>,
  startedAt: number,
  suppressions: Suppressions = suppressionsIn(files),
): Report {
  const options: LintOptions = {
    ...(all === undefined ? {} : { all }),
    asked,
    within,
    ...(touched === undefined ? {} : { touched }),
    inlineConfig,
    today: new Date().toISOString().slice(0, 10),
    startedAt,
    details,
  };
  const paths = new Set(project.files.paths);
  const report = withoutAccepted(lintProject(project, options), suppressions, {
    today: options.today,
    judged: judgedFiles(project, options),
    activeRules: new Set(project.config.rules.keys()),
    exists: (file) => paths.has(file),
    keepSuppressed: details.has('suppressedDiagnostics'),
  });
  const known = new Set(project.chains.flatMap((chain) => chain.migrations.flatMap((migration) => migration.files)));
  const strangers = asked
    .filter((file) => !known.has(file))
    .map((file) => `${file} is not part of any chain of migrations`);
  const refused = files.refused.map((refusal) => `${refusal.path} was not read: ${refusal.reason}`);
  const idle =
    touched !== undefined && project.chains.length === 0
      ? ['nothing that is staged belongs to a chain of migrations']
      : [];
  return { ...report, notes: [...report.notes, ...idle, ...strangers, ...refused] };
}

export function nothingFound(paths: readonly string[], { project, files }: OpenedProject): UsageError {
  const place = paths.length === 0 ? project.config.root : paths.join(', ');
  const titles = frameworks.map((framework) => framework.title).join(', ');
  return new UsageError(
    `no migrations found in ${place}\n` +
      `  Looked for: ${titles}; ${String(project.files.paths.length)} files seen.\n` +
      files.refused.map(({ path, reason }) => `  ${path} was not read: ${reason}\n`).join('') +
      '  If they are there, name them in mig-lint.config.json: { "chains": [{ "name": "app", "include": ["db/changes/**"] }] }',
  );
}
