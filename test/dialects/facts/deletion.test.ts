import { describe, expect, it } from 'vitest';
import { lostByDelete } from '../../../src/dialects/facts/deletion.ts';

const tables = (count: number): { readonly name: string }[] =>
  Array.from({ length: count }, (_, at) => ({ name: `t${String(at + 1)}` }));

describe('what a DELETE loses', () => {
  it('is the rows that it says, or every one', () => {
    expect(lostByDelete({ table: { name: 'users' }, where: 'id = 1' }, [])).toBe('the rows of users where id = 1');
    expect(lostByDelete({ table: { name: 'users' } }, [])).toBe('every row of users');
    expect(lostByDelete({ table: { name: 'users' } }, [], 'some rows')).toBe('some rows of users');
  });

  it('names the tables that lose rows with it', () => {
    expect(lostByDelete({ table: { name: 'users' } }, tables(2))).toContain('the rows of t1, t2 that point to them');
  });

  it('counts those that nobody would read', () => {
    expect(lostByDelete({ table: { name: 'users' } }, tables(500))).toContain(
      'the rows of t1, t2, t3, t4, t5, t6, t7, t8 and 492 more tables that point to them',
    );
  });
});
