import type { Comment } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import type { OpaqueReason } from '../../model/operations/session.ts';
import type { SourceText } from '../../model/source-text.ts';
import { spanOf } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { SqlStatement } from '../dialect.ts';
import { TokenCursor, Unexpected } from './cursor.ts';
import { normalForm } from './normal-form.ts';
import type { LexedText, Token, TokenRange } from './token.ts';

/** What a recogniser knows of the place of its statement. */
export interface StatementPlace {
  /** The whole statement. */
  readonly span: Span;
  /** The tokens of the whole statement. */
  readonly range: TokenRange;
}

/**
 * Reads one statement from its first token. `undefined`: it is of a kind that has no recogniser, and the cursor stands
 * after the words that were understood. Throws `Unexpected` where the statement is not valid.
 */
export type ReadStatement = (cursor: TokenCursor, place: StatementPlace) => readonly Operation[] | undefined;

/** Reads the statements of a text, one by one: one that is not understood becomes one `Opaque` operation. */
export function readStatements(
  source: SourceText,
  lexed: LexedText,
  ranges: readonly TokenRange[],
  read: ReadStatement,
): readonly SqlStatement[] {
  const marks = lexed.comments.filter(({ type }) => type === 'version-mark');
  return ranges.map((range) => {
    const start = lexed.tokens[range.from]?.start ?? lexed.text.length;
    const end = lexed.tokens[range.to - 1]?.end ?? lexed.text.length;
    const place = { span: spanOf(source, start, end), range };
    return {
      span: place.span,
      sql: sqlOf(lexed.text, marks, start, end),
      operations: readOne(source, lexed, place, read),
    };
  });
}

/**
 * A statement as a server can get it. Where comments whose content is code begin or end inside of it, their other ends
 * next to it belong to it as well.
 */
function sqlOf(text: string, marks: readonly Token[], start: number, end: number): string {
  const first = indexFrom(marks, start);
  const next = indexFrom(marks, end);
  if (first === next) return text.slice(start, end);
  const before = marks[first - 1];
  const after = marks[next];
  const opens = before !== undefined && isNextTo(text, before.end, start) && text.startsWith('/*', before.start);
  const closes = after !== undefined && isNextTo(text, end, after.start) && text.startsWith('*/', after.start);
  return text.slice(opens ? before.start : start, closes ? after.end : end);
}

function isNextTo(text: string, end: number, start: number): boolean {
  return text.slice(end, start).trim() === '';
}

/** The index of the first of the sorted marks that starts at the offset or behind it. */
function indexFrom(marks: readonly Token[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The comments of a text, with their places in the file; those whose content is code are no comments to people. */
export function commentsOf(source: SourceText, { text, comments }: LexedText): readonly Comment[] {
  return comments
    .filter(({ type }) => type !== 'version-mark')
    .map(({ start, end }) => ({ span: spanOf(source, start, end), text: text.slice(start, end) }));
}

function readOne(
  source: SourceText,
  lexed: LexedText,
  place: StatementPlace,
  read: ReadStatement,
): readonly Operation[] {
  const { range, span } = place;
  const opaque = (reason: OpaqueReason, detail: string, where: Span): readonly Operation[] => [
    { kind: 'Opaque', span: where, reason, detail, text: normalForm(lexed, range) },
  ];
  const open = lexed.tokens[range.to - 1];
  if (open?.closed === false) return opaque('syntax-error', openDetail(open), spanOf(source, open.start, open.end));

  const cursor = new TokenCursor(lexed, range);
  try {
    const operations = read(cursor, place);
    if (operations === undefined) return opaque('not-recognised', unknownDetail(cursor, range), span);
    cursor.expectEnd();
    return operations;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const reason = isTemplate(lexed, range) ? 'template' : 'syntax-error';
    return opaque(reason, unexpectedDetail(lexed, range, error), spanOfToken(source, lexed, range, error.at));
  }
}

/** Placeholders of Flyway, of shells, and of Go, Jinja and EJS templates. */
const placeholder = /\$\{|\{\{|\{%|<%/;

function isTemplate({ text, tokens }: LexedText, { from, to }: TokenRange): boolean {
  return placeholder.test(text.slice(tokens[from]?.start, tokens[to - 1]?.end));
}

function openDetail({ type }: Token): string {
  return `The ${type === 'quoted-name' ? 'quoted name' : type} that starts here is never closed.`;
}

/** Names the words that the statement starts with: those that were understood, and the one after them. */
function unknownDetail(cursor: TokenCursor, range: TokenRange): string {
  const words = cursor.text({ from: range.from, to: Math.min(Math.max(cursor.index, range.from) + 1, range.to) });
  return `${words.toUpperCase()} is a statement that the reader does not know.`;
}

function unexpectedDetail(lexed: LexedText, range: TokenRange, { expected, at }: Unexpected): string {
  if (at >= range.to) return `Expected ${expected}, but the statement ends here.`;
  return `Expected ${expected}, but found ${normalForm(lexed, { from: at, to: at + 1 })}.`;
}

/** The token at an index, or the last one of a statement that ends before it. */
function spanOfToken(source: SourceText, lexed: LexedText, range: TokenRange, at: number): Span {
  const token = lexed.tokens[Math.min(at, range.to - 1)];
  return spanOf(source, token?.start ?? 0, token?.end ?? 0);
}
