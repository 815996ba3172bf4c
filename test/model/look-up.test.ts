import { expect, it } from 'vitest';
import { lookUp } from '../../src/model/look-up.ts';

const words: Readonly<Record<string, number>> = { one: 1 };

it('finds what the table holds', () => {
  expect(lookUp(words, 'one')).toBe(1);
});

it.each(['two', '__proto__', 'constructor', 'toString'])('finds nothing for %s', (word) => {
  expect(lookUp(words, word)).toBeUndefined();
});
