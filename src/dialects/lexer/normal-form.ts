import type { LexedText, Token, TokenRange } from './token.ts';

/** How a dialect writes a token in normal form where it has several ways to. */
export type WriteToken = (text: string, token: Token) => string;

/**
 * A run of tokens as text in normal form: comments gone, and the same spaces however it was written, so that texts
 * that differ in layout only are equal. Letters keep their case.
 */
export function normalForm(
  { text, tokens }: LexedText,
  { from, to }: TokenRange,
  write: WriteToken = asWritten,
): string {
  let printed = '';
  let before: Token | undefined;
  let beforeText = '';
  let unary = false;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const own = write(text, token);
    const signed = unary && (token.type !== 'operator' || own === '(');
    if (before !== undefined && !signed && hasSpaceBetween(before, beforeText, token, own)) printed += ' ';
    unary =
      signs.has(own) && token.type === 'operator' && (before === undefined || isBeforeOperand(before, beforeText));
    printed += own;
    before = token;
    beforeText = own;
  }
  return printed;
}

function asWritten(text: string, { start, end }: Token): string {
  return text.slice(start, end);
}

const signs: ReadonlySet<string> = new Set(['-', '+', '~', '!']);
const noSpaceAfter: ReadonlySet<string> = new Set(['(', '[', '.', '::']);
const noSpaceBefore: ReadonlySet<string> = new Set([')', ']', '.', ',', ';', '::', '[']);

/** Words that a parenthesis can follow without making them a call. */
const beforeParenthesis: ReadonlySet<string> = new Set([
  ...[
    'ALL',
    'AND',
    'ANY',
    'AS',
    'BETWEEN',
    'BY',
    'CHECK',
    'DISTINCT',
    'DIV',
    'ELSE',
    'EXCEPT',
    'EXISTS',
    'FROM',
    'HAVING',
  ],
  ...[
    'IN',
    'INTERSECT',
    'INTERVAL',
    'INTO',
    'IS',
    'JOIN',
    'KEY',
    'LATERAL',
    'LIKE',
    'LIMIT',
    'NOT',
    'ON',
    'OR',
    'OVER',
  ],
  ...['RETURN', 'SELECT', 'SET', 'SOME', 'THEN', 'UNION', 'USING', 'VALUES', 'WHEN', 'WHERE', 'WITH', 'XOR'],
]);

function hasSpaceBetween(before: Token, beforeText: string, token: Token, text: string): boolean {
  if (before.type === 'operator' && noSpaceAfter.has(beforeText)) return false;
  if (token.type === 'terminator' && text === ';') return false;
  if (token.type !== 'operator') return true;
  if (noSpaceBefore.has(text)) return false;
  if (text !== '(') return true;
  if (before.type === 'quoted-name') return false;
  return before.type !== 'word' || beforeParenthesis.has(beforeText.toUpperCase());
}

/** Whether an operand comes next, so that a sign there belongs to it. */
function isBeforeOperand(before: Token, text: string): boolean {
  if (before.type === 'operator') return text !== ')' && text !== ']';
  return before.type === 'word' && beforeParenthesis.has(text.toUpperCase());
}
