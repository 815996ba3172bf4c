import { beforeAll, describe, expect, it } from 'vitest';
import { prepareJavaScript } from '../../src/frameworks/javascript/parse.ts';
import { comparableText, stringsOf } from '../../src/lint/generated-strings.ts';

beforeAll(prepareJavaScript);

const textsIn = (file: string, text: string): readonly string[] => stringsOf(file, text).map((one) => one.text);

describe('stringsOf', () => {
  it('finds strings of every form, in order', () => {
    const text = 'export const a: string = \'one\';\nexport const b = { 2: `two`, three: ["three"] } as const;\n';
    expect(textsIn('a.ts', text)).toEqual(['one', 'two', 'three']);
  });

  it('knows what escape sequences mean', () => {
    expect(textsIn('a.js', 'var a = "\\uFEFFa\\nb", b = `\\`c\\``;')).toEqual(['a\nb', '`c`']);
  });

  it('leaves out what is put together when the program runs', () => {
    expect(textsIn('a.ts', 'const a = `x${b}`; const c = d;')).toEqual([]);
  });

  it('says where they stand', () => {
    expect(stringsOf('a.ts', "const a = 'x';")).toEqual([{ text: 'x', at: { file: 'a.ts', start: 10, end: 13 } }]);
  });

  it('goes on after what it cannot read', () => {
    expect(() => stringsOf('a.ts', 'const = (')).not.toThrow();
  });
});

describe('comparableText', () => {
  it('is without byte order mark, carriage returns and white space at ends', () => {
    expect(comparableText('\uFEFFBEGIN;  \r\n  x;\r\n\r\n')).toBe('BEGIN;\n  x;');
  });
});
