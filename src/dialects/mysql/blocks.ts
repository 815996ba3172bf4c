import { TokenCursor } from '../lexer/cursor.ts';
import { nextTerminator } from '../lexer/split.ts';
import type { LexedText } from '../lexer/token.ts';

/** What a CREATE or ALTER statement with a body of statements makes. */
const withBody: ReadonlySet<string> = new Set(['PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE']);

/** What may stand between CREATE and the word that says what is created. */
const beforeObject: ReadonlySet<string> = new Set([
  'OR',
  'REPLACE',
  'DEFINER',
  'AGGREGATE',
  'CURRENT_USER',
  'CURRENT_ROLE',
]);

/** After these a statement of a body starts. */
const beforeStatement: ReadonlySet<string> = new Set([
  'BEGIN',
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
  if (cursor.isAt('BEGIN', 'NOT', 'ATOMIC')) return true;
  if (!cursor.isAt('CREATE') && !cursor.isAt('ALTER')) return false;
  let ahead = 1;
  for (; ahead < 12; ahead++) {
    const word = cursor.peekWord(ahead);
    if (withBody.has(word)) return true;
    const partOfDefiner = word === '' || cursor.isAtOperator('=', ahead - 1) || cursor.isAtOperator('=', ahead + 1);
    if (!partOfDefiner && !beforeObject.has(word) && cursor.peek(ahead)?.type === 'word') return false;
    if (cursor.peek(ahead) === undefined) return false;
  }
  return false;
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
