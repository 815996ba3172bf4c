import type { ColumnType } from '../../../model/column-type.ts';
import type { CostCause } from '../../../model/facts.ts';
import type { CharacterSets } from '../../../model/names.ts';
import type { Way } from './ways.ts';
import { copied, inCatalog, instant, scanned } from './ways.ts';

/** A column as far as the way matters in which its values are stored. */
export interface Stored {
  readonly type: ColumnType;
  readonly charset: string;
  readonly collation: string;
}

/** Where a column changes. */
interface Place {
  readonly characterSets: CharacterSets | undefined;
  readonly isIndexed: boolean;
  /** MariaDB from 10.4.3 on: longer text and other collations are a note in the catalog. */
  readonly isFlexible: boolean;
}

/**
 * How the values of a column become those of another type. "Online DDL Operations" of MySQL; MariaDB 10.11 was asked.
 * `undefined`: they stay as they are.
 */
export function wayToConvert(from: Stored, to: Stored, place: Place): Way | undefined {
  const isText = to.type.family === 'text' || to.type.family === 'enum';
  const sameText = !isText || (from.charset === to.charset && from.collation === to.collation);
  if (from.type.text === to.type.text && sameText) return undefined;
  if (isText && from.charset !== to.charset && !(place.isFlexible && isWider(from.charset, to.charset))) {
    return copied(`every value is converted from ${from.charset} to ${to.charset}`, { kind: 'character-set' });
  }
  if (isEnumAppended(from.type, to.type) && sameText) return inCatalog;
  if (from.type.text !== to.type.text && !isLonger(from, to, place)) return copyFor(from.type, to, place);
  if (sameText) return instant;
  if (from.charset === to.charset && !place.isFlexible) {
    return copied(`every value is compared by ${to.collation} from now on`, { kind: 'character-set' });
  }
  const sortsAnew = from.collation.replace(/^[^_]*/, '') !== to.collation.replace(/^[^_]*/, '');
  return sortsAnew && place.isIndexed ? scanned('none', `its indexes are sorted anew by ${to.collation}`) : instant;
}

/** utf8mb4 holds the text of utf8mb3 as it is, byte for byte. */
function isWider(from: string, to: string): boolean {
  return from === 'utf8mb3' && to === 'utf8mb4';
}

/** A longer VARCHAR: up to 255 bytes its length takes one byte, beyond two, and MySQL does not change over in place. */
function isLonger(from: Stored, to: Stored, { characterSets, isFlexible }: Place): boolean {
  const { length: before, name } = from.type;
  const after = to.type.length;
  if (name !== to.type.name || !isVarying(from.type)) return false;
  if (before === undefined || after === undefined || after < before) return false;
  if (isFlexible) return true;
  const longest = longestOfOneByte(to, characterSets);
  return before > longest === after > longest;
}

/** The longest text whose length in bytes fits in one byte. */
function longestOfOneByte({ type, charset }: Stored, characterSets: CharacterSets | undefined): number {
  const bytes = type.name === 'varchar' ? (characterSets?.bytesOf(charset) ?? 4) : 1;
  return Math.floor(255 / bytes);
}

function copyFor(from: ColumnType, to: Stored, { characterSets }: Place): Way {
  const { type } = to;
  if (isVarying(from) && from.name === type.name && (type.length ?? 0) > (from.length ?? 0)) {
    return copied(`the length of ${type.text} takes two bytes, that of ${from.text} takes one`, {
      kind: 'length-byte',
      longest: longestOfOneByte(to, characterSets),
    });
  }
  const cause: CostCause | undefined =
    from.name === type.name && movesMembers(from, type) ? { kind: 'enum-members' } : undefined;
  return copied(`${from.text} is stored in another way than ${type.text}`, cause);
}

function isVarying({ name }: ColumnType): boolean {
  return name === 'varchar' || name === 'varbinary';
}

/** New members at the end that need no more bytes. */
function isEnumAppended(from: ColumnType, to: ColumnType): boolean {
  if (from.name !== to.name || from.values === undefined || to.values === undefined) return false;
  const isSameSize = bytesOfMembers(from.name, from.values.length) === bytesOfMembers(to.name, to.values.length);
  return isSameSize && !movesMembers(from, to);
}

/** Whether a member is not where it was. */
function movesMembers({ values }: ColumnType, to: ColumnType): boolean {
  return values?.some((value, at) => to.values?.[at] !== value) ?? false;
}

function bytesOfMembers(name: string, members: number): number {
  if (name === 'enum') return members <= 255 ? 1 : 2;
  const bytes = Math.ceil(members / 8);
  return bytes > 4 ? 8 : bytes;
}
