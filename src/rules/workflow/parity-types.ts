import type { ColumnType, TypeFamily } from '../../model/column-type.ts';

/** Kinds of values that providers keep in one another's types: a truth value in a bit, a UUID in a text of 36 characters. */
const homes: Readonly<Partial<Record<TypeFamily, readonly TypeFamily[]>>> = {
  boolean: ['bits', 'integer'],
  uuid: ['text', 'binary'],
  json: ['text'],
  xml: ['text'],
  enum: ['text', 'integer'],
  bits: ['integer', 'boolean'],
  timestamp: ['date'],
  interval: ['text', 'integer', 'time'],
  decimal: ['float'],
  network: ['text'],
  array: ['text', 'json'],
};

/**
 * How a column's type differs between two providers, for the end of a sentence; `undefined`: it is the same kind of
 * value, and neither holds less, as far as both say.
 */
export function differentType(mine: ColumnType, theirs: ColumnType): string | undefined {
  if ([mine, theirs].some(({ family }) => family === 'other')) return undefined;
  const has = `is ${theirs.text} instead of ${mine.text}`;
  if (mine.family !== theirs.family) return isHome(mine.family, theirs.family) ? undefined : has;
  switch (mine.family) {
    case 'text':
    case 'binary':
      return mine.length !== undefined && theirs.length !== undefined && mine.length !== theirs.length
        ? has
        : undefined;
    case 'integer':
      return isLong(mine) === isLong(theirs) ? undefined : has;
    case 'decimal':
      if (isMapped(mine) || isMapped(theirs)) return undefined;
      return mine.precision === theirs.precision && mine.scale === theirs.scale ? undefined : has;
    default:
      return undefined;
  }
}

function isHome(one: TypeFamily, other: TypeFamily): boolean {
  return homes[one]?.includes(other) === true || homes[other]?.includes(one) === true;
}

/** Small numbers are kept in the next larger type where a provider has none of their size. */
function isLong({ bits = 32 }: ColumnType): boolean {
  return bits > 32;
}

/** What a mapping falls back to when nobody says a precision: the largest, or money. */
function isMapped({ name, precision = 65 }: ColumnType): boolean {
  return precision >= 65 || name.toLowerCase().endsWith('money');
}
