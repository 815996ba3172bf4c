import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/config/json.ts';

describe('readJson', () => {
  it('gives back what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const read = readJson(JSON.stringify(value, undefined, indent));
        expect(JSON.stringify(read)).toBe(JSON.stringify({ kind: 'value', value }));
      }),
    );
  });

  it.each([
    ['', 1, 1, 'expected a value, found the end of the file'],
    ['{ "a": 1,\n}', 2, 1, 'expected a key in double quotes, found "}"'],
    ['{ "a": [1,\n  2', 2, 4, 'expected "," or "]", found the end of the file'],
    ['{ "a": }', 1, 8, 'expected a value, found "}"'],
    ['{ "a" 1 }', 1, 7, 'expected ":", found 1'],
    ['{ "a": 1 "b": 2 }', 1, 10, 'expected "," or "}", found "b"'],
    ['{ a: 1 }', 1, 3, 'expected a key in double quotes or "}", found a'],
    ['[1, 2,]', 1, 7, 'expected a value, found "]"'],
    ['{} {}', 1, 4, 'expected nothing more, found "{"'],
    ['{\n  // why\n}', 2, 3, 'expected a key in double quotes or "}", found a comment'],
    ['["a\nb"]', 1, 2, 'expected a value or "]", found a string that does not end on its line or has a bad escape'],
    ["{ 'a': 1 }", 1, 3, 'expected a key in double quotes or "}", found "\'"'],
    ['[01]', 1, 2, 'expected a value or "]", found 01'],
    ['undefined', 1, 1, 'expected a value, found undefined'],
  ])('says where and what is wrong in %j', (text, line, column, message) => {
    expect(readJson(text)).toEqual({ kind: 'error', line, column, message });
  });

  it('finds the error of a text that was cut off where it was cut off', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, at) => {
        const whole = JSON.stringify(value);
        const text = whole.slice(0, at % whole.length);
        expect(readJson(text)).toMatchObject({ kind: 'error', line: 1 });
      }),
    );
  });
});
