import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/report/cells.ts';
import { hang, wrap } from '../../src/report/wrap.ts';

const word = fc.stringMatching(/^[a-z表]{1,12}$/);

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('every row is written anew', 12)).toEqual(['every row is', 'written anew']);
  });

  it('leaves a word whole that is wider than the line', () => {
    expect(wrap('see FK_subscription_plan_product_ProductID there', 12)).toEqual([
      'see',
      'FK_subscription_plan_product_ProductID',
      'there',
    ]);
  });

  it('loses no word and is never wider than asked, unless a word is', () => {
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 1, max: 40 }), (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.flatMap((line) => line.split(' '))).toEqual(words);
        expect(lines.filter((line) => textWidth(line) > width && line.includes(' '))).toEqual([]);
      }),
    );
  });
});

describe('hang', () => {
  it('puts the first line beside the label and the others under it', () => {
    expect(hang('why  ', 5, ['one', '', 'two'])).toEqual(['why  one', '', '     two']);
  });
});
