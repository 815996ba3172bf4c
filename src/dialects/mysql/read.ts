import type { Comment } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import type { OpaqueReason } from '../../model/operations/session.ts';
import type { SourceText } from '../../model/source-text.ts';
import { plainText, spanOf } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { SqlStatement, SqlText } from '../dialect.ts';
import { TokenCursor, Unexpected } from '../lexer/cursor.ts';
import { normalForm } from '../lexer/normal-form.ts';
import { splitStatements } from '../lexer/split.ts';
import type { LexedText, Token, TokenRange } from '../lexer/token.ts';
import { endOfStatement } from './blocks.ts';
import { lexMysql } from './lexicon.ts';
import { PreparedStatements } from './prepared.ts';
import type { StatementContext } from './statement.ts';
import { readStatement } from './statements/index.ts';

/** Splits and reads a text. A statement that is not understood becomes one `Opaque` operation. */
export function readMysql(source: SourceText): SqlText {
  const lexed = lexMysql(source.text);
  const prepared = new PreparedStatements();
  const statements = splitStatements(lexed, endOfStatement).map((range): SqlStatement => {
    const { start, end } = offsetsOf(lexed, range);
    const context: StatementContext = {
      span: spanOf(source, start, end),
      range,
      prepared,
      spanOf(part) {
        const place = offsetsOf(lexed, part);
        return spanOf(source, place.start, place.end);
      },
      readText: (sql) => readMysql(plainText(source.file, sql)).statements.flatMap(({ operations }) => operations),
    };
    return { span: context.span, sql: source.text.slice(start, end), operations: readOne(lexed, context, source) };
  });
  return { statements, comments: commentsOf(source, lexed) };
}

function readOne(lexed: LexedText, context: StatementContext, source: SourceText): readonly Operation[] {
  const { range, span } = context;
  if (lexed.tokens[range.from]?.type === 'delimiter-command')
    return [{ kind: 'NoChange', span, statement: 'DELIMITER' }];
  const open = lexed.tokens[range.to - 1];
  if (open?.closed === false) {
    return [opaque(lexed, range, 'syntax-error', openDetail(open), spanOf(source, open.start, open.end))];
  }

  const cursor = new TokenCursor(lexed, range);
  try {
    const operations = readStatement(cursor, context);
    if (operations === undefined) return [opaque(lexed, range, 'not-recognised', unknownDetail(cursor, range), span)];
    cursor.expectEnd();
    return operations;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    return [
      opaque(lexed, range, 'syntax-error', unexpectedDetail(lexed, range, error), placeOf(source, lexed, range, error)),
    ];
  }
}

function opaque(lexed: LexedText, range: TokenRange, reason: OpaqueReason, detail: string, span: Span): Operation {
  return { kind: 'Opaque', span, reason, detail, text: normalForm(lexed, range) };
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

/** The token that was not expected, or the last one of a statement that ends too early. */
function placeOf(source: SourceText, lexed: LexedText, range: TokenRange, { at }: Unexpected): Span {
  const token = lexed.tokens[Math.min(at, range.to - 1)];
  return spanOf(source, token?.start ?? 0, token?.end ?? 0);
}

function offsetsOf(
  { text, tokens }: LexedText,
  { from, to }: TokenRange,
): { readonly start: number; readonly end: number } {
  return { start: tokens[from]?.start ?? text.length, end: tokens[to - 1]?.end ?? text.length };
}

/** Comments whose content is code are no comments to people. */
function commentsOf(source: SourceText, { text, comments }: LexedText): readonly Comment[] {
  return comments
    .filter(({ type }) => type !== 'version-mark')
    .map(({ start, end }) => ({ span: spanOf(source, start, end), text: text.slice(start, end) }));
}
