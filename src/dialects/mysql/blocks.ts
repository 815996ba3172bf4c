import { TokenCursor } from '../lexer/cursor.ts';
import { nextTerminator } from '../lexer/split.ts';
import type { LexedText } from '../lexer/token.ts';

/** What a CREATE or ALTER statement with a body of statements makes. */
const withBody: ReadonlySet<string> = new Set(['PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE']);

/** After these a statement of a body starts. */
const beforeStatement: ReadonlySet<string> = new Set([
  'BEGIN',
  'ATOMIC',
  'THEN',
  'ELSE',
  'DO',
  'LOOP',
  'REPEAT',
  'ROW',
  'DETERMINISTIC',
]);

const opensAtStatement: ReadonlySet<string> = new Set(['IF', 'LOOP', 'REPEAT', 'WHILE']);
const afterEnd: ReadonlySet<string> = new Set([...opensAtStatement, 'CASE', 'FOR']);

/**
 * Where a statement ends when terminators inside BEGIN … END and its kin are part of it. Text that is sent to the
 * server as it is, and so has no DELIMITER, holds routines in that form.
 */
export function endOfStatement(lexed: LexedText, first: number): number {
  const cursor = new TokenCursor(lexed, { from: first, to: lexed.tokens.length });
  if (!hasBody(cursor)) return nextTerminator(lexed, first);

  const open: string[] = [];
  let before = '';
  let inBody = false;
  for (; !cursor.done; cursor.index++) {
    const type = cursor.peek()?.type;
    if (type === 'delimiter-command') break;
    if (type === 'terminator') {
      if (open.length === 0 || cursor.peekText() !== ';') break;
      before = ';';
      continue;
    }
    const word = cursor.peekWord();
    if (word === 'END' && before !== '.' && open.length > 0 && closes(cursor, open.at(-1))) {
      open.pop();
      if (afterEnd.has(cursor.peekWord(1))) cursor.index++;
    } else if (opens(word, before, inBody)) {
      open.push(word);
      inBody = true;
    }
    before = word === '' ? cursor.peekText() : word;
  }
  return cursor.index;
}

function hasBody(cursor: TokenCursor): boolean {
  const header = cursor.within({ from: cursor.index, to: cursor.end });
  if (header.isAt('BEGIN', 'NOT', 'ATOMIC')) return true;
  if (!header.accept('CREATE') && !header.accept('ALTER')) return false;
  header.accept('OR', 'REPLACE');
  if (header.accept('DEFINER') && header.acceptOperator('=')) skipAccount(header);
  header.accept('AGGREGATE');
  return withBody.has(header.peekWord());
}

/** `name@host` in any quotes, or `CURRENT_USER()`. */
function skipAccount(header: TokenCursor): void {
  header.index++;
  if (header.peek()?.type === 'variable') header.index++;
  else if (header.acceptOperator('(')) header.acceptOperator(')');
}

function opens(word: string, before: string, inBody: boolean): boolean {
  const atStatement = before === ';' || before === ':' || before === ')' || beforeStatement.has(before);
  if (word === 'BEGIN') return atStatement || !inBody;
  if (word === 'CASE') return before !== 'END' && before !== '.';
  return opensAtStatement.has(word) && atStatement;
}

/** Whether END here closes a block: for END is also a name that needs no quotes. */
function closes(cursor: TokenCursor, opener: string | undefined): boolean {
  if (opener === 'CASE') return true;
  const next = cursor.peek(1);
  if (next === undefined || next.type === 'terminator' || next.type === 'delimiter-command') return true;
  const ends = cursor.peek(2)?.type;
  return afterEnd.has(cursor.peekWord(1)) || (cursor.isName(1) && (ends === undefined || ends === 'terminator'));
}
