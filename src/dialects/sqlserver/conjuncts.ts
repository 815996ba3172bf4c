import { TokenCursor } from '../lexer/cursor.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';

/** The parts of a condition that AND joins; one part when OR stands beside them. */
export function conjuncts(lexed: LexedText, range: TokenRange): readonly TokenRange[] {
  const cursor = new TokenCursor(lexed, range);
  const parts: TokenRange[] = [];
  let from = range.from;
  let isBetween = false;
  while (!cursor.done) {
    cursor.skipUntil(() => connectives.has(cursor.peekWord()));
    const word = cursor.peekWord();
    if (word === 'OR') return [range];
    if (word === 'BETWEEN') isBetween = true;
    else if (word === 'AND' && isBetween) isBetween = false;
    else if (word === 'AND') {
      parts.push({ from, to: cursor.index });
      from = cursor.index + 1;
    }
    cursor.index++;
  }
  return [...parts, { from, to: range.to }];
}

const connectives: ReadonlySet<string> = new Set(['AND', 'BETWEEN', 'OR']);
