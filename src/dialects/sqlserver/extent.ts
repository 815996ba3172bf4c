import { lookUp } from '../../model/look-up.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { goesOn, statementStarts } from './starts.ts';

/** CREATE or ALTER of these takes all that is left of the batch. */
const wholeBatch: ReadonlySet<string> = new Set(['FUNCTION', 'PROC', 'PROCEDURE', 'TRIGGER', 'VIEW']);

/** Words that can start a statement and that a statement takes once, by its own leading word. */
const takenOnce: Readonly<Record<string, ReadonlySet<string>>> = {
  ALTER: new Set(['ALTER', 'DISABLE', 'DROP', 'ENABLE', 'MERGE', 'SET']),
  INSERT: new Set(['EXEC', 'EXECUTE', 'SELECT']),
  UPDATE: new Set(['SET']),
  WITH: new Set(['DELETE', 'INSERT', 'MERGE', 'SELECT', 'UPDATE']),
};

/** After these an INSERT has its rows, and takes no query any more. */
const rowsOfInsert: ReadonlySet<string> = new Set(['DEFAULT', 'EXEC', 'EXECUTE', 'SELECT', 'VALUES']);

/** GRANT and its kin name statements up to the word before the principal. */
const namesStatements: ReadonlySet<string> = new Set(['DENY', 'GRANT', 'REVOKE']);

/** What `ALTER COLUMN c ADD | DROP` is followed by. */
const columnProperties: ReadonlySet<string> = new Set([
  ...['HIDDEN', 'MASKED', 'NOT', 'PERSISTED', 'ROWGUIDCOL', 'SPARSE'],
]);

/**
 * The index after the last token of the statement that starts at `range.from`; semicolons are optional in T-SQL, so it
 * ends where the next can only be another one. `range` ends with the batch.
 */
export function statementEnd(lexed: LexedText, range: TokenRange): number {
  const cursor = new TokenCursor(lexed, range);
  if (isAtDirective(cursor)) return directiveEnd(lexed, range);
  let leading = cursor.peekWord();
  let depth = cursor.isAtOperator('(') ? 1 : 0;
  cursor.index++;
  if ((leading === 'CREATE' || leading === 'ALTER') && takesBatch(cursor)) return range.to;

  let once = lookUp(takenOnce, leading);
  let before = leading;
  let cases = 0;
  let named = namesStatements.has(leading);
  for (; !cursor.done; cursor.index++) {
    const token = cursor.peek();
    if (token === undefined || token.type === 'terminator') break;
    if (token.type === 'operator') {
      const text = lexed.text.charAt(token.start);
      if (text === ':' && isAtDirective(cursor)) break;
      if (text === '(') depth++;
      else if (text === ')') depth = Math.max(0, depth - 1);
      before = text;
      continue;
    }
    if (token.type !== 'word' || depth > 0 || before === '.') {
      before = '';
      continue;
    }
    const word = cursor.peekWord();
    if (word === 'CASE') cases++;
    else if (cases > 0 && word === 'END') cases--;
    else if (word === 'WITH' && before === 'FOR') once = lookUp(takenOnce, word);
    else if (named && (word === 'TO' || word === 'FROM')) named = false;
    else if (isLabel(cursor)) break;
    else if (leading === 'INSERT' && once !== undefined && rowsOfInsert.has(word) && cursor.index > range.from) {
      once = undefined;
    } else if (statementStarts.has(word) && !named && !(cases > 0 && word === 'ELSE')) {
      const after = cursor.peekWord(1);
      if (once?.has(word) === true && !(leading === 'ALTER' && isNewStatement(word, after))) {
        if (leading === 'WITH') {
          leading = word;
          once = lookUp(takenOnce, word);
        } else once = undefined;
      } else if (
        !goesOn(word, before, after) &&
        !(leading === 'ALTER' && word === 'DROP' && columnProperties.has(after))
      ) {
        break;
      }
    }
    before = word;
  }
  return cursor.index;
}

/** Where the condition of IF or WHILE ends: at the statement that it decides on. */
export function conditionEnd(lexed: LexedText, range: TokenRange): number {
  const cursor = new TokenCursor(lexed, range);
  let before = '';
  let cases = 0;
  cursor.skipUntil(() => {
    const token = cursor.peek();
    if (token?.type === 'terminator') return true;
    const word = before === '.' ? '' : cursor.peekWord();
    const isCaseEnd = cases > 0 && (word === 'END' || word === 'ELSE');
    if (word === 'CASE') cases++;
    else if (cases > 0 && word === 'END') cases--;
    const ends =
      !isCaseEnd &&
      (word === 'WITH' || statementStarts.has(word)) &&
      !(word === 'UPDATE' && cursor.isAtOperator('(', 1)) &&
      !goesOn(word, before, cursor.peekWord(1));
    before = word === '' ? cursor.peekText() : word;
    return ends || isLabel(cursor);
  });
  return cursor.index;
}

export function isLabel(cursor: TokenCursor): boolean {
  return cursor.peek()?.type === 'word' && cursor.isAtOperator(':', 1);
}

/** `:setvar`, `:r` and their kin at the start of a line: orders to sqlcmd, which never reach the server. */
export function isAtDirective(cursor: TokenCursor): boolean {
  const token = cursor.peek();
  if (token === undefined || !cursor.isAtOperator(':') || cursor.peek(1)?.start !== token.end) return false;
  // From the token before, for a line can be long.
  const between = cursor.lexed.text.slice(cursor.peek(-1)?.end ?? 0, token.start);
  const isFirst = cursor.peek(-1) === undefined || between.includes('\n');
  return isFirst && between.slice(between.lastIndexOf('\n') + 1).trim() === '';
}

/** A directive takes its line. */
function directiveEnd({ text, tokens }: LexedText, { from, to }: TokenRange): number {
  const line = text.indexOf('\n', tokens[from]?.start ?? 0);
  let at = from + 1;
  while (at < to && line !== -1 && (tokens[at]?.start ?? 0) < line) at++;
  return line === -1 ? to : at;
}

/** Whether CREATE, CREATE OR ALTER or ALTER is followed by a module. */
function takesBatch(cursor: TokenCursor): boolean {
  const isReplacing = cursor.isAt('OR', 'ALTER');
  return wholeBatch.has(cursor.peekWord(isReplacing ? 2 : 0));
}

/** Inside ALTER, words that can be an action of it; in front of a kind of object they start another statement. */
function isNewStatement(word: string, after: string): boolean {
  switch (word) {
    case 'ALTER':
      return after !== 'COLUMN';
    case 'DROP':
      return newAfterDrop.has(after);
    default:
      return false;
  }
}

const newAfterDrop: ReadonlySet<string> = new Set([
  ...['DATABASE', 'FUNCTION', 'INDEX', 'PROC', 'PROCEDURE', 'ROLE', 'SCHEMA', 'SEQUENCE', 'STATISTICS', 'SYNONYM'],
  ...['TABLE', 'TRIGGER', 'TYPE', 'USER', 'VIEW'],
]);
