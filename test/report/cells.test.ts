import { describe, expect, it } from 'vitest';
import { cellsOf, textWidth } from '../../src/report/cells.ts';

describe('textWidth', () => {
  it.each([
    ['abc', 3],
    ['naïve', 5],
    ['表示', 4],
    ['e\u0301', 1],
    ['🙂', 2],
    ['Ａ', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe('cellsOf', () => {
  it('gives each character the column in which it is shown', () => {
    expect(cellsOf('表 x').map(({ text, column, offset }) => [text, column, offset])).toEqual([
      ['表', 0, 0],
      [' ', 2, 1],
      ['x', 3, 2],
    ]);
  });

  it('makes a tab reach to the next stop', () => {
    expect(cellsOf('\ta\tb').map(({ text, column }) => [text, column])).toEqual([
      ['    ', 0],
      ['a', 4],
      ['   ', 5],
      ['b', 8],
    ]);
  });

  it('shows control characters instead of obeying them', () => {
    expect(cellsOf('\u001b[2J\u202e').map((cell) => cell.text)).toEqual(['␛', '[', '2', 'J', '\ufffd']);
  });
});
