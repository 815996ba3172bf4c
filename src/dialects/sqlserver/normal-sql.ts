import { normalForm } from '../lexer/normal-form.ts';
import { nameOf } from '../lexer/quoting.ts';
import type { LexedText, Token, TokenRange } from '../lexer/token.ts';
import { isPlainName } from './keywords.ts';

/**
 * A run of tokens as text in T-SQL's normal form: the shared one, and names in brackets only where they need them, so
 * that `[dbo].[T]` and `dbo.T` are equal. Letters keep their case.
 */
export function normalSql(lexed: LexedText, range: TokenRange): string {
  return normalForm(lexed, range, withPlainNames);
}

function withPlainNames(text: string, token: Token): string {
  if (token.type === 'quoted-name') return writtenName(nameOf(text, token));
  return text.slice(token.start, token.end);
}

function bracketed(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

/** A name as it stands in a statement, in brackets only when it has to be. */
export function writtenName(name: string): string {
  return isPlainName(name) ? name : bracketed(name);
}

/** The range without the parentheses that stand around all of it; those of a query are part of it. */
export function withoutParentheses(lexed: LexedText, range: TokenRange): TokenRange {
  let { from, to } = range;
  while (
    to - from > 2 &&
    isOperator(lexed, from, '(') &&
    !isQuery(lexed, from + 1) &&
    closingOf(lexed, from, to) === to - 1
  ) {
    from++;
    to--;
  }
  return { from, to };
}

function isQuery({ text, tokens }: LexedText, at: number): boolean {
  const token = tokens[at];
  return token?.type === 'word' && text.slice(token.start, token.end).toUpperCase() === 'SELECT';
}

/** Where the parenthesis at `open` is closed; `to` when it is not. */
function closingOf(lexed: LexedText, open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to; at++) {
    if (isOperator(lexed, at, '(')) depth++;
    else if (isOperator(lexed, at, ')') && --depth === 0) return at;
  }
  return to;
}

function isOperator({ text, tokens }: LexedText, at: number, operator: string): boolean {
  const token = tokens[at];
  return token?.type === 'operator' && text.charAt(token.start) === operator && token.end - token.start === 1;
}
