import type { LexedText, TokenRange } from './token.ts';

/**
 * The range without the pairs of parentheses that stand around all of it; not without the innermost pair where that
 * says something with what is inside, nor without one around nothing.
 */
export function withoutParentheses(
  lexed: LexedText,
  range: TokenRange,
  isMeant: (inside: TokenRange) => boolean,
): TokenRange {
  const pairs = pairsAround(lexed, range);
  const inside = { from: range.from + pairs, to: range.to - pairs };
  const innermost = pairs > 0 && (inside.from === inside.to || isMeant(inside)) ? 1 : 0;
  return { from: inside.from - innermost, to: inside.to + innermost };
}

/** How many pairs of parentheses stand around all of a range. */
function pairsAround(lexed: LexedText, { from, to }: TokenRange): number {
  let leading = 0;
  while (from + leading < to && isParenthesis(lexed, from + leading, '(')) leading++;
  let depth = leading;
  // Of the parentheses that the range starts with, those that are open up to its closing ones.
  let around = leading;
  for (let at = from + leading; at < to; at++) {
    if (isParenthesis(lexed, at, '(')) depth++;
    else if (isParenthesis(lexed, at, ')')) {
      depth--;
      if (depth < around && to - at !== depth + 1) around = depth;
    }
  }
  return depth === 0 ? Math.max(0, around) : 0;
}

function isParenthesis({ text, tokens }: LexedText, at: number, parenthesis: '(' | ')'): boolean {
  const token = tokens[at];
  return token?.type === 'operator' && token.end - token.start === 1 && text.charAt(token.start) === parenthesis;
}
