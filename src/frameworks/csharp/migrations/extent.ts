import type { Statement } from '../../../model/migration.ts';

/** From the beginning of the statement's first line to the end of its last, as long as nothing else stands on them. */
export function extentOf({ span }: Statement, text: string): { readonly start: number; readonly end: number } {
  const terminator = /^\s*;/.exec(text.slice(span.end))?.[0].length ?? 0;
  const end = span.end + terminator;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  const isAlone = text.slice(lineStart, span.start).trim() === '' && rest !== undefined;
  return isAlone ? { start: lineStart, end: end + rest.length } : { start: span.start, end };
}
