import type { Node } from 'libpg-query';
import type { Comment } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { slice, spanOf } from '../../model/source-text.ts';
import type { SourceText } from '../../model/source-text.ts';
import type { SqlStatement, SqlText } from '../dialect.ts';
import type { LexedText, Token, TokenRange } from '../lexer/token.ts';
import { unwrap } from './ast.ts';
import { lex } from './lexicon.ts';
import { mapNode } from './map/index.ts';
import { explain } from './map/session.ts';
import { parseStatement } from './parser.ts';
import { doBlock } from './plpgsql/do.ts';
import { deallocate, execute, prepare } from './prepared.ts';
import { orderOperations } from './psql/orders.ts';
import { partsOf } from './psql/parts.ts';
import { filledIn, firstVariable } from './psql/variables.ts';
import { guarded, guardsAround, mostFilled, newScript } from './script.ts';
import type { Script } from './script.ts';
import { nextPlausibleStatement, splitStatements } from './split.ts';
import { withNamedPlaceholders } from './placeholders.ts';
import { normalText } from './statement-text.ts';
import type { StatementText } from './statement-text.ts';
import { unreadable } from './unreadable.ts';
import { withoutVendorClauses } from './vendor-clauses.ts';

/** The longest statement that is parsed, in UTF-16 units: the parser takes 60 times as much memory. */
const longestStatement = 8_000_000;

/** So often reading goes on behind what is never closed; each time what is left is looked at anew. */
const mostRestarts = 20;

/** Splits and reads a text; see `Dialect.read`. */
export function read(source: SourceText): SqlText {
  const statements: SqlStatement[] = [];
  const comments: Comment[] = [];
  const script = newScript();
  for (const part of partsOf(source)) {
    if (part.kind === 'sql') readSql(part.source, part.lexed, script, statements, comments);
    else if (part.kind === 'client-command') statements.push(readOrder(part.source, statements.at(-1), script));
  }
  return { statements, comments };
}

function readOrder(source: SourceText, before: SqlStatement | undefined, script: Script): SqlStatement {
  const span = spanOf(source, 0, source.text.length);
  const around = guardsAround(script);
  const operations = orderOperations({ source, span, before }, script, readOperations);
  return { span, sql: source.text, operations: guarded(operations, around) };
}

