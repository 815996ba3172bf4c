import { describe, expect, it } from 'vitest';
import { heldLocks, impactOf, lockWords, workOf } from '../../src/report/held-locks.ts';
import { locking, timeline } from './timelines.ts';

describe('the locks of a migration', () => {
  it('are held until the end of their transaction, or of their step', () => {
    expect(heldLocks(timeline).map(({ table, mode, from, to }) => [table, mode, from, to])).toEqual([
      ['users', 'AccessExclusive', 0, 1],
      ['users', 'RowExclusive', 1, 1],
      ['notes', 'Share', 2, 2],
    ]);
  });

  it('on a table that the migration made keep nobody waiting', () => {
    expect(heldLocks(timeline).map(({ table, isNew }) => [table, isNew])).toContainEqual(['notes', true]);
  });

  it('on a whole database are named so, and are not new with a table', () => {
    const [first] = timeline.steps;
    const locks = [
      { table: { name: 'notes' }, mode: 'RESERVED', blocks: ['writes' as const], onDatabase: true as const },
      {
        table: { name: 'notes' },
        mode: 'EXCLUSIVE',
        blocks: ['reads' as const],
        onDatabase: true as const,
        brief: true as const,
      },
    ];
    const steps = first?.facts === undefined ? [] : [{ ...first, facts: { ...first.facts, locks } }];
    expect(heldLocks({ ...timeline, steps }).map(lockWords)).toEqual([
      'the database: RESERVED, blocks writes',
      'the database: EXCLUSIVE, blocks reads and writes for a moment',
    ]);
  });

  it('on a whole database for a moment are taken when the transaction commits', () => {
    const [first, second] = timeline.steps;
    const whole = { table: { name: 'users' }, onDatabase: true as const };
    const locks = [
      { ...whole, mode: 'RESERVED', blocks: ['writes' as const] },
      { ...whole, mode: 'EXCLUSIVE', blocks: ['reads' as const], brief: true as const },
    ];
    const steps = [first, second].flatMap((step) =>
      step?.facts === undefined ? [] : [{ ...step, facts: { ...step.facts, locks } }],
    );
    expect(heldLocks({ ...timeline, steps }).map(({ mode, from, to }) => [mode, from, to])).toEqual([
      ['RESERVED', 0, 1],
      ['EXCLUSIVE', 1, 1],
    ]);
  });

  it('that are held already are not taken again', () => {
    const [first] = timeline.steps;
    const steps = first === undefined ? [] : [first, first, first];
    expect(heldLocks({ ...timeline, steps })).toHaveLength(1);
  });
});

describe('a step', () => {
  it('blocks as much as its locks do', () => {
    expect([['reads', 'writes', 'ddl'], ['writes', 'ddl'], ['ddl'], []].map((one) => impactOf(locks(one)))).toEqual([
      'reads',
      'writes',
      'ddl',
      'nothing',
    ]);
  });

  it('that the database refuses does nothing else', () => {
    const [first] = timeline.steps;
    const facts = { ...locking('users', 'EXCLUSIVE', []), refused: 'ONLINE = ON needs another edition' };
    expect(first === undefined ? '' : workOf({ ...first, facts })).toBe(
      'is refused: ONLINE = ON needs another edition',
    );
  });

  it('does what its facts say', () => {
    expect(timeline.steps.map(workOf)).toEqual([
      'instant',
      'scans users; takes longer the more rows there are',
      'instant',
      'does nothing here: its guard does not hold',
    ]);
  });
});

function locks(blocks: readonly string[]) {
  const all = ['reads', 'writes', 'ddl'] as const;
  const blocked = all.filter((one) => blocks.includes(one));
  return locking('t', 'x', blocked).locks[0]?.blocks ?? [];
}
