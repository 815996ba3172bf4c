import { TokenCursor } from '../lexer/cursor.ts';
import { nextTerminator } from '../lexer/split.ts';
import type { LexedText } from '../lexer/token.ts';

/** What a statement in the body of a trigger can start with. */
const startsInBody: ReadonlySet<string> = new Set([
  ...['DELETE', 'END', 'INSERT', 'REPLACE', 'SELECT', 'UPDATE', 'VALUES', 'WITH'],
]);

/**
 * Where a statement ends. The semicolons in the body of a trigger are part of it: it ends after the END that follows
 * one of them. A body that is never ended stops where a statement starts that no body can hold.
 */
export function endOfStatement(lexed: LexedText, first: number): number {
  const cursor = new TokenCursor(lexed, { from: first, to: lexed.tokens.length });
  if (!startsTrigger(cursor)) return nextTerminator(lexed, first);
  cursor.index = nextTerminator(lexed, first);
  const hasBody = holdsBegin(cursor.within({ from: first, to: cursor.index }));
  while (hasBody && startsInBody.has(cursor.peekWord(1))) {
    cursor.index++;
    const ended = cursor.isAt('END');
    cursor.index = nextTerminator(lexed, cursor.index);
    if (ended) break;
  }
  return cursor.index;
}

function startsTrigger(cursor: TokenCursor): boolean {
  if (!cursor.isAt('CREATE')) return false;
  const temporary = cursor.peekWord(1) === 'TEMP' || cursor.peekWord(1) === 'TEMPORARY';
  return cursor.peekWord(temporary ? 2 : 1) === 'TRIGGER';
}

function holdsBegin(cursor: TokenCursor): boolean {
  while (!cursor.done && !cursor.isAt('BEGIN')) cursor.index++;
  return !cursor.done;
}
