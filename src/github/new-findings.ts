import { posix } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Report } from '../model/report.ts';
import { count } from '../report/counts.ts';
import type { FormatOptions } from '../report/index.ts';
import { filesOf } from '../report/marks.ts';
import type { ChangedFile } from './github.ts';

/** GitHub lists no more files of a pull request. */
const mostFiles = 3000;

/**
 * The report without what lies in migrations that the pull request does not touch: where releases or a manifest say what
 * has shipped, others may have merged migrations that have not. What is said of a chain as a whole stays, and so does
 * everything beside a file that was deleted or renamed.
 */
export function ofPullRequest(
  report: Report,
  changed: readonly ChangedFile[],
  { fromRepository }: Pick<FormatOptions, 'fromRepository'>,
): Report {
  if (changed.length >= mostFiles) {
    const note = `the pull request has ${mostFiles} files or more, not all of which GitHub lists: findings in others are shown too`;
    return { ...report, notes: [...report.notes, note] };
  }
  const touched = new Set(changed.map(({ path }) => path));
  const thinned = new Set(changed.flatMap(foldersLeft));
  const isOf = (file: string): boolean => {
    const path = fromRepository(file);
    return touched.has(path) || thinned.has(posix.dirname(path));
  };
  const isNew = (diagnostic: Diagnostic): boolean => diagnostic.migration === '' || filesOf(diagnostic).some(isOf);

  const diagnostics = report.diagnostics.filter(isNew);
  const left = report.diagnostics.length - diagnostics.length;
  if (left === 0) return report;
  const note = `${count(left, 'finding')} in migrations that this pull request does not touch: --all shows them`;
  return {
    ...report,
    diagnostics,
    notes: [...report.notes, note],
    ...(report.timelines === undefined ? {} : { timelines: report.timelines.filter(({ file }) => isOf(file)) }),
  };
}

/** The folder that a file is no longer in. */
function foldersLeft({ path, status, previousPath }: ChangedFile): readonly string[] {
  if (previousPath !== undefined) return [posix.dirname(previousPath)];
  return status === 'removed' ? [posix.dirname(path)] : [];
}
