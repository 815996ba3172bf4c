import type { ColumnType, TypeFamily } from '../../model/column-type.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import type { LexedText } from '../lexer/token.ts';
import { lexSqlServer } from './lexicon.ts';
import { normalSql, writtenName } from './normal-sql.ts';

/** What a type's name means with these arguments; the arguments are as written, lower case. */
type Shape = (args: readonly string[], name: string) => ColumnType;

/** Other spellings of the system types; the longest that matches is taken. */
const aliases: readonly (readonly [written: readonly string[], name: string])[] = [
  [['NATIONAL', 'CHARACTER', 'VARYING'], 'nvarchar'],
  [['NATIONAL', 'CHAR', 'VARYING'], 'nvarchar'],
  [['NATIONAL', 'CHARACTER'], 'nchar'],
  [['NATIONAL', 'CHAR'], 'nchar'],
  [['NATIONAL', 'TEXT'], 'ntext'],
  [['CHARACTER', 'VARYING'], 'varchar'],
  [['CHAR', 'VARYING'], 'varchar'],
  [['BINARY', 'VARYING'], 'varbinary'],
  [['DOUBLE', 'PRECISION'], 'float'],
  [['CHARACTER'], 'char'],
  [['INTEGER'], 'int'],
  [['DEC'], 'decimal'],
  [['NUMERIC'], 'decimal'],
  [['TIMESTAMP'], 'rowversion'],
];

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['tinyint', (_, name) => ({ text: name, name, family: 'integer', bits: 8, unsigned: true })],
  ['smallint', (_, name) => ({ text: name, name, family: 'integer', bits: 16 })],
  ['int', (_, name) => ({ text: name, name, family: 'integer', bits: 32 })],
  ['bigint', (_, name) => ({ text: name, name, family: 'integer', bits: 64 })],
  ['bit', (_, name) => ({ text: name, name, family: 'boolean' })],
  ['decimal', decimal],
  ['money', (_, name) => ({ text: name, name, family: 'decimal', precision: 19, scale: 4 })],
  ['smallmoney', (_, name) => ({ text: name, name, family: 'decimal', precision: 10, scale: 4 })],
  ['real', (_, name) => ({ text: name, name, family: 'float', bits: 32 })],
  ['float', floating],
  ['char', sized('text', true)],
  ['nchar', sized('text', true)],
  ['varchar', sized('text', false)],
  ['nvarchar', sized('text', false)],
  ['binary', sized('binary', true)],
  ['varbinary', sized('binary', false)],
  ['sysname', (_, name) => ({ text: name, name, family: 'text', length: 128 })],
  ['rowversion', (_, name) => ({ text: name, name, family: 'binary', length: 8, fixed: true })],
  ['date', plain('date')],
  ['datetime', (_, name) => ({ text: name, name, family: 'timestamp', precision: 3, zoned: false })],
  ['smalldatetime', (_, name) => ({ text: name, name, family: 'timestamp', precision: 0, zoned: false })],
  ['datetime2', temporal('timestamp', false)],
  ['datetimeoffset', temporal('timestamp', true)],
  ['time', temporal('time', false)],
  ['uniqueidentifier', plain('uuid')],
  ['text', plain('text')],
  ['ntext', plain('text')],
  ['image', plain('binary')],
  ['json', plain('json')],
  ['xml', (args, name) => ({ text: withArguments(name, args), name, family: 'xml' })],
  ['geometry', plain('geometric')],
  ['geography', plain('geometric')],
  ['hierarchyid', plain('other')],
  ['sql_variant', plain('other')],
  ['vector', (args, name) => ({ text: withArguments(name, args), name, family: 'other' })],
]);

/** Whether a word is a system type, so that a parenthesis after it holds its arguments. */
export function isTypeName(word: string): boolean {
  const name = word.toLowerCase();
  return shapes.has(name) || aliases.some(([written]) => written.length === 1 && written[0] === word.toUpperCase());
}

/** Reads a type with its arguments; what belongs to the column (COLLATE, NULL, …) is left. */
export function readType(cursor: TokenCursor): ColumnType {
  const alias = aliases.find(([written]) => isAtTypeWords(cursor, written));
  if (alias !== undefined) {
    cursor.index += alias[0].length;
    return shaped(cursor, alias[1]);
  }
  const first = cursor.name("a column's type");
  const parts = [first];
  while (cursor.acceptOperator('.')) parts.push(cursor.name("a type's name"));
  const isSystem = parts.length === 1 || (parts.length === 2 && first.toLowerCase() === 'sys');
  const name = (parts.at(-1) ?? first).toLowerCase();
  if (isSystem && (shapes.has(name) || isTypeName(name))) return shaped(cursor, singleAlias(name));
  return userType(cursor, parts);
}

