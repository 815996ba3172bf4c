import type { SourceText } from '../../model/source-text.ts';
import type { Sample } from './sample.ts';
import { count } from './names.ts';

/** A line that a tool takes as an instruction. */
export interface Mark {
  /** Offsets in the text: the line without its line break. */
  readonly start: number;
  readonly end: number;
  /** What the pattern's groups hold. */
  readonly groups: readonly string[];
}

/** The lines that a pattern matches; it needs the flags g and m. */
export function marksIn({ text }: SourceText, pattern: RegExp): readonly Mark[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    groups: match.slice(1).map((group: string | undefined) => group ?? ''),
  }));
}

/** Why a folder is of the tool that writes such marks: at least half of the files that were looked at have one. */
export function evidenceOfMarks(samples: readonly Sample[], mark: RegExp, shown: string): string | undefined {
  const marked = samples.filter(({ text }) => mark.test(text));
  const [first] = marked;
  if (first === undefined || 2 * marked.length < samples.length) return undefined;
  return `${shown} in ${first.path}${marked.length === 1 ? '' : ` and ${count(marked.length - 1, 'more file')} of ${samples.length}`}`;
}

/** The first character of a text that is neither white space nor part of a comment; `undefined`: there is none. */
export function firstCode(text: string): number | undefined {
  const skipped = /^(?:\s+|--[^\n]*|\/\*[^]*?\*\/)*/.exec(text)?.[0].length ?? 0;
  return skipped < text.length ? skipped : undefined;
}
