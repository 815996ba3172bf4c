import type { Statement } from '../../model/migration.ts';

/** The statement of the language with its `await` or `return` and semicolon, and its own line when nothing else is on it. */
export function extentOf(statement: Statement, text: string): { readonly start: number; readonly end: number } {
  const { span } = statement;
  const before = /(?:\b(?:await|return)\s+)+$/.exec(text.slice(Math.max(0, span.start - 40), span.start))?.[0] ?? '';
  const after = /^[ \t]*;/.exec(text.slice(span.end))?.[0] ?? '';
  const start = span.start - before.length;
  const end = span.end + after.length;
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, start))?.[1];
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  return indent === undefined || lineEnd === undefined
    ? { start, end }
    : { start: start - indent.length, end: end + lineEnd.length };
}
