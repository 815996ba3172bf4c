import type { Expression, Literal } from '../../model/table.ts';
import type { LiteralForms } from '../literal.ts';
import { writeLiteral } from '../literal.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { nameOf } from '../lexer/quoting.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { isReserved } from './keywords.ts';
import { lexSqlServer } from './lexicon.ts';
import { normalSql, withoutParentheses } from './normal-sql.ts';
import { quotedString } from './strings.ts';
import { isTypeName } from './types.ts';

/** Functions that are called without parentheses. */
const niladic: ReadonlySet<string> = new Set([
  ...['CURRENT_TIMESTAMP', 'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_USER', 'SESSION_USER', 'SYSTEM_USER', 'USER'],
]);

/** Reserved words whose parenthesis is a call's all the same. */
const reservedCalls: ReadonlySet<string> = new Set([
  ...[
    'COALESCE',
    'CONTAINS',
    'CONVERT',
    'FREETEXT',
    'IDENTITY',
    'LEFT',
    'NULLIF',
    'OPENQUERY',
    'OPENROWSET',
    'OPENXML',
  ],
  ...['RIGHT', 'TRY_CONVERT', 'UPDATE'],
]);

/** The value expression that a run of tokens says, without the parentheses around all of it. */
export function expressionOf(lexed: LexedText, range: TokenRange): Expression {
  const inner = withoutParentheses(lexed, range);
  const calls: string[] = [];
  let constant = inner.from < inner.to;
  for (let at = inner.from; at < inner.to; at++) {
    const token = lexed.tokens[at];
    if (token?.type === 'word' || token?.type === 'quoted-name') {
      const call = callAt(lexed, at, inner.to);
      if (call !== undefined) calls.push(call);
      if (token.type === 'quoted-name' || lexed.text.slice(token.start, token.end).toUpperCase() !== 'NULL') {
        constant = false;
      }
    } else if (token?.type === 'variable' || token?.type === 'parameter') constant = false;
  }
  return { sql: normalSql(lexed, inner), constant, calls };
}

/** The value expression that a text of its own says. */
export function parseExpression(sql: string): Expression {
  const lexed = lexSqlServer(sql);
  return expressionOf(lexed, { from: 0, to: lexed.tokens.length });
}

/** The columns that an expression names: every name that is neither called, nor reserved, nor a type. */
export function columnsOf(lexed: LexedText, range: TokenRange): readonly string[] {
  const names = new Map<string, string>();
  for (let at = range.from; at < range.to; at++) {
    const token = lexed.tokens[at];
    if (token?.type !== 'word' && token?.type !== 'quoted-name') continue;
    const name = nameOf(lexed.text, token);
    if (token.type === 'word' && (isReserved(name) || isTypeName(name))) continue;
    const next = characterAfter(lexed, at, range.to);
    if (next === '.' || next === '(') continue;
    if (token.type === 'quoted-name' && isTypeName(name) && lexed.text.charAt(token.start - 1) === '(') continue;
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '&', '|', '^']);

/** The value after DEFAULT: one operand, or several joined by arithmetic. */
export function readDefault(cursor: TokenCursor): Expression {
  const from = cursor.index;
  readOperand(cursor);
  while (cursor.peek()?.type === 'operator' && arithmetic.has(cursor.peekText())) {
    cursor.take();
    readOperand(cursor);
  }
  return expressionOf(cursor.lexed, { from, to: cursor.index });
}

function readOperand(cursor: TokenCursor): void {
  while (cursor.acceptOperator('-') || cursor.acceptOperator('+') || cursor.acceptOperator('~'));
  if (cursor.isAtOperator('(')) {
    cursor.balanced();
    return;
  }
  if (cursor.accept('NEXT', 'VALUE', 'FOR')) {
    cursor.nameParts("a sequence's name");
    return;
  }
  const first = cursor.peek();
  if (first === undefined || first.type === 'operator' || first.type === 'terminator') cursor.fail('a value');
  if (cursor.isName()) cursor.nameParts('a value');
  else cursor.take();
  if (cursor.isAtOperator('(')) cursor.balanced();
}

/** A value that a framework knows, as T-SQL writes it. */
export function literal(value: Literal): Expression {
  return writeLiteral(value, literalForms);
}

const literalForms: LiteralForms = {
  true: '1',
  false: '0',
  string: quotedString,
  timestamp: plainString,
  uuid: plainString,
  bytes: (hex) => `0x${hex}`,
};

/** Without the N of a national string: the text is plain ASCII. */
function plainString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The function that a name at `at` calls, lower case, with its schema when it has one. */
function callAt(lexed: LexedText, at: number, to: number): string | undefined {
  const token = lexed.tokens[at];
  if (token === undefined) return undefined;
  const name = nameOf(lexed.text, token);
  const upper = name.toUpperCase();
  const isWord = token.type === 'word';
  if (isWord && niladic.has(upper)) return name.toLowerCase();
  if (isWord && upper === 'NEXT' && isNextValue(lexed, at)) return 'next value for';
  if (characterAfter(lexed, at, to) !== '(' || isTypeName(name)) return undefined;
  if (isWord && isReserved(name) && !reservedCalls.has(upper)) return undefined;
  return (qualifierOf(lexed, at) + name).toLowerCase();
}

function isNextValue({ text, tokens }: LexedText, at: number): boolean {
  const value = tokens[at + 1];
  return value !== undefined && text.slice(value.start, value.end).toUpperCase() === 'VALUE';
}

function qualifierOf(lexed: LexedText, at: number): string {
  const point = lexed.tokens[at - 1];
  const schema = lexed.tokens[at - 2];
  if (point === undefined || schema === undefined || lexed.text.charAt(point.start) !== '.') return '';
  return `${nameOf(lexed.text, schema)}.`;
}

function characterAfter({ text, tokens }: LexedText, at: number, to: number): string {
  return at + 1 < to ? text.charAt(tokens[at + 1]?.start ?? -1) : '';
}
