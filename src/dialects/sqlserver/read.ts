import type { Comment } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import type { OpaqueReason } from '../../model/operations/session.ts';
import type { SourceText } from '../../model/source-text.ts';
import { spanOf } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { SqlStatement, SqlText } from '../dialect.ts';
import { TokenCursor, Unexpected } from '../lexer/cursor.ts';
import type { Token, TokenRange } from '../lexer/token.ts';
import type { Batch, Comments } from './batches.ts';
import { batchesOf } from './batches.ts';
import type { Step } from './flow.ts';
import { stepsOf } from './flow.ts';
import type { Pending } from './guards.ts';
import { withGuards } from './guards.ts';
import { sourceOf } from './known-text.ts';
import { normalSql } from './normal-sql.ts';
import type { StatementContext } from './statement.ts';
import { readStatement } from './statements/index.ts';
import { Variables } from './variables.ts';

/**
 * Splits and reads a text. Statements are those that do something; IF, WHILE, BEGIN and END around them are said by the
 * operations' guards. GO is a statement where it separates two batches that both hold some. What is not understood
 * becomes one `Opaque` operation.
 */
export function readSqlServer(source: SourceText): SqlText {
  return readText(source, { left: mostRun });
}

/** How many characters of texts that a file runs will still be read. */
interface Budget {
  left: number;
}

/** The most characters of such texts in one file: one that is held in a variable can be run again and again. */
const mostRun = 2_000_000;

function readText(source: SourceText, budget: Budget): SqlText {
  const { batches, comments } = batchesOf(source);
  const statements: SqlStatement[] = [];
  let separator: SqlStatement | undefined;
  for (const batch of batches) {
    const own = readBatch(batch, budget);
    if (own.length > 0 && separator !== undefined) {
      statements.push(separator);
      separator = undefined;
    }
    for (const statement of own) statements.push(statement);
    if (statements.length > 0 && batch.separator !== undefined) separator ??= separatorOf(batch, batch.separator);
  }
  return { statements, comments: comments.flatMap(commentsOf) };
}

function readBatch(batch: Batch, budget: Budget): readonly SqlStatement[] {
  const { source, lexed, range, open } = batch;
  const places: { readonly span: Span; readonly sql: string; readonly count: number }[] = [];
  const pending: Pending[] = [];
  const variables = new Variables(source, lexed);
  for (const step of stepsOf(lexed, range)) {
    const { start, end } = offsetsOf(batch, step.range);
    const span = spanOf(source, start, end);
    const operations = readStep(batch, step, span, variables, budget);
    variables.assign(step.range, step);
    places.push({ span, sql: source.text.slice(start, end), count: operations.length });
    for (const operation of operations) {
      pending.push({ operation: step.repeated ? { ...operation, repeated: true } : operation, guards: step.guards });
    }
  }
  const guarded = withGuards(pending);
  let at = 0;
  const statements = places.map(({ span, sql, count }): SqlStatement => {
    const operations = guarded.slice(at, at + count);
    at += count;
    return { span, sql, operations };
  });
  return open?.type === 'block-comment' ? [...statements, openComment(source, open)] : statements;
}

function openComment(source: SourceText, { start, end }: Token): SqlStatement {
  const span = spanOf(source, start, end);
  const detail = 'The comment that starts here is never closed.';
  return {
    span,
    sql: source.text.slice(start, end),
    operations: [{ kind: 'Opaque', span, reason: 'syntax-error', detail, text: '' }],
  };
}

function separatorOf({ source, lexed }: Batch, { from }: TokenRange): SqlStatement {
  const { start, end } = lexed.tokens[from] ?? { start: 0, end: 0 };
  const span = spanOf(source, start, end);
  return { span, sql: source.text.slice(start, end), operations: [{ kind: 'NoChange', span, statement: 'GO' }] };
}

