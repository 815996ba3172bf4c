import type { LexedText, Token } from '../lexer/token.ts';
import { isAscii } from './ascii.ts';
import { capitalWords } from './keywords.ts';
import { quoteName } from './write/names.ts';

/**
 * The tokens from `from` to `to` (exclusive) in normal form: comments gone, one canonical spacing, reserved words in
 * capitals, other words in lower case, quotes only where a name needs them.
 */
export function normalForm(lexed: LexedText, from: number, to: number): string {
  let written = '';
  let before: Written | undefined;
  for (let index = from; index < to; index++) {
    const token = lexed.tokens[index];
    if (token === undefined) break;
    const next = write(lexed.text, token, before);
    written += before === undefined ? next.text : separator(before, next) + next.text;
    before = next;
  }
  return written;
}

/** Folds what PostgreSQL folds: the letters of ASCII. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (lower === word) return word;
  return isAscii(word) ? lower : word.replace(/[A-Z]+/gu, (run) => run.toLowerCase());
}

type Class = 'name' | 'capitals' | 'string' | 'number' | 'operator' | 'sign' | 'other';

interface Written {
  readonly text: string;
  readonly class: Class;
  readonly token: Token;
}

const signs: ReadonlySet<string> = new Set(['-', '+', '~']);
/** Words in capitals that can be called like functions. */
const callable: ReadonlySet<string> = new Set([
  'CURRENT_TIME',
  'CURRENT_TIMESTAMP',
  'LEFT',
  'LOCALTIME',
  'LOCALTIMESTAMP',
  'RIGHT',
]);
const operatorCharacters = /^[-+*/<>=~!@#%^&|`?]+$/u;
/** Only an operator that has one of these may end in a plus or a minus. */
const strongCharacters = /[~!@#%^&|`?]/u;

function write(text: string, token: Token, before: Written | undefined): Written {
  const raw = text.slice(token.start, token.end);
  const afterPoint = before?.text === '.';
  switch (token.type) {
    case 'word': {
      const word = fold(raw);
      const isCapital = !afterPoint && capitalWords.has(word);
      return { text: isCapital ? word.toUpperCase() : word, class: isCapital ? 'capitals' : 'name', token };
    }
    case 'quoted-name':
      return { text: token.closed ? quotedName(raw, afterPoint) : raw, class: 'name', token };
    case 'string':
      return { text: raw.startsWith('e') ? `E${raw.slice(1)}` : raw, class: 'string', token };
    case 'number':
      return { text: fold(raw), class: 'number', token };
    case 'operator': {
      const isSign = signs.has(raw) && !endsOperand(before);
      return { text: raw, class: isSign ? 'sign' : 'operator', token };
    }
    default:
      return { text: raw, class: 'other', token };
  }
}

function unquoted(raw: string): string {
  return raw.slice(1, raw.endsWith('"') && raw.length > 1 ? -1 : undefined).replaceAll('""', '"');
}

function quotedName(raw: string, afterPoint: boolean): string {
  const name = unquoted(raw);
  // "char" is a type of its own; "U&" names are read by their raw text.
  if (name === 'char') return raw;
  if (afterPoint && /^[a-z_][a-z0-9_$]*$/u.test(name)) return name;
  return quoteName(name);
}

function endsOperand(written: Written | undefined): boolean {
  switch (written?.class) {
    case 'name':
    case 'string':
    case 'number':
    case 'other':
      return true;
    case 'operator':
      return written.text === ')' || written.text === ']';
    case 'capitals':
    case 'sign':
    case undefined:
      return false;
  }
}

const tightAfter: ReadonlySet<string> = new Set(['(', '[', '.', '::']);
const tightBefore: ReadonlySet<string> = new Set([')', ']', ',', '.', '::', ';']);

function separator(before: Written, next: Written): string {
  if (isTorn(before, next)) return '';
  if (before.class === 'string' && next.class === 'string') return '\n';
  if (tightBefore.has(next.text) || tightAfter.has(before.text) || before.class === 'sign') return '';
  if (next.text === '[') return endsOperand(before) || before.text === 'ARRAY' ? '' : ' ';
  if (next.text === '(') return before.class === 'name' || callable.has(before.text) ? '' : ' ';
  return ' ';
}

/** Whether two touching tokens are halves of one lexeme: an operator that the lexer has not in its list, `U&'...'`. */
function isTorn(before: Written, next: Written): boolean {
  if (before.token.end !== next.token.start) return false;
  if (operatorCharacters.test(before.text) && operatorCharacters.test(next.text)) {
    const joined = before.text + next.text;
    return !/[-+]$/u.test(joined) || strongCharacters.test(joined);
  }
  const isUnicode = before.text === 'u' && next.text === '&';
  return isUnicode || (before.text === '&' && (next.class === 'string' || next.text.startsWith('"')));
}
