import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLine } from '../../src/model/printable.ts';

describe('printable', () => {
  it.each([
    ['colours and cursor movements', '\u001b[31m', '␛[31m'],
    ['the C1 form of them', '\u009b31m', '\ufffd31m'],
    ['a bell', '\u0007', '␇'],
    ['a carriage return, which overwrites the line', 'a\rb', 'a␍b'],
    ['a right-to-left override', 'a\u202eb', 'a\ufffdb'],
    ['an invisible joiner', 'a\u2060b', 'a\ufffdb'],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves tabs, line feeds and letters of every script alone', () => {
    expect(printable('a\tb\n表示 é 🙂')).toBe('a\tb\n表示 é 🙂');
  });

  it('keeps the length, so that columns stay where they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).toHaveLength(text.length);
      }),
    );
  });
});

describe('printableLine', () => {
  it('takes no more than one line', () => {
    expect(printableLine('a\n\tb')).toBe('a b');
  });
});
