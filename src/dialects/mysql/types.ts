import { lookUp } from '../../model/look-up.ts';
import type { ColumnType } from '../../model/column-type.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { lexMysql } from './lexicon.ts';
import { quotedString, stringValue } from './strings.ts';

/** What a type's name means with these arguments; the arguments are as written. */
type Shape = (args: readonly string[], name: string) => ColumnType;

/** Other spellings. */
const aliases = phraseTable<string>([
  ['NATIONAL CHARACTER VARYING', 'varchar'],
  ['NATIONAL CHAR VARYING', 'varchar'],
  ['NATIONAL VARCHAR', 'varchar'],
  ['NATIONAL CHARACTER', 'char'],
  ['NATIONAL CHAR', 'char'],
  ['CHARACTER VARYING', 'varchar'],
  ['CHAR VARYING', 'varchar'],
  ['CHAR BYTE', 'binary'],
  ['LONG VARCHAR', 'mediumtext'],
  ['LONG VARBINARY', 'mediumblob'],
  ['DOUBLE PRECISION', 'double'],
  ['LONG', 'mediumtext'],
  ['CHARACTER', 'char'],
  ['NCHAR', 'char'],
  ['NVARCHAR', 'varchar'],
  ['INTEGER', 'int'],
  ['INT1', 'tinyint'],
  ['INT2', 'smallint'],
  ['INT3', 'mediumint'],
  ['MIDDLEINT', 'mediumint'],
  ['INT4', 'int'],
  ['INT8', 'bigint'],
  ['DEC', 'decimal'],
  ['NUMERIC', 'decimal'],
  ['FIXED', 'decimal'],
  ['REAL', 'double'],
  ['FLOAT4', 'float'],
  ['FLOAT8', 'double'],
  ['GEOMCOLLECTION', 'geometrycollection'],
]);

const shapes: Readonly<Record<string, Shape>> = {
  tinyint: (args) => integer(args[0] === '1' ? 'tinyint(1)' : 'tinyint', 'tinyint', 8),
  smallint: (_, name) => integer(name, name, 16),
  mediumint: (_, name) => integer(name, name, 24),
  int: (_, name) => integer(name, name, 32),
  bigint: (_, name) => integer(name, name, 64),
  bool: () => integer('tinyint(1)', 'tinyint', 8),
  boolean: () => integer('tinyint(1)', 'tinyint', 8),
  decimal: ([precision = '10', scale = '0'], name) => ({
    text: `decimal(${precision},${scale})`,
    name,
    family: 'decimal',
    precision: Number(precision),
    scale: Number(scale),
  }),
  float: floating,
  double: floating,
  bit: ([length = '1'], name) => ({ text: `bit(${length})`, name, family: 'bits', length: Number(length) }),
  char: ([length = '1'], name) => sized(name, 'text', length, true),
  varchar: ([length], name) => sized(name, 'text', length, false),
  binary: ([length = '1'], name) => sized(name, 'binary', length, true),
  varbinary: ([length], name) => sized(name, 'binary', length, false),
  tinytext: (_, name) => large(name, 'text', 0xff),
  text: ([length], name) => (length === undefined ? large(name, 'text', 0xffff) : smallest('text', length)),
  mediumtext: (_, name) => large(name, 'text', 0xffffff),
  longtext: (_, name) => large(name, 'text', undefined),
  tinyblob: (_, name) => large(name, 'binary', 0xff),
  blob: ([length], name) => (length === undefined ? large(name, 'binary', 0xffff) : smallest('blob', length)),
  mediumblob: (_, name) => large(name, 'binary', 0xffffff),
  longblob: (_, name) => large(name, 'binary', undefined),
  date: (_, name) => ({ text: name, name, family: 'date' }),
  year: (_, name) => ({ text: name, name, family: 'date' }),
  time: (args, name) => ({ ...temporal(name, args), family: 'time' }),
  datetime: (args, name) => ({ ...temporal(name, args), family: 'timestamp', zoned: false }),
  timestamp: (args, name) => ({ ...temporal(name, args), family: 'timestamp', zoned: true }),
  json: (_, name) => ({ text: name, name, family: 'json' }),
  enum: listed,
  set: listed,
  uuid: (_, name) => ({ text: name, name, family: 'uuid' }),
  inet4: (_, name) => ({ text: name, name, family: 'network' }),
  inet6: (_, name) => ({ text: name, name, family: 'network' }),
  ...geometric('geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon'),
  ...geometric('geometrycollection'),
};

