import type { Expression, Literal } from '../../model/table.ts';
import type { LiteralForms } from '../literal.ts';
import { writeLiteral } from '../literal.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { nameOf } from '../lexer/quoting.ts';
import type { TokenRange } from '../lexer/token.ts';
import { isReserved } from './keywords.ts';
import { lexMysql } from './lexicon.ts';
import { normalForm } from '../lexer/normal-form.ts';
import type { LexedText } from '../lexer/token.ts';
import { quotedString } from './strings.ts';

/** Functions that are called without parentheses. */
const callsWithoutParentheses: ReadonlySet<string> = new Set([
  ...['CURRENT_DATE', 'CURRENT_ROLE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER', 'LOCALTIME'],
  ...['LOCALTIMESTAMP', 'UTC_DATE', 'UTC_TIME', 'UTC_TIMESTAMP'],
]);

/** Reserved words whose parenthesis is a call's all the same. */
const reservedCalls: ReadonlySet<string> = new Set([
  ...['CHAR', 'CONVERT', 'DATABASE', 'IF', 'INSERT', 'INTERVAL', 'LEFT', 'MOD', 'REPEAT', 'REPLACE', 'RIGHT', 'SCHEMA'],
  ...callsWithoutParentheses,
]);

const constantWords: ReadonlySet<string> = new Set(['NULL', 'TRUE', 'FALSE', 'DATE', 'TIME', 'TIMESTAMP', 'BINARY']);

/** The value expression that a run of tokens says. */
export function expressionOf(lexed: LexedText, range: TokenRange): Expression {
  const calls: string[] = [];
  let constant = range.from < range.to;
  for (let at = range.from; at < range.to; at++) {
    const token = lexed.tokens[at];
    if (token?.type === 'word') {
      const word = lexed.text.slice(token.start, token.end);
      const upper = word.toUpperCase();
      if (isCall(lexed, at, upper, range.to)) calls.push(word.toLowerCase());
      if (!constantWords.has(upper) && !word.startsWith('_')) constant = false;
    } else if (token?.type === 'quoted-name' || token?.type === 'variable' || token?.type === 'parameter') {
      constant = false;
    }
  }
  return { sql: normalForm(lexed, range), constant, calls };
}

/** The value expression that a text of its own says. */
export function parseExpression(sql: string): Expression {
  const lexed = lexMysql(sql);
  return expressionOf(lexed, { from: 0, to: lexed.tokens.length });
}

/** The columns that an expression names: every name that is neither called nor reserved, without its qualifier. */
export function columnsOf(lexed: LexedText, range: TokenRange): readonly string[] {
  const names = new Set<string>();
  for (let at = range.from; at < range.to; at++) {
    const token = lexed.tokens[at];
    if (token === undefined || (token.type !== 'word' && token.type !== 'quoted-name')) continue;
    const name = nameOf(lexed.text, token);
    const plainWord = token.type === 'word';
    if (plainWord && (isReserved(name) || constantWords.has(name.toUpperCase()) || name.startsWith('_'))) continue;
    const next = at + 1 < range.to ? lexed.text.charAt(lexed.tokens[at + 1]?.start ?? -1) : '';
    if (next !== '.' && !(plainWord && next === '(')) names.add(name);
  }
  return [...names];
}

/** `CURRENT_TIMESTAMP` with its precision, by any of its names. */
const now = /^(?:now|current_timestamp|localtime|localtimestamp)(?:\((\d*)\))?$/i;

/**
 * The value after DEFAULT or ON UPDATE: a literal, a call, or an expression in parentheses, which are no part of it.
 * All names of the current time become CURRENT_TIMESTAMP.
 */
export function readValue(cursor: TokenCursor): Expression {
  if (cursor.isAtOperator('(')) return expressionOf(cursor.lexed, cursor.balanced());
  const from = cursor.index;
  if (!cursor.acceptOperator('-')) cursor.acceptOperator('+');
  const first = cursor.peek();
  if (first === undefined || first.type === 'operator') return cursor.fail('a value');
  cursor.take();
  if (first.type === 'word') {
    if (cursor.isAtOperator('(')) cursor.balanced();
    else while (cursor.peek()?.type === 'string') cursor.take();
  }
  const value = expressionOf(cursor.lexed, { from, to: cursor.index });
  const precision = now.exec(value.sql)?.[1];
  if (!now.test(value.sql)) return value;
  const digits = precision === undefined || precision === '' || precision === '0' ? '' : `(${precision})`;
  return { sql: `CURRENT_TIMESTAMP${digits}`, constant: false, calls: ['current_timestamp'] };
}

/** A value that a framework knows, as MySQL writes it. */
export function literal(value: Literal): Expression {
  return writeLiteral(value, literalForms);
}

const literalForms: LiteralForms = {
  true: 'TRUE',
  false: 'FALSE',
  string: quotedString,
  timestamp: (text) => quotedString(text.replace('T', ' ').replace(/Z$/, '')),
  uuid: quotedString,
  bytes: (hex) => `X'${hex}'`,
};

function isCall(lexed: LexedText, at: number, word: string, to: number): boolean {
  if (callsWithoutParentheses.has(word)) return true;
  const next = at + 1 < to ? lexed.tokens[at + 1] : undefined;
  if (next === undefined || lexed.text.charAt(next.start) !== '(') return false;
  return !isReserved(word) || reservedCalls.has(word);
}
