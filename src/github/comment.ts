import type { Report } from '../model/report.ts';
import type { FormatOptions } from '../report/index.ts';
import { markdownWithin } from '../report/markdown/index.ts';
import { inline } from '../report/markdown/text.ts';
import { summaryLine } from '../report/summary.ts';
import type { GitHub } from './github.ts';
import { lookAndWrite } from './look-and-write.ts';
import { markerOf, ownComments } from './own-comments.ts';
import type { Target } from './target.ts';

/** GitHub takes 65,536 characters. */
const bodyBytes = 60_000;

const markdown = markdownWithin(bodyBytes);

/** The one comment of a pull request that is kept up to date. */
export interface StickyComment {
  /** By which it is found again; its body begins with it. */
  readonly marker: string;
  readonly body: string;
  /** There is nothing to report: it is written only where there already is one. */
  readonly isResolved: boolean;
}

/** The report as the comment of the check of this name, so that each of several checks has its own. */
export function commentOf(
  report: Report,
  options: FormatOptions,
  { name, target }: { readonly name: string; readonly target: Target },
): StickyComment {
  const marker = markerOf('report', name);
  const isResolved = report.diagnostics.length === 0;
  const text = isResolved
    ? `## mig-lint: resolved\n\nNothing is left of what was found here: ${inline(summaryLine(report))}.\n`
    : markdown(report, options);
  const title = name === 'mig-lint' ? '' : `${inline(name)}, `;
  return { marker, body: `${marker}\n${text}\n<sub>${title}commit ${target.commit.slice(0, 7)}</sub>\n`, isResolved };
}

/** What was done with the comment. */
export type Kept = 'created' | 'updated' | 'none';

/** Writes the comment into the one that is there, or makes it. */
export async function keepComment(github: GitHub, pull: number, comment: StickyComment): Promise<Kept> {
  return lookAndWrite(async () => {
    const [mine] = await ownComments(await github.comments(pull), comment.marker, github);
    if (mine !== undefined) {
      await github.updateComment(mine.id, comment.body);
      return 'updated';
    }
    if (comment.isResolved) return 'none';
    await github.createComment(pull, comment.body);
    return 'created';
  });
}
