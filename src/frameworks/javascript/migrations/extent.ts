import type { Statement } from '../../../model/migration.ts';

/** A call with its `await` or `return` and its semicolon, and with its own lines when nothing else stands on them. */
export function extentOf({ span }: Statement, text: string): { readonly start: number; readonly end: number } {
  const before = /(?:\b(?:await|return|void)\s+)+$/.exec(text.slice(Math.max(0, span.start - 40), span.start));
  const start = span.start - (before?.[0].length ?? 0);
  const end = span.end + (/^\s*;/.exec(text.slice(span.end))?.[0].length ?? 0);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  const isAlone = text.slice(lineStart, start).trim() === '' && rest !== undefined;
  return isAlone ? { start: lineStart, end: end + rest.length } : { start, end };
}