/** Reads a type with its arguments, UNSIGNED and ZEROFILL; what belongs to the column (charset, collation) is left. */
export function readType(cursor: TokenCursor): ColumnType {
  if (cursor.peek()?.type !== 'word') return cursor.fail("a column's type");
  const name = acceptPhrase(cursor, aliases) ?? cursor.name("a column's type").toLowerCase();
  const args = cursor.isAtOperator('(') ? readArguments(cursor) : [];
  const shape = Object.hasOwn(shapes, name) ? lookUp(shapes, name) : undefined;
  const base = shape === undefined ? unknown(name, args) : shape(args, name);
  let unsigned = false;
  let zerofill = false;
  for (;;) {
    if (cursor.accept('UNSIGNED')) unsigned = true;
    else if (cursor.accept('ZEROFILL')) zerofill = true;
    else if (!cursor.accept('SIGNED')) break;
  }
  if (!unsigned && !zerofill) return base;
  return { ...base, text: `${base.text} unsigned${zerofill ? ' zerofill' : ''}`, unsigned: true };
}

/** What may follow a type in the words of a framework, and belongs to the column. */
const columnWords: ReadonlySet<string> = new Set(['CHARACTER', 'CHARSET', 'COLLATE', 'BINARY', 'ASCII', 'UNICODE']);

/** A type as a text of its own. Charset and collation may follow; anything else makes it an unknown type. */
export function parseType(text: string): ColumnType {
  const lexed = lexMysql(text);
  const range = { from: 0, to: lexed.tokens.length };
  const cursor = new TokenCursor(lexed, range);
  const balanced = lexed.tokens.every((token) => token.closed) && parenthesesMatch(cursor.within(range));
  if (cursor.peek()?.type === 'word' && balanced) {
    const type = readType(cursor);
    if (cursor.done || columnWords.has(cursor.peekWord())) return type;
  }
  const whole = cursor.text(range);
  return { text: whole, name: whole, family: 'other' };
}

function parenthesesMatch(cursor: TokenCursor): boolean {
  let depth = 0;
  for (; !cursor.done && depth >= 0; cursor.index++) {
    if (cursor.isAtOperator('(')) depth++;
    else if (cursor.isAtOperator(')')) depth--;
  }
  return depth === 0;
}

/** The arguments as written, each in normal form. */
function readArguments(cursor: TokenCursor): readonly string[] {
  const content = cursor.within(cursor.balanced());
  if (content.done) return [];
  return content.list(() => content.text(content.skipUntil(() => content.isAtOperator(','))));
}

function integer(text: string, name: string, bits: number): ColumnType {
  return { text, name, family: 'integer', bits };
}

/** One argument is a precision in bits; two are digits, and are kept. */
function floating(args: readonly string[], name: string): ColumnType {
  const [precision, scale] = args;
  if (scale !== undefined) {
    return { text: `${name}(${args.join(',')})`, name, family: 'float', bits: name === 'float' ? 32 : 64 };
  }
  const double = name === 'double' || Number(precision ?? '0') > 24;
  const own = double ? 'double' : 'float';
  return { text: own, name: own, family: 'float', bits: double ? 64 : 32 };
}

function sized(name: string, family: 'text' | 'binary', length: string | undefined, fixed: boolean): ColumnType {
  const text = length === undefined ? name : `${name}(${length})`;
  return {
    text,
    name,
    family,
    ...(length === undefined ? {} : { length: Number(length) }),
    ...(fixed ? { fixed } : {}),
  };
}

function large(name: string, family: 'text' | 'binary', length: number | undefined): ColumnType {
  return { text: name, name, family, ...(length === undefined ? {} : { length }) };
}

/** TEXT and BLOB with a length are the smallest type that holds it; a character is taken to need four bytes. */
function smallest(type: 'text' | 'blob', length: string): ColumnType {
  const bytes = Number(length) * (type === 'text' ? 4 : 1);
  const family = type === 'text' ? 'text' : 'binary';
  const sizes = { tiny: 0xff, '': 0xffff, medium: 0xffffff };
  const fitting = Object.entries(sizes).find(([, size]) => bytes <= size);
  const [prefix, size] = fitting ?? ['long', undefined];
  return large(`${prefix}${type}`, family, size);
}

function temporal(name: string, args: readonly string[]): { text: string; name: string; precision: number } {
  const precision = Number(args[0] ?? '0');
  return { text: precision === 0 ? name : `${name}(${precision})`, name, precision };
}

function listed(args: readonly string[], name: string): ColumnType {
  // Manual, "The ENUM Type": trailing spaces are deleted when the table is created.
  const values = args.map((arg) => stringValue(arg).trimEnd());
  return { text: `${name}(${values.map(quotedString).join(',')})`, name, family: 'enum', values };
}

function geometric(...names: readonly string[]): Record<string, Shape> {
  return Object.fromEntries(names.map((name) => [name, (): ColumnType => ({ text: name, name, family: 'geometric' })]));
}

function unknown(name: string, args: readonly string[]): ColumnType {
  return { text: args.length === 0 ? name : `${name}(${args.join(',')})`, name, family: 'other' };
}
