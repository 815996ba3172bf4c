import { withoutParentheses as withoutEnclosing } from '../lexer/parentheses.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { spanOf } from '../../model/source-text.ts';
import type { SourceText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import { fold, normalForm } from './normal-form.ts';
import type { OffsetOf } from './parser.ts';

/** One statement: its tokens in the text that it stands in, and how the parser's locations lead to them. */
export interface StatementText {
  readonly source: SourceText;
  readonly lexed: LexedText;
  readonly tokens: TokenRange;
  readonly span: Span;
  /** The offset in the text at which the statement starts. */
  readonly start: number;
  readonly offsetOf: OffsetOf;
}

/** A text that is one statement. */
export function wholeText(source: SourceText, lexed: LexedText): StatementText {
  const tokens = { from: 0, to: lexed.tokens.length };
  return { source, lexed, tokens, span: spanOf(source, 0, source.text.length), start: 0, offsetOf: () => 0 };
}

/** The index of the token at a node's location, or of the next one. */
export function tokenAt(statement: StatementText, location: number | undefined): number {
  const offset = statement.start + statement.offsetOf(location);
  let low = statement.tokens.from;
  let high = statement.tokens.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statement.lexed.tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function spanOfTokens(statement: StatementText, range: TokenRange): Span {
  const first = statement.lexed.tokens[range.from];
  const last = statement.lexed.tokens[range.to - 1];
  if (first === undefined || last === undefined || range.from >= range.to) return statement.span;
  return spanOf(statement.source, first.start, last.end);
}

/** The raw text of a token; nothing past the statement's end. */
export function rawAt(statement: StatementText, index: number): string {
  const token = index < statement.tokens.to ? statement.lexed.tokens[index] : undefined;
  return token === undefined ? '' : statement.lexed.text.slice(token.start, token.end);
}

/** The token as an unquoted word in lower case; nothing when it is something else. */
export function wordAt(statement: StatementText, index: number): string {
  const isWord = index < statement.tokens.to && statement.lexed.tokens[index]?.type === 'word';
  return isWord ? fold(rawAt(statement, index)) : '';
}

/** The index of the parenthesis or bracket that closes the one at `open`; the statement's end when there is none. */
export function closingOf(statement: StatementText, open: number): number {
  let depth = 0;
  for (let index = open; index < statement.tokens.to; index++) {
    depth += depthChange(statement, index);
    if (depth === 0) return index;
  }
  return statement.tokens.to;
}

/** The first token of the range, outside of parentheses, that is one of the words; the range's end when none is. */
export function findWord(statement: StatementText, range: TokenRange, ...words: readonly string[]): number {
  return findOutside(statement, range, (index) => words.includes(wordAt(statement, index)));
}

/** The first opening parenthesis of the range; the range's end when there is none. */
export function findOpening(statement: StatementText, range: TokenRange): number {
  return findOutside(statement, range, (index) => rawAt(statement, index) === '(');
}

function findOutside(statement: StatementText, range: TokenRange, matches: (index: number) => boolean): number {
  let depth = 0;
  for (let index = range.from; index < range.to; index++) {
    if (depth === 0 && matches(index)) return index;
    depth += depthChange(statement, index);
  }
  return range.to;
}

/** The parts of a range between the commas that are outside of parentheses. */
export function splitAtCommas(statement: StatementText, range: TokenRange): readonly TokenRange[] {
  const parts: TokenRange[] = [];
  let from = range.from;
  let depth = 0;
  for (let index = range.from; index < range.to; index++) {
    depth += depthChange(statement, index);
    if (depth === 0 && rawAt(statement, index) === ',') {
      parts.push({ from, to: index });
      from = index + 1;
    }
  }
  if (from < range.to) parts.push({ from, to: range.to });
  return parts;
}

/** What is between the parentheses that open at `open`. */
export function inside(statement: StatementText, open: number): TokenRange {
  const close = closingOf(statement, open);
  return { from: Math.min(open + 1, close), to: close };
}

export function normalText(statement: StatementText, range: TokenRange = statement.tokens): string {
  return normalForm(statement.lexed, range.from, range.to);
}

/** Words that start a query: its parentheses make it a value. */
const queryWords: ReadonlySet<string> = new Set(['select', 'table', 'values', 'with']);

/** The range without parentheses that stand around all of it and mean nothing: those of a query or a row stay. */
export function withoutParentheses(statement: StatementText, range: TokenRange): TokenRange {
  return withoutEnclosing(
    statement.lexed,
    range,
    (inside) => queryWords.has(wordAt(statement, inside.from)) || splitAtCommas(statement, inside).length > 1,
  );
}

function depthChange(statement: StatementText, index: number): number {
  const token = statement.lexed.tokens[index];
  if (token?.type !== 'operator' || token.end - token.start !== 1) return 0;
  switch (statement.lexed.text.charCodeAt(token.start)) {
    case 40:
    case 91:
      return 1;
    case 41:
    case 93:
      return -1;
    default:
      return 0;
  }
}
