import { lookUp } from '../../model/look-up.ts';
import type { ColumnType, TypeFamily } from '../../model/column-type.ts';
import { TokenCursor, Unexpected } from '../lexer/cursor.ts';
import { isKeyword, isReserved } from './keywords.ts';
import { lexSqlite } from './lexicon.ts';

/** Names that say more to people than their affinity. */
const familyOfName: Readonly<Record<string, TypeFamily>> = {
  '': 'other',
  any: 'other',
  bool: 'boolean',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
  datetimeoffset: 'timestamp',
  timestamp: 'timestamp',
  time: 'time',
  json: 'json',
  jsonb: 'json',
  xml: 'xml',
  guid: 'uuid',
  uuid: 'uuid',
  uniqueidentifier: 'uuid',
};

/** The affinity of a type by what its name contains; the first that matches counts. https://sqlite.org/datatype3.html */
const affinities: readonly (readonly [contains: RegExp, family: TypeFamily])[] = [
  [/int/, 'integer'],
  [/char|clob|text/, 'text'],
  [/blob/, 'binary'],
  [/real|floa|doub/, 'float'],
];

/** Reads a type: any number of words, and perhaps one or two numbers. A column can be without. */
export function readType(cursor: TokenCursor): ColumnType {
  const words: string[] = [];
  while (isAtTypeWord(cursor)) {
    words.push(typeWord(cursor.peekText()));
    cursor.take();
  }
  const args = words.length > 0 && cursor.isAtOperator('(') ? readArguments(cursor) : [];
  return typeOf(words.join(' '), args);
}

/** A type as a text of its own; what SQLite would not read as a type has the family `other`. */
export function parseType(text: string): ColumnType {
  const lexed = lexSqlite(text);
  const range = { from: 0, to: lexed.tokens.length };
  const cursor = new TokenCursor(lexed, range);
  try {
    const type = readType(cursor);
    if (cursor.done) return type;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
  }
  const whole = cursor.text(range);
  return { text: whole, name: whole, family: 'other' };
}

function isAtTypeWord(cursor: TokenCursor): boolean {
  const type = cursor.peek()?.type;
  if (type === 'word') return !isReserved(cursor.peekText()) && !cursor.isAt('GENERATED');
  return type === 'quoted-name' || type === 'string';
}

/** A word of a type in lower case; quotes stay only around what would mean something else without. */
function typeWord(written: string): string {
  if (!/^["`[']/.test(written)) return written.toLowerCase();
  const quoted = /^.([A-Za-z_]\w*(?: [A-Za-z_]\w*)*).$/.exec(written)?.[1];
  return quoted === undefined || quoted.split(' ').some(isKeyword) ? written : quoted.toLowerCase();
}

/** SQLite reads the numbers and forgets them. */
function readArguments(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() =>
    cursor.list(() => {
      const from = cursor.index;
      if (!cursor.acceptOperator('-')) cursor.acceptOperator('+');
      if (cursor.peek()?.type !== 'number') return cursor.fail('a number');
      cursor.take();
      return cursor.text({ from, to: cursor.index });
    }),
  );
}

/** No length, precision or width of an integer is given: SQLite enforces none. */
function typeOf(name: string, args: readonly string[]): ColumnType {
  const text = args.length === 0 ? name : `${name}(${args.join(',')})`;
  const family = familyOf(name);
  const numbers = family === 'integer' || family === 'float' ? { bits: 64 } : {};
  return { text, name, family, ...numbers };
}

function familyOf(name: string): TypeFamily {
  if (Object.hasOwn(familyOfName, name)) return lookUp(familyOfName, name) ?? 'other';
  return affinities.find(([contains]) => contains.test(name))?.[1] ?? 'decimal';
}
