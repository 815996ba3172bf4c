import type { Expression, Literal } from '../../model/table.ts';
import type { LiteralForms } from '../literal.ts';
import { writeLiteral } from '../literal.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { normalForm } from '../lexer/normal-form.ts';
import { nameOf } from '../lexer/quoting.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { isReserved } from './keywords.ts';
import { lexSqlite } from './lexicon.ts';
import { nameIn } from './names.ts';
import { quotedString } from './quoting.ts';

const constantWords: ReadonlySet<string> = new Set(['NULL', 'TRUE', 'FALSE']);
const callsWithoutParentheses: ReadonlySet<string> = new Set(['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP']);

/** Words of expressions that are not reserved and yet no names there. */
const operatorWords: ReadonlySet<string> = new Set([
  ...['ASC', 'BY', 'CAST', 'DESC', 'END', 'FILTER', 'FIRST', 'GLOB', 'LAST', 'LIKE', 'MATCH', 'NULLS', 'OVER'],
  ...['PARTITION', 'RAISE', 'REGEXP'],
]);

/** After these stands the name of a type or of a collation. */
const beforeOtherName: ReadonlySet<string> = new Set(['AS', 'COLLATE']);

/** The value expression that a run of tokens says. */
export function expressionOf(lexed: LexedText, range: TokenRange): Expression {
  const calls: string[] = [];
  let constant = range.from < range.to;
  for (let at = range.from; at < range.to; at++) {
    const token = lexed.tokens[at];
    if (token?.type === 'word') {
      const word = lexed.text.slice(token.start, token.end);
      if (isCall(lexed, at, word.toUpperCase(), range.to)) calls.push(word.toLowerCase());
      if (!constantWords.has(word.toUpperCase())) constant = false;
    } else if (token?.type === 'quoted-name' || token?.type === 'variable' || token?.type === 'parameter') {
      constant = false;
    }
  }
  return { sql: normalForm(lexed, range), constant, calls };
}

/** The value expression that a text of its own says. */
export function parseExpression(sql: string): Expression {
  const lexed = lexSqlite(sql);
  return expressionOf(lexed, { from: 0, to: lexed.tokens.length });
}

/** The columns that an expression names: every name that is neither called nor a key word, without its qualifier. */
export function columnsOf(lexed: LexedText, range: TokenRange): readonly string[] {
  const names = new Set<string>();
  let before = '';
  for (let at = range.from; at < range.to; at++) {
    const token = lexed.tokens[at];
    const word = token?.type === 'word' ? lexed.text.slice(token.start, token.end).toUpperCase() : '';
    const isColumn = token?.type === 'quoted-name' || (word !== '' && !isWordOfExpression(word));
    const next = at + 1 < range.to ? lexed.text.charAt(lexed.tokens[at + 1]?.start ?? -1) : '';
    const isOther = next === '.' || (word !== '' && next === '(') || beforeOtherName.has(before);
    if (token !== undefined && isColumn && !isOther) names.add(nameOf(lexed.text, token));
    before = word;
  }
  return [...names];
}

/**
 * The value after DEFAULT: a literal with perhaps a sign, or an expression in parentheses, which are no part of it. A
 * name, quoted or not, is a string there.
 */
export function readDefault(cursor: TokenCursor): Expression {
  if (cursor.isAtOperator('(')) return expressionOf(cursor.lexed, cursor.balanced());
  const from = cursor.index;
  const signed = cursor.acceptOperator('-') || cursor.acceptOperator('+');
  const token = cursor.peek();
  const isValue = token?.type === 'number' || token?.type === 'string' || isValueWord(cursor.peekWord());
  const name = token === undefined || isValue || signed ? undefined : nameIn(cursor.lexed, token);
  if (!isValue && name === undefined) return cursor.fail('a value');
  cursor.take();
  if (name !== undefined) return { sql: quotedString(name), constant: true, calls: [] };
  return expressionOf(cursor.lexed, { from, to: cursor.index });
}

/** A value that a framework knows, as SQLite writes it: it has no booleans, dates or UUIDs of its own. */
export function literal(value: Literal): Expression {
  return writeLiteral(value, literalForms);
}

const literalForms: LiteralForms = {
  true: '1',
  false: '0',
  string: quotedString,
  timestamp: (text) => quotedString(text.replace('T', ' ').replace(/Z$/, '')),
  uuid: quotedString,
  bytes: (hex) => `X'${hex}'`,
};

function isValueWord(word: string): boolean {
  return constantWords.has(word) || callsWithoutParentheses.has(word);
}

function isWordOfExpression(word: string): boolean {
  return isReserved(word) || isValueWord(word) || operatorWords.has(word);
}

function isCall(lexed: LexedText, at: number, word: string, to: number): boolean {
  if (callsWithoutParentheses.has(word)) return true;
  const next = at + 1 < to ? lexed.tokens[at + 1] : undefined;
  return next !== undefined && lexed.text.charAt(next.start) === '(' && !isWordOfExpression(word);
}
