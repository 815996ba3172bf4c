import { printable } from '../model/printable.ts';

/** One character as a terminal shows it. */
export interface Cell {
  /** Safe to print; a tab is spaces. */
  readonly text: string;
  /** The column in which it begins, from zero. */
  readonly column: number;
  /** How many columns it takes: 0 for a combining mark, 2 for a wide character. */
  readonly width: number;
  /** The UTF-16 offset in the line at which it begins. */
  readonly offset: number;
}

const tabWidth = 4;
const nothing = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

/** A line, without its line break, as a terminal shows it. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  // What is not printable becomes as many UTF-16 units as it was: offsets stay.
  for (const character of printable(line)) {
    const width = character === '\t' ? tabWidth - (column % tabWidth) : widthOf(character);
    const text = character === '\t' ? ' '.repeat(width) : character;
    cells.push({ text, column, width, offset });
    column += width;
    offset += character.length;
  }
  return cells;
}

/** Characters of one column each. */
const narrow = /^[^\u0300-\uffff]*$/;

/** How many columns a text without tabs and line breaks takes. */
export function textWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  if (character < '\u0300') return 1;
  if (nothing.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
