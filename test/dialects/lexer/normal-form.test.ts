import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexer } from '../../../src/dialects/lexer/lex.ts';
import { normalForm } from '../../../src/dialects/lexer/normal-form.ts';
import { plain } from './lexicons.ts';

const lex = createLexer(plain);

function normal(text: string): string {
  const lexed = lex(text);
  return normalForm(lexed, { from: 0, to: lexed.tokens.length });
}

describe('normalForm', () => {
  it.each([
    ['comments and line breaks go', 'a -- b\n /* c */ d', 'a d'],
    ['operators stand between spaces', 'a=b+1', 'a = b + 1'],
    ['commas have a space behind', 'a ,b,  c', 'a, b, c'],
    ['points and casts have none', 'a . b :: c', 'a.b::c'],
    ['a call holds its parenthesis', 'lower ( x )', 'lower(x)'],
    ['a key word does not', 'a IN(1,2) AND(b)', 'a IN (1, 2) AND (b)'],
    ['a sign stands with its number', 'a = - 1 AND (+ 2)', 'a = -1 AND (+2)'],
    ['a subtraction keeps its spaces', '(a)-1', '(a) - 1'],
    ['letters keep their case', 'Select A', 'Select A'],
    ['strings stay as they are', "'a  --  b'", "'a  --  b'"],
  ])('%s', (_, written, expected) => {
    expect(normal(written)).toBe(expected);
  });

  it('is the same for its own result', () => {
    const part = fc.constantFrom(
      'a',
      'b1',
      "'s'",
      '(',
      ')',
      ',',
      '.',
      '=',
      '-',
      '+',
      'IN',
      '"q"',
      '::',
      '<=',
      '[',
      ']',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const once = normal(parts.join(' '));
        expect(normal(once)).toBe(once);
      }),
    );
  });
});