function readStep(batch: Batch, step: Step, span: Span, variables: Variables, budget: Budget): readonly Operation[] {
  const { range, problem } = step;
  if (problem !== undefined) return [opaque(batch, range, 'syntax-error', problem, span)];
  const { source, lexed } = batch;
  const open = lexed.tokens[range.to - 1];
  if (open?.closed === false) {
    return [opaque(batch, range, 'syntax-error', openDetail(open), spanOf(source, open.start, open.end))];
  }

  const context: StatementContext = {
    span,
    range,
    spanOf(part) {
      const { start, end } = offsetsOf(batch, part);
      return spanOf(source, start, end);
    },
    readText(part) {
      const text = variables.text(part, step);
      if (text.kind === 'unknown') return text.because;
      budget.left -= text.length;
      if (budget.left < 0) return `such texts of one file are only read up to ${String(mostRun)} characters`;
      const inner = readText(sourceOf(text), budget).statements.flatMap(({ operations }) => operations);
      return inner.length > 0 ? inner : [{ kind: 'NoChange', span, statement: 'EXEC' }];
    },
  };
  const cursor = new TokenCursor(lexed, range);
  try {
    const operations = readStatement(cursor, context, range.from === batch.range.from);
    if (operations === undefined) return [opaque(batch, range, 'not-recognised', unknownDetail(cursor, range), span)];
    cursor.expectEnd();
    expectMatchedParentheses(batch, range);
    return operations;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    return [opaque(batch, range, 'syntax-error', unexpectedDetail(batch, range, error), placeOf(batch, range, error))];
  }
}

/** Recognisers pass over what they need not understand, parentheses included. */
function expectMatchedParentheses({ lexed: { text, tokens } }: Batch, { from, to }: TokenRange): void {
  const open: number[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token?.type !== 'operator') continue;
    const character = text.charAt(token.start);
    if (character === '(') open.push(at);
    else if (character === ')' && open.pop() === undefined) throw new Unexpected('the end of the statement', at);
  }
  const [first] = open;
  if (first !== undefined) throw new Unexpected('")" for this parenthesis', first);
}

function opaque({ lexed }: Batch, range: TokenRange, reason: OpaqueReason, detail: string, span: Span): Operation {
  return { kind: 'Opaque', span, reason, detail, text: normalSql(lexed, range) };
}

function openDetail({ type }: Token): string {
  return `The ${type === 'quoted-name' ? 'quoted name' : type} that starts here is never closed.`;
}

/** Names the words that the statement starts with: those that were understood, and the one after them. */
function unknownDetail(cursor: TokenCursor, range: TokenRange): string {
  const to = Math.min(Math.max(cursor.index, range.from) + 1, range.to);
  return `${normalSql(cursor.lexed, { from: range.from, to }).toUpperCase()} is a statement that the reader does not know.`;
}

function unexpectedDetail({ lexed }: Batch, range: TokenRange, { expected, at }: Unexpected): string {
  if (at >= range.to) return `Expected ${expected}, but the statement ends here.`;
  return `Expected ${expected}, but found ${normalSql(lexed, { from: at, to: at + 1 })}.`;
}

/** The token that was not expected, or the last one of a statement that ends too early. */
function placeOf({ source, lexed }: Batch, range: TokenRange, { at }: Unexpected): Span {
  const token = lexed.tokens[Math.min(at, range.to - 1)];
  return spanOf(source, token?.start ?? 0, token?.end ?? 0);
}

function offsetsOf(
  { lexed: { text, tokens } }: Batch,
  { from, to }: TokenRange,
): { readonly start: number; readonly end: number } {
  return { start: tokens[from]?.start ?? text.length, end: tokens[to - 1]?.end ?? text.length };
}

function commentsOf({ source, lexed }: Comments): readonly Comment[] {
  return lexed.comments.map(({ start, end }) => ({
    span: spanOf(source, start, end),
    text: source.text.slice(start, end),
  }));
}
