import { nextTerminator, splitStatements as splitAtTerminators } from '../lexer/split.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';

/** The statements of a text, in order, without their semicolons. */
export function splitStatements(lexed: LexedText): readonly TokenRange[] {
  return splitAtTerminators(lexed, endOfStatement);
}

/**
 * Semicolons stand inside of a statement between BEGIN ATOMIC and END, and in the commands of a rule. Nowhere else are
 * parentheses looked at: a missing one would take the rest of the text along.
 */
function endOfStatement(lexed: LexedText, first: number): number {
  const next = nextTerminator(lexed, first);
  if (wordAt(lexed, first) !== 'create') return next;
  const replaces = wordAt(lexed, first + 1) === 'or' && wordAt(lexed, first + 2) === 'replace';
  switch (wordAt(lexed, replaces ? first + 3 : first + 1)) {
    case 'rule':
      return endOfRule(lexed, first);
    case 'function':
    case 'procedure':
      return endOfRoutine(lexed, first);
    default:
      return next;
  }
}

function endOfRule(lexed: LexedText, first: number): number {
  let depth = 0;
  for (let index = first; index < lexed.tokens.length; index++) {
    const token = lexed.tokens[index];
    if (token?.type === 'terminator' && depth <= 0) return index;
    if (isNeverHeld(lexed, index)) return nextTerminator(lexed, first);
    if (token?.type !== 'operator') continue;
    const character = lexed.text[token.start];
    if (character === '(') depth++;
    else if (character === ')') depth--;
  }
  return depth <= 0 ? lexed.tokens.length : nextTerminator(lexed, first);
}

/** Inside of BEGIN ATOMIC, CASE has an END of its own. */
function endOfRoutine(lexed: LexedText, first: number): number {
  let depth = 0;
  for (let index = first; index < lexed.tokens.length; index++) {
    if (lexed.tokens[index]?.type === 'terminator' && depth === 0) return index;
    if (isNeverHeld(lexed, index)) return nextTerminator(lexed, first);
    const word = wordAt(lexed, index);
    if (word === 'begin' && wordAt(lexed, index + 1) === 'atomic') depth++;
    else if (depth > 0 && word === 'case') depth++;
    else if (depth > 0 && word === 'end') depth--;
  }
  return depth === 0 ? lexed.tokens.length : nextTerminator(lexed, first);
}

/** A semicolon and a CREATE: neither a rule nor a body holds one, so that what is around was never ended. */
function isNeverHeld(lexed: LexedText, index: number): boolean {
  return lexed.tokens[index]?.type === 'terminator' && wordAt(lexed, index + 1) === 'create';
}

function wordAt(lexed: LexedText, index: number): string {
  const token = lexed.tokens[index];
  return token?.type === 'word' ? lexed.text.slice(token.start, token.end).toLowerCase() : '';
}

/** A line that starts a statement right after one that ends one. */
const plausibleStart =
  /;[ \t]*(?:--[^\n]*)?\n\s*(?=(?:alter|begin|comment|commit|copy|create|delete|do|drop|grant|insert|revoke|rollback|select|set|truncate|update|with)\b)/iu;

/** Where reading can go on after the open string or comment that the text ends in; `undefined`: nowhere. */
export function nextPlausibleStatement({ text, tokens, comments }: LexedText): number | undefined {
  const token = tokens.at(-1);
  const comment = comments.at(-1);
  const open = token?.closed === false ? token : comment;
  if (open === undefined) return undefined;
  const rest = text.slice(open.start);
  const match = plausibleStart.exec(rest);
  return match === null ? undefined : open.start + match.index + match[0].length;
}