/** Reads SQL without orders to the client; an open quote or comment ends at the next statement that looks like one. */
function readSql(
  source: SourceText,
  lexed: LexedText,
  script: Script,
  statements: SqlStatement[],
  comments: Comment[],
): void {
  let rest = source;
  let tokens = lexed;
  for (let restarts = 0; ; restarts++) {
    const next = isOpen(tokens) && restarts < mostRestarts ? nextPlausibleStatement(tokens) : undefined;
    const end = next ?? rest.text.length;
    for (const comment of tokens.comments) {
      if (comment.start >= end) continue;
      const to = Math.min(comment.end, end);
      comments.push({ span: spanOf(rest, comment.start, to), text: rest.text.slice(comment.start, to) });
    }
    for (const range of splitStatements(tokens)) {
      if ((tokens.tokens[range.from]?.start ?? 0) < end)
        statements.push(readStatement(rest, tokens, range, end, script));
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

function readStatement(
  source: SourceText,
  lexed: LexedText,
  tokens: TokenRange,
  limit: number,
  script: Script,
): SqlStatement {
  const start = lexed.tokens[tokens.from]?.start ?? 0;
  const isLast = tokens.to === lexed.tokens.length;
  const end = isLast && isOpen(lexed) ? trimmedEnd(source.text, limit) : (lexed.tokens[tokens.to - 1]?.end ?? start);
  const sql = source.text.slice(start, end);
  const span = spanOf(source, start, end);
  const statement: StatementText = { source, lexed, tokens, span, start, offsetOf: () => 0 };
  const filled = filledIn(source, lexed, tokens, script);
  if (filled === undefined && script.filling.left < 0) {
    const variable = firstVariable(lexed, tokens);
    if (variable !== undefined) return { span, sql, operations: [notFilled(statement, variable.name)] };
  }
  const operations = filled === undefined ? operationsOf(statement, sql, script) : operationsIn(filled, script);
  // A variable that is empty leaves nothing to run.
  if (operations.length === 0) return { span, sql, operations: [{ kind: 'NoChange', span, statement: sql }] };
  const isOpenQuestion = !script.isReplacement && operations.some(isRefused);
  const named = isOpenQuestion ? withNamedPlaceholders(slice(source, start, end)) : undefined;
  const understood = named === undefined ? operations : better(operationsIn(named, script), operations);
  return { span, sql: filled?.text ?? sql, operations: guarded(understood, guardsAround(script)) };
}

function notFilled(statement: StatementText, name: string): Operation {
  const detail = `:${name} was not put in: the variables of this file have more than ${mostFilled} characters in their places`;
  return { kind: 'Opaque', span: statement.span, reason: 'not-recognised', detail, text: normalText(statement) };
}

function isRefused(operation: Operation): boolean {
  return operation.kind === 'Opaque' && operation.reason === 'syntax-error';
}

/** Another reading of a statement where it understands more, or else the first. */
function better(other: readonly Operation[], first: readonly Operation[]): readonly Operation[] {
  const isLess = other.filter(isRefused).length < first.filter(isRefused).length;
  return isLess || other.length > first.length ? other : first;
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

/** The operations of a text that takes the place of a statement. */
function operationsIn(source: SourceText, script: Script): readonly Operation[] {
  const statements: SqlStatement[] = [];
  readSql(
    source,
    lex(source.text),
    { ...script, variables: new Map(), branches: [], isReplacement: true },
    statements,
    [],
  );
  return statements.flatMap((statement) => statement.operations);
}

/** A statement that can be read without clauses of other databases, which are noted on what it does. */
function withoutClauses(
  { source, start, tokens, lexed }: StatementText,
  at: number,
  script: Script,
): readonly Operation[] | undefined {
  const end = lexed.tokens[tokens.to - 1]?.end ?? start;
  const plain = withoutVendorClauses(slice(source, start, end), at);
  if (plain === undefined) return undefined;
  const [first, ...others] = operationsIn(plain.source, script);
  return first === undefined ? undefined : [{ ...first, unread: plain.unread }, ...others];
}

function operationsOf(statement: StatementText, sql: string, script: Script): readonly Operation[] {
  const { span } = statement;
  if (sql.length > longestStatement) {
    const detail = `the statement is longer than ${longestStatement} characters and was not read`;
    return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: sql.slice(0, 200) }];
  }
  const parsed = parseStatement(sql);
  if (!parsed.ok) return withoutClauses(statement, parsed.at, script) ?? [unreadable(statement, parsed)];

  const placed: StatementText = { ...statement, offsetOf: parsed.offsetOf };
  const operations = meaningOf(parsed.node, placed, script);
  if (operations !== undefined && operations.length > 0) return operations;
  const detail = `${Object.keys(parsed.node)[0] ?? 'this'} is not known here`;
  return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: normalText(placed) }];
}

/** What a statement does: by itself, or through the statements that it prepares, runs or holds. */
function meaningOf(node: Node, statement: StatementText, script: Script): readonly Operation[] | undefined {
  const block = unwrap(node, 'DoStmt');
  if (block !== undefined) return doBlock(block, statement, readOperations);
  const prepared = unwrap(node, 'PrepareStmt');
  if (prepared !== undefined) return prepare(prepared, statement, script, readOperations);
  const executed = unwrap(node, 'ExecuteStmt');
  if (executed !== undefined) return execute(executed, statement, script);
  const explained = unwrap(node, 'ExplainStmt');
  if (explained !== undefined) {
    return explain(explained, statement, (query) => meaningOf(query, statement, script) ?? []);
  }
  const forgotten = unwrap(node, 'DeallocateStmt');
  if (forgotten !== undefined) deallocate(forgotten, script);
  return mapNode(node, statement);
}

/** The operations of all statements of a text inside of another. */
function readOperations(source: SourceText): readonly Operation[] {
  return read(source).statements.flatMap((statement) => statement.operations);
}
