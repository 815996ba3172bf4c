import type { DoStmt } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import { slice } from '../../../model/source-text.ts';
import type { SourceText } from '../../../model/source-text.ts';
import type { Span } from '../../../model/span.ts';
import { text } from '../ast.ts';
import { expression } from '../expressions.ts';
import { asOne, literalSource, trimmed } from '../nested-source.ts';
import { findOption } from '../map/options.ts';
import { parsePlpgsql } from '../parser.ts';
import type { ParsedPlpgsql } from '../parser.ts';
import type { ReadOperations } from '../script.ts';
import { guarded } from '../script.ts';
import { normalText, tokenAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { commandsOf } from './commands.ts';
import type { Command } from './commands.ts';
import { constantText } from './constants.ts';
import { repairedBodies, unusedTag } from './repair.ts';
import { blockOf } from './tree.ts';

/** A DO statement runs its body: the operations of the SQL inside are its own. */
export function doBlock(node: DoStmt, statement: StatementText, read: ReadOperations): readonly Operation[] {
  const language = text(findOption(node.args, 'language')?.arg) ?? 'plpgsql';
  if (language !== 'plpgsql') {
    return [opaque(statement.span, 'not-recognised', `the language ${language} is not read`, normalText(statement))];
  }
  const parsed = parseBody(bodyOf(node, statement));
  if (!parsed.ok) return [opaque(statement.span, 'syntax-error', parsed.message, normalText(statement))];

  const block = blockOf(parsed.tree);
  const commands = block === undefined ? [] : commandsOf(block);
  const locate = locator(parsed.body);
  const operations = commands.flatMap((command) =>
    guarded(readCommand(command, locate(command), read), command.guards, command.repeated),
  );
  if (operations.length > 0) return operations;
  return [{ kind: 'NoChange', span: statement.span, statement: normalText(statement) }];
}

type ParsedBody =
  | { readonly ok: true; readonly tree: unknown; readonly body: SourceText }
  | { readonly ok: false; readonly message: string };

/** Parses a block; SQL in it that is not valid does not keep the rest from being read. */
function parseBody(body: SourceText): ParsedBody {
  const whole = parseBlock(body.text);
  if (whole.ok) return { ...whole, body };
  for (const repaired of repairedBodies(body)) {
    const parsed = parseBlock(repaired.text);
    if (parsed.ok) return { ...parsed, body: repaired };
  }
  return whole;
}

function parseBlock(text: string): ParsedPlpgsql {
  const tag = unusedTag(text);
  return parsePlpgsql(`DO ${tag}${text}${tag}`);
}

/** The content of the body's string with its places. */
function bodyOf(node: DoStmt, statement: StatementText): SourceText {
  const token = statement.lexed.tokens[tokenAt(statement, findOption(node.args, 'as')?.location)];
  const start = token?.start ?? statement.start;
  const end = token?.end ?? start;
  const body = token === undefined ? undefined : literalSource(statement.source, start, end);
  return body ?? asOne(slice(statement.source, start, end), text(findOption(node.args, 'as')?.arg) ?? '');
}

/** How far behind the start of its line, or behind the command before, the text of a command is looked for. */
const furthest = 10_000;

/**
 * Finds the texts of commands, asked for in the order of the source: the parser knows lines only. It makes a query of
 * PERFORM, and blanks of INTO with its targets; a text that is not found has its line as its place.
 */
function locator(body: SourceText): (command: Command) => SourceText {
  const lineStarts = [0];
  for (let at = body.text.indexOf('\n'); at !== -1; at = body.text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  let cursor = 0;
  return ({ sql, line }) => {
    const lineStart = lineStarts[line - 1] ?? 0;
    const from = Math.max(lineStart, cursor);
    const near = body.text.slice(0, from + sql.length + furthest);
    const exact = near.indexOf(sql, from);
    if (exact !== -1) {
      cursor = exact + sql.length;
      return slice(body, exact, cursor);
    }
    const changed = performed(near, sql, from) ?? withInto(near, sql, from);
    if (changed !== undefined) {
      cursor = changed.end;
      return asOne(slice(body, changed.start, changed.end), sql);
    }
    const lineEnd = lineStarts[line] === undefined ? body.text.length : lineStarts[line] - 1;
    return asOne(trimmed(slice(body, lineStart, lineEnd)), sql);
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function performed(text: string, sql: string, from: number): Range | undefined {
  const rest = sql.slice('SELECT'.length);
  const found = text.indexOf(rest, from);
  const start = found - 'PERFORM'.length;
  return start >= from && /^PERFORM$/iu.test(text.slice(start, found))
    ? { start, end: found + rest.length }
    : undefined;
}

function withInto(text: string, sql: string, from: number): Range | undefined {
  const [before = '', after = ''] = sql.split(/\s{5,}/u, 2);
  const start = text.indexOf(before, from);
  const end = start + sql.length;
  return start !== -1 && text.slice(start, end).endsWith(after) ? { start, end } : undefined;
}

function readCommand(command: Command, source: SourceText, read: ReadOperations): readonly Operation[] {
  if (command.kind === 'static') return read(source);
  const literal = literalSource(
    source,
    source.text.length - source.text.trimStart().length,
    source.text.trimEnd().length,
  );
  const constant = constantText(command.sql);
  if (constant !== undefined) return read(literal?.text === constant ? literal : asOne(source, constant));
  const detail = 'EXECUTE runs a text that is only known when the migration runs';
  return [opaque(spanOfAll(source), 'built-at-run-time', detail, expression(command.sql).sql)];
}

function spanOfAll(source: SourceText): Span {
  const [piece] = asOne(source, '').pieces;
  const start = piece?.fileStart ?? 0;
  return { file: source.file, start, end: start + (piece?.fileLength ?? 0) };
}

function opaque(span: Span, reason: Operation<'Opaque'>['reason'], detail: string, own: string): Operation {
  return { kind: 'Opaque', span, reason, detail, text: own };
}
