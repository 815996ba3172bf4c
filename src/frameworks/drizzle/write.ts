import type { Statement } from '../../model/migration.ts';
import type { WriteRequest } from '../framework.ts';
import { extentOf as extentOfSql, writtenStatements } from '../sql/write.ts';
import { breakpoint } from './divide.ts';

/** Each statement but the last of the file with a breakpoint behind it, since most drivers send one at a time. */
export function writeStatements(request: WriteRequest): string | undefined {
  const { text, offset, inserted = false } = request;
  const written = writtenStatements(request, `${breakpoint}\n`);
  if (written === undefined || written === '') return written;
  const isLast = !inserted && !text.includes(breakpoint, offset);
  return isLast ? written : `${written}${breakpoint}`;
}

/** A statement with the breakpoint behind it. */
export function extentOf(statement: Statement, text: string): { readonly start: number; readonly end: number } {
  const { end } = statement.span;
  const behind = /^\s*(?:;\s*)?--> statement-breakpoint/.exec(text.slice(end))?.[0].length ?? 0;
  if (behind === 0) return extentOfSql(statement, text);
  return extentOfSql({ ...statement, span: { ...statement.span, end: end + behind } }, text);
}
