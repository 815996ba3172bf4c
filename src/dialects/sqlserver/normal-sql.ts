import { normalForm } from '../lexer/normal-form.ts';
import { withoutParentheses as withoutEnclosing } from '../lexer/parentheses.ts';
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
  return withoutEnclosing(lexed, range, ({ from }) => isQuery(lexed, from));
}

function isQuery({ text, tokens }: LexedText, at: number): boolean {
  const token = tokens[at];
  return token?.type === 'word' && text.slice(token.start, token.end).toUpperCase() === 'SELECT';
}