/** A type as a text of its own. What follows the type makes it an unknown one. */
export function parseType(text: string): ColumnType {
  const lexed = lexSqlServer(text);
  const cursor = new TokenCursor(lexed, { from: 0, to: lexed.tokens.length });
  const isWhole = lexed.tokens.every((token) => token.closed) && parenthesesMatch(lexed);
  if (isWhole && cursor.isName()) {
    const type = cursor.within({ from: 0, to: lexed.tokens.length });
    if (isReadable(type)) {
      const read = readType(type);
      if (type.done) return read;
    }
  }
  const whole = normalSql(lexed, { from: 0, to: lexed.tokens.length });
  return { text: whole, name: whole, family: 'other' };
}

/** Whether names, points and one pair of parentheses are all that there is. */
function isReadable(cursor: TokenCursor): boolean {
  const probe = cursor.within({ from: cursor.index, to: cursor.end });
  while (probe.isName()) {
    probe.index++;
    if (probe.isAtOperator('.') && !probe.isName(1)) return false;
    if (probe.isAtOperator('.')) probe.index++;
  }
  if (probe.isAtOperator('(')) probe.balanced();
  return probe.done;
}

function parenthesesMatch({ text, tokens }: LexedText): boolean {
  let depth = 0;
  for (const { type, start } of tokens) {
    const character = type === 'operator' ? text.charAt(start) : '';
    if (character === '(') depth++;
    else if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

function isAtTypeWords(cursor: TokenCursor, words: readonly string[]): boolean {
  if (words.length > 1) return cursor.isAt(...words);
  return cursor.isAt(...words) && !cursor.isAtOperator('.', 1);
}

function singleAlias(name: string): string {
  return aliases.find(([written]) => written.length === 1 && written[0] === name.toUpperCase())?.[1] ?? name;
}

function shaped(cursor: TokenCursor, name: string): ColumnType {
  const args = cursor.isAtOperator('(') ? readArguments(cursor) : [];
  return shapes.get(name)?.(args, name) ?? { text: withArguments(name, args), name, family: 'other' };
}

/** A type that the database defines: its name keeps its case. */
function userType(cursor: TokenCursor, parts: readonly string[]): ColumnType {
  const args = cursor.isAtOperator('(') ? readArguments(cursor) : [];
  const name = parts.map(writtenName).join('.');
  return { text: withArguments(name, args), name, family: 'other' };
}

function readArguments(cursor: TokenCursor): readonly string[] {
  const content = cursor.within(cursor.balanced());
  if (content.done) return [];
  return content.list(() =>
    normalSql(
      content.lexed,
      content.skipUntil(() => content.isAtOperator(',')),
    ).toLowerCase(),
  );
}

function withArguments(name: string, args: readonly string[]): string {
  return args.length === 0 ? name : `${name}(${args.join(',')})`;
}

function plain(family: TypeFamily): Shape {
  return (_, name) => ({ text: name, name, family });
}

function decimal([precision = '18', scale = '0']: readonly string[], name: string): ColumnType {
  return {
    text: `${name}(${precision},${scale})`,
    name,
    family: 'decimal',
    precision: Number(precision),
    scale: Number(scale),
  };
}

/** Up to 24 bits of mantissa it is a real. */
function floating([mantissa = '53']: readonly string[]): ColumnType {
  if (Number(mantissa) <= 24) return { text: 'real', name: 'real', family: 'float', bits: 32 };
  return { text: 'float', name: 'float', family: 'float', bits: 64 };
}

function sized(family: 'text' | 'binary', fixed: boolean): Shape {
  return ([length = '1'], name) => ({
    text: `${name}(${length})`,
    name,
    family,
    ...(length === 'max' ? {} : { length: Number(length) }),
    ...(fixed ? { fixed } : {}),
  });
}

function temporal(family: 'timestamp' | 'time', zoned: boolean): Shape {
  return ([precision = '7'], name) => ({
    text: `${name}(${precision})`,
    name,
    family,
    precision: Number(precision),
    zoned,
  });
}
