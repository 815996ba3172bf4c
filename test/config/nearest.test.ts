import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../src/config/nearest.ts';

describe('nearest', () => {
  const known = ['extends', 'chains', 'shipped', 'rules', 'since', 'ignore'];

  it.each([
    ['rulez', 'rules'],
    ['Rules', 'rules'],
    ['chian', 'chains'],
    ['shiped', 'shipped'],
    ['extend', 'extends'],
  ])('takes %s for %s', (written, meant) => {
    expect(nearest(written, known)).toBe(meant);
  });

  it('does not guess when nothing is near', () => {
    expect(nearest('plugins', known)).toBeUndefined();
  });

  it('prefers the nearest of several', () => {
    expect(nearest('no-drop-tabel', ['no-drop-column', 'no-drop-table', 'no-drop-tables'])).toBe('no-drop-table');
  });
});

describe('editDistance', () => {
  it.each([
    ['rules', 'rules', 0],
    ['rule', 'rules', 1],
    ['rulse', 'rules', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('from %j to %j is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  it('is the same in both directions and never more than the longer text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const distance = editDistance(one, other);
        expect(distance).toBe(editDistance(other, one));
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });
});
