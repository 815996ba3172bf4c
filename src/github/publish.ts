import type { Report } from '../model/report.ts';
import { count } from '../report/counts.ts';
import type { FormatOptions } from '../report/index.ts';
import { checkRunOf, sendCheckRun } from './check-run.ts';
import { commentOf, keepComment, type Kept } from './comment.ts';
import { GitHubFailure, type ChangedFile, type Conclusion, type GitHub } from './github.ts';
import { suggest, suggestionsOf, type Suggested } from './suggestions.ts';
import type { Target } from './target.ts';

export interface Publishing {
  /** Of the check; each name has its own comment. */
  readonly name: string;
  readonly target: Target;
  readonly conclusion: Conclusion;
  /** The files of the pull request; absent: there is none, or they could not be read. */
  readonly changed?: readonly ChangedFile[];
  readonly comment: boolean;
  readonly suggestions: boolean;
}

/** What became of it. */
export interface Published {
  /** False: the findings are nowhere on GitHub, unless annotations take the check run's place. */
  readonly hasCheckRun: boolean;
  /** Sentences about what was done, and what was not and why. */
  readonly done: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Tells GitHub: a check run with annotations, and on a pull request a comment that is kept up to date, and suggested
 * changes. Where GitHub refuses one of them, the others are still tried.
 */
export async function publish(
  github: GitHub,
  report: Report,
  options: FormatOptions,
  publishing: Publishing,
): Promise<Published> {
  const { target, changed } = publishing;
  const { pull } = target;
  const done: string[] = [];
  const problems: string[] = [];
  const part = async (what: string, permission: string, send: () => Promise<string | undefined>): Promise<boolean> => {
    try {
      const sentence = await send();
      if (sentence !== undefined) done.push(sentence);
      return true;
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
      problems.push(`${what}: ${refusal(error, permission, target)}`);
      return false;
    }
  };

  const hasCheckRun = await part('no check run', 'checks: write', async () => {
    await sendCheckRun(github, checkRunOf(report, options, publishing));
    return `check run made: ${publishing.conclusion}`;
  });
  if (pull !== undefined && publishing.comment) {
    await part('no comment', 'pull-requests: write', async () =>
      describeComment(await keepComment(github, pull, commentOf(report, options, publishing))),
    );
  }
  if (pull !== undefined && changed !== undefined && publishing.suggestions) {
    await part('no suggested changes', 'pull-requests: write', async () =>
      describeSuggestions(await suggest(github, { ...target, pull }, suggestionsOf(report, options, changed))),
    );
  }
  return { hasCheckRun, done, problems };
}

/** Why GitHub did not do it, in its words and ours. */
export function refusal({ status, message }: GitHubFailure, permission: string, { isFork }: Target): string {
  const said = message.trim().replace(/\.$/, '');
  switch (status) {
    case 401:
      return `GitHub does not accept the token (${said})`;
    case 403:
    case 404:
      return isFork
        ? `GitHub refuses (${said}): the token of a pull request from a fork may only read`
        : `GitHub refuses (${said}): does the job have \`permissions: ${permission}\`?`;
    default:
      return status >= 500 ? `GitHub failed, or was not reached (${said})` : `GitHub refuses (${said})`;
  }
}

function describeComment(kept: Kept): string | undefined {
  switch (kept) {
    case 'created':
      return 'comment made';
    case 'updated':
      return 'comment updated';
    case 'none':
      return undefined;
  }
}

function describeSuggestions({ made, left }: Suggested): string | undefined {
  if (made === 0) return undefined;
  return `${count(made, 'change')} suggested${left === 0 ? '' : `, ${String(left)} more with the next push`}`;
}
