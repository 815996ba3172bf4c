import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, compatible } from '../../src/lint/edits.ts';
import type { Edit } from '../../src/model/diagnostic.ts';

const edit = (start: number, end: number, text: string, file = 'a.sql'): Edit => ({ span: { file, start, end }, text });

describe('applyEdits', () => {
  it('replaces, inserts and removes, in any order of the edits', () => {
    expect(applyEdits('one two three', [edit(8, 13, '3'), edit(0, 0, '> '), edit(3, 7, '')])).toBe('> one 3');
  });

  it('keeps everything that no edit touches', () => {
    const places = fc
      .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 8 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.string({ minLength: 41, maxLength: 60 }), places, (text, bounds) => {
        const edits = bounds.flatMap((start, at) =>
          at % 2 === 0 && bounds[at + 1] !== undefined ? [edit(start, bounds[at + 1] ?? start, '')] : [],
        );
        const kept = [...text.split('').keys()].filter(
          (at) => !edits.some(({ span }) => span.start <= at && at < span.end),
        );
        expect(applyEdits(text, edits)).toBe(kept.map((at) => text[at]).join(''));
      }),
    );
  });
});

describe('compatible', () => {
  it('leaves out a fix that touches what an earlier one changes', () => {
    const first = [edit(0, 5, 'a')];
    const second = [edit(4, 8, 'b')];
    const third = [edit(8, 9, 'c')];
    expect(compatible([first, second, third])).toEqual([first, third]);
  });

  it('keeps edits of different files apart', () => {
    const sets = [[edit(0, 5, 'a')], [edit(0, 5, 'b', 'b.sql')]];
    expect(compatible(sets)).toEqual(sets);
  });
});
