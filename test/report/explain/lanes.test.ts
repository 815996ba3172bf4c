import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldLock } from '../../../src/report/held-locks.ts';
import { laneOf, markRow, numberRow, scaleOf } from '../../../src/report/explain/lanes.ts';

function lock(from: number, to: number, blocks: HeldLock['blocks']): HeldLock {
  return { table: 'users', mode: 'x', blocks, from, to, brief: false, isNew: false };
}

const shared: HeldLock['blocks'] = ['writes', 'ddl'];
const exclusive: HeldLock['blocks'] = ['reads', 'writes', 'ddl'];

function drawn(locks: readonly HeldLock[], from: number, to: number, available: number): string {
  return laneOf(locks, scaleOf({ from, to }, available))
    .map(({ text }) => text)
    .join('');
}

describe('a lane', () => {
  it('shows three columns for a step where there is room', () => {
    expect(drawn([lock(1, 2, exclusive)], 0, 3, 80)).toBe('   ██████   ');
  });

  it('shows the most that is blocked', () => {
    expect(drawn([lock(0, 3, shared), lock(2, 3, exclusive), lock(3, 3, ['ddl'])], 0, 3, 4)).toBe('▓▓██');
  });

  it('loses no lock where steps share a column', () => {
    expect(drawn([lock(57, 57, exclusive)], 0, 99, 10)).toBe('     █    ');
  });

  it('is never wider than there is room, and shows each lock', () => {
    const bounds = fc.tuple(fc.nat(2000), fc.nat(2000)).map(([from, length]) => ({ from, to: from + length }));
    fc.assert(
      fc.property(bounds, fc.integer({ min: 1, max: 130 }), fc.nat(2000), ({ from, to }, available, at) => {
        const held = from + (at % (to - from + 1));
        const scale = scaleOf({ from, to }, available);
        expect(drawn([lock(held, held, exclusive)], from, to, available)).toHaveLength(scale.width);
        expect(scale.width).toBeLessThanOrEqual(available);
        expect(drawn([lock(held, held, exclusive)], from, to, available)).toContain('█');
        expect(markRow([held], '^', scale)).toContain('^');
      }),
    );
  });
});

describe('the numbers above', () => {
  it('are as many as there is room for', () => {
    expect(numberRow(scaleOf({ from: 0, to: 3 }, 80))).toBe('1  2  3  4');
    expect(numberRow(scaleOf({ from: 97, to: 102 }, 12))).toBe('98  100 102');
  });

  it('mark the steps that take longer the more rows there are', () => {
    expect(markRow([1, 3], '^', scaleOf({ from: 0, to: 3 }, 80))).toBe('   ^     ^');
  });
});
