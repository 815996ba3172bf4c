import type { Diagnostic, Edit, Fix } from '../model/diagnostic.ts';
import { printable } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { indexLines } from '../model/span.ts';
import { offers } from '../report/explanation.ts';
import type { FormatOptions } from '../report/index.ts';
import { codeBlock, inline } from '../report/markdown/text.ts';
import { replacementOf } from '../report/replacement.ts';
import { newLines } from './diff-lines.ts';
import type { ChangedFile, GitHub, ReviewComment } from './github.ts';
import { lookAndWrite } from './look-and-write.ts';
import { markerOf, markerStart, ownComments } from './own-comments.ts';
import type { Target } from './target.ts';

/** More would bury the pull request. */
const mostSuggestions = 20;

/** A change of whole lines that can be committed from the pull request. */
export interface Suggestion {
  /** Which finding it is of, whatever line it moves to; the comment's body begins with it. */
  readonly marker: string;
  readonly comment: ReviewComment;
}

/** The changes that findings offer, as far as all their lines are in the diff, and read there as they do here. */
export function suggestionsOf(
  report: Report,
  { fromRepository }: FormatOptions,
  changed: readonly ChangedFile[],
): readonly Suggestion[] {
  const files = new Map(changed.map(({ path, patch = '' }) => [path, newLines(patch)]));
  return report.diagnostics.flatMap((diagnostic) => {
    const { file } = diagnostic.span;
    const path = fromRepository(file);
    const shown = files.get(path);
    const text = report.texts.get(file);
    if (shown === undefined || text === undefined) return [];
    const marker = markerOf('suggestion', diagnostic.fingerprint);
    for (const offer of offers(diagnostic)) {
      const lines = wholeLines(replacementOf(offer, file, report.texts), text);
      if (lines === undefined || !isShown(lines, shown)) continue;
      return [{ marker, comment: commentOn(path, lines, `${marker}\n${wording(diagnostic, offer)}`) }];
    }
    return [];
  });
}

/** Lines of a file and what takes their place; both lists without line breaks. */
interface LineChange {
  /** From 1. */
  readonly first: number;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** A replacement of a range as one of whole lines; `undefined` when it changes nothing, or writes what nobody can see. */
function wholeLines(replacement: Edit | undefined, text: string): LineChange | undefined {
  if (replacement === undefined) return undefined;
  const { span } = replacement;
  const lines = indexLines(text);
  const first = lines.position(span.start).line;
  const start = lines.lineStart(first);
  const before = text.slice(start, span.start) + replacement.text;
  const end = lines.position(span.end);
  // What ends with a line break leaves the line behind it alone.
  const endsBetween = end.column === 1 && end.line > first && (before === '' || before.endsWith('\n'));
  const last = endsBetween ? end.line - 1 : end.line;
  const stop = last === lines.lineCount ? text.length : lines.lineStart(last + 1) - 1;
  const written = endsBetween ? before.slice(0, -1) : before + text.slice(span.end, stop);

  const old = linesOf(text.slice(start, stop));
  const changed = endsBetween && before === '' ? [] : linesOf(written);
  if (changed.join('\n') === old.join('\n') && changed.length === old.length) return undefined;
  return changed.every((line) => printable(line) === line) ? { first, old, new: changed } : undefined;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map(withoutReturn);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** A merge can have moved the lines here; then what is at these numbers in the diff is something else. */
function isShown({ first, old }: LineChange, shown: ReadonlyMap<number, string>): boolean {
  return old.every((line, index) => {
    const there = shown.get(first + index);
    return there !== undefined && withoutReturn(there) === line;
  });
}

function commentOn(path: string, { first, old, new: lines }: LineChange, text: string): ReviewComment {
  // GitHub takes an empty block for no lines, and a block of one empty line for that line.
  const block = lines.length === 0 ? '```suggestion\n```' : codeBlock(lines.join('\n'), 'suggestion');
  const line = first + old.length - 1;
  return {
    path,
    body: `${text}\n\n${block}\n`,
    line,
    side: 'RIGHT',
    ...(line === first ? {} : { start_line: first, start_side: 'RIGHT' }),
  };
}

function wording({ message, rule, docs }: Diagnostic, { title }: Fix): string {
  return `${inline(message)} ([${inline(rule)}](<${encodeURI(docs)}>))\n\n**${inline(title)}**`;
}

/** How many suggestions were made, and how many could not be for want of room. */
export interface Suggested {
  readonly made: number;
  readonly left: number;
}

/** Makes one review of the suggestions that the pull request does not have yet. */
export async function suggest(
  github: GitHub,
  { pull, commit }: Pick<Target, 'commit'> & { readonly pull: number },
  suggestions: readonly Suggestion[],
): Promise<Suggested> {
  if (suggestions.length === 0) return { made: 0, left: 0 };
  return lookAndWrite(async () => {
    const made = await ownComments(await github.reviewComments(pull), markerStart('suggestion'), github);
    const missing = suggestions.filter(({ marker }) => !made.some(({ body }) => body.startsWith(marker)));
    const fitting = missing.slice(0, mostSuggestions);
    if (fitting.length > 0) {
      await github.createReview(pull, {
        commit_id: commit,
        event: 'COMMENT',
        body: 'mig-lint suggests changes that can be committed from here.',
        comments: fitting.map(({ comment }) => comment),
      });
    }
    return { made: fitting.length, left: missing.length - fitting.length };
  });
}
