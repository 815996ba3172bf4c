import { describe, expect, it } from 'vitest';
import { createLexer } from '../../../src/dialects/lexer/lex.ts';
import type { FindEnd } from '../../../src/dialects/lexer/split.ts';
import { splitStatements } from '../../../src/dialects/lexer/split.ts';
import { mysql, plain } from './lexicons.ts';

function split(text: string, findEnd?: FindEnd, lexicon = plain): readonly string[] {
  const lexed = createLexer(lexicon)(text);
  return splitStatements(lexed, findEnd).map(({ from, to }) =>
    text.slice(lexed.tokens[from]?.start, lexed.tokens[to - 1]?.end),
  );
}

describe('splitStatements', () => {
  it('splits at terminators and leaves them out', () => {
    expect(split('a; b\n; c')).toEqual(['a', 'b', 'c']);
  });

  it('finds no statement between terminators, in white space or in comments', () => {
    expect(split(';; /* a */ ; -- b')).toEqual([]);
  });

  it('does not split inside strings', () => {
    expect(split("a ';' b")).toEqual(["a ';' b"]);
  });

  it('makes the DELIMITER command a statement of its own', () => {
    expect(split('DELIMITER //\na //\nb', undefined, mysql)).toEqual(['DELIMITER //', 'a', 'b']);
  });

  it('takes a semicolon for an end under another delimiter too, as the server does', () => {
    expect(split('DELIMITER //\na; b; //', undefined, mysql)).toEqual(['DELIMITER //', 'a', 'b']);
  });

  it('leaves semicolons out that only the delimiter follows', () => {
    const toTheEnd: FindEnd = ({ tokens }) => tokens.length - 1;
    expect(split('DELIMITER //\na; b; //', toTheEnd, mysql)).toEqual(['DELIMITER //', 'a; b']);
  });

  it('lets a dialect say where a statement ends', () => {
    const everyTwo: FindEnd = (_, first) => first + 2;
    expect(split('a b c d e', everyTwo)).toEqual(['a b', 'c d', 'e']);
  });

  it('goes on even when a dialect finds an end before the start', () => {
    expect(split('a b', () => 0)).toEqual(['a', 'b']);
  });
});
