import type { Lexicon } from './lexicon.ts';

/** What a character can start, as small numbers for the scanner's switch. */
const startsOther = 0;
export const startsSpace = 1;
export const startsWord = 2;
export const startsNumber = 3;
export const startsString = 4;
export const startsQuotedName = 5;
export const startsPlaceholder = 6;

/** The characters of ASCII: what each starts, and whether it can stand inside a word. */
export interface CharacterTable {
  readonly starts: Uint8Array;
  readonly inWord: Uint8Array;
}

export function characterTable(lexicon: Lexicon): CharacterTable {
  const starts = new Uint8Array(128);
  const inWord = new Uint8Array(128);
  const set = (characters: Iterable<string>, meaning: number): void => {
    for (const character of characters) starts[character.charCodeAt(0)] = meaning;
  };

  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
  const digits = '0123456789';
  starts.fill(startsSpace, 0, 33);
  starts[127] = startsSpace;
  set(letters + lexicon.wordStarts, startsWord);
  set(digits, startsNumber);
  set(lexicon.placeholders, startsPlaceholder);
  if (lexicon.dollarQuotes) set('$', startsPlaceholder);
  set(lexicon.stringQuotes, startsString);
  set(lexicon.nameQuotes, startsQuotedName);
  for (const character of letters + digits + lexicon.wordCharacters) inWord[character.charCodeAt(0)] = 1;
  return { starts, inWord };
}

/** What the character starts. Beyond ASCII everything is a letter but the white space that editors insert. */
export function whatStarts(table: CharacterTable, code: number): number {
  if (code < 128) return table.starts[code] ?? startsOther;
  return isWideSpace(code) ? startsSpace : startsWord;
}

export function standsInWord(table: CharacterTable, code: number): boolean {
  return code < 128 ? table.inWord[code] === 1 : !isWideSpace(code);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** No-break space, typographic spaces, line separators, and the byte order mark. */
function isWideSpace(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029
  );
}
