import type { Comment } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { slice, spanOf } from '../../model/source-text.ts';
import type { SourceText } from '../../model/source-text.ts';
import type { SqlStatement, SqlText } from '../dialect.ts';
import type { LexedText, Token, TokenRange } from '../lexer/token.ts';
import { unwrap } from './ast.ts';
import { partsOf } from './client-commands.ts';
import { lex } from './lexicon.ts';
import { mapNode } from './map/index.ts';
import { normalForm } from './normal-form.ts';
import { parseStatement } from './parser.ts';
import { doBlock } from './plpgsql/do.ts';
import { nextPlausibleStatement, splitStatements } from './split.ts';
import { normalText } from './statement-text.ts';
import type { StatementText } from './statement-text.ts';

/** The longest statement that is parsed, in UTF-16 units: the parser takes 60 times as much memory. */
const longestStatement = 8_000_000;

/** Splits and reads a text; see `Dialect.read`. */
export function read(source: SourceText): SqlText {
  const statements: SqlStatement[] = [];
  const comments: Comment[] = [];
  for (const part of partsOf(source)) {
    if (part.kind === 'sql') readSql(part.source, part.lexed, statements, comments);
    else if (part.kind === 'client-command') statements.push(clientCommand(part.source));
  }
  return { statements, comments };
}

function clientCommand(source: SourceText): SqlStatement {
  const span = spanOf(source, 0, source.text.length);
  const sql = source.text;
  return { span, sql, operations: [{ kind: 'NoChange', span, statement: sql }] };
}

/** Reads SQL without orders to the client; an open quote or comment ends at the next statement that looks like one. */
function readSql(source: SourceText, lexed: LexedText, statements: SqlStatement[], comments: Comment[]): void {
  let rest = source;
  let tokens = lexed;
  for (;;) {
    const next = isOpen(tokens) ? nextPlausibleStatement(tokens) : undefined;
    const end = next ?? rest.text.length;
    for (const comment of tokens.comments) {
      if (comment.start >= end) continue;
      const to = Math.min(comment.end, end);
      comments.push({ span: spanOf(rest, comment.start, to), text: rest.text.slice(comment.start, to) });
    }
    for (const range of splitStatements(tokens)) {
      if ((tokens.tokens[range.from]?.start ?? 0) < end) statements.push(readStatement(rest, tokens, range, end));
    }
    const open = openComment(tokens);
    if (open !== undefined && !isInStatement(tokens)) statements.push(strayComment(rest, open.start, end));
    if (next === undefined) return;
    rest = slice(rest, next, rest.text.length);
    tokens = lex(rest.text);
  }
}

/** Whether the text ends inside of a string, a quoted name or a comment. */
function isOpen(lexed: LexedText): boolean {
  return lexed.tokens.at(-1)?.closed === false || openComment(lexed) !== undefined;
}

function openComment({ comments }: LexedText): Token | undefined {
  const last = comments.at(-1);
  return last?.closed === false ? last : undefined;
}

/** Whether the text ends in the middle of a statement. */
function isInStatement({ tokens }: LexedText): boolean {
  const last = tokens.at(-1);
  return last !== undefined && last.type !== 'terminator';
}

function strayComment(source: SourceText, start: number, limit: number): SqlStatement {
  const end = trimmedEnd(source.text, limit);
  const span = spanOf(source, start, end);
  const sql = source.text.slice(start, end);
  const detail = 'unterminated /* comment';
  return { span, sql, operations: [{ kind: 'Opaque', span, reason: 'syntax-error', detail, text: '' }] };
}

function readStatement(source: SourceText, lexed: LexedText, tokens: TokenRange, limit: number): SqlStatement {
  const start = lexed.tokens[tokens.from]?.start ?? 0;
  const isLast = tokens.to === lexed.tokens.length;
  const end = isLast && isOpen(lexed) ? trimmedEnd(source.text, limit) : (lexed.tokens[tokens.to - 1]?.end ?? start);
  const sql = source.text.slice(start, end);
  const span = spanOf(source, start, end);
  return { span, sql, operations: operationsOf({ source, lexed, tokens, span, start, offsetOf: () => 0 }, sql) };
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function operationsOf(statement: StatementText, sql: string): readonly Operation[] {
  const { span } = statement;
  if (sql.length > longestStatement) {
    const detail = `the statement is longer than ${longestStatement} characters and was not read`;
    return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: sql.slice(0, 200) }];
  }
  const parsed = parseStatement(sql);
  if (!parsed.ok) return [syntaxError(statement, parsed.message, parsed.at)];

  const placed: StatementText = { ...statement, offsetOf: parsed.offsetOf };
  const block = unwrap(parsed.node, 'DoStmt');
  const operations = block === undefined ? mapNode(parsed.node, placed) : doBlock(block, placed, readOperations);
  if (operations !== undefined && operations.length > 0) return operations;
  const detail = `${Object.keys(parsed.node)[0] ?? 'this'} is not known here`;
  return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: normalText(placed) }];
}

/** The operations of all statements of a text inside of another. */
function readOperations(source: SourceText): readonly Operation[] {
  return read(source).statements.flatMap((statement) => statement.operations);
}

/** The place is the token at which PostgreSQL stopped, or the last one when it wanted more. */
function syntaxError(statement: StatementText, message: string, at: number): Operation {
  const { source, lexed, tokens, start } = statement;
  const offset = start + at;
  const own = lexed.tokens.slice(tokens.from, tokens.to);
  const token = own.find((candidate) => candidate.end > offset) ?? own.at(-1);
  const span = token?.closed === true ? spanOf(source, token.start, token.end) : statement.span;
  const text = normalForm(lexed, tokens.from, tokens.to);
  return { kind: 'Opaque', span, reason: 'syntax-error', detail: message, text };
}
