import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, mergeByDate } from '../../src/lint/merge-by-date.ts';
import { migration } from '../history/migrations.ts';

describe('the date of a migration', () => {
  it.each([
    ['20240402215242_Init', '20240402215242'],
    ['2024-04-02-2152', '202404022152'],
    ['2024-04-02_00_Users', '20240402'],
    ['20240402_users', '20240402'],
    ['V20240402_1__users', '20240402'],
    ['Users1712094762000', '20240402215242'],
    ['1712094762000-Users', '20240402215242'],
    ['001_users', undefined],
    ['Init', undefined],
  ])('%s', (id, date) => {
    expect(dateOf(id)).toBe(date);
  });
});

/** Both chains in the order in which they are merged, each migration by its id. */
function merged(schema: readonly string[], data: readonly string[]): readonly string[] {
  const [one, other] = [schema, data].map((ids) => ids.map((id) => migration({ id })));
  if (one === undefined || other === undefined) return [];
  const { amongData } = mergeByDate(one, other);
  return [...other.map(({ id }) => id), undefined].flatMap((id, at) => [
    ...(amongData.get(at) ?? []).map((before) => before.id),
    ...(id === undefined ? [] : [id]),
  ]);
}

describe('a chain of data scripts and its schema', () => {
  it('are merged by date, the schema first on the same minute', () => {
    expect(
      merged(['20240101000000_a', '20240402215242_b', '20240501000000_c'], ['2024-04-02-2152', '2024-04-03-0800']),
    ).toEqual(['20240101000000_a', '20240402215242_b', '2024-04-02-2152', '2024-04-03-0800', '20240501000000_c']);
  });

  it('run after all of a schema that has no dates', () => {
    expect(merged(['001_a', '002_b'], ['2024-04-02-2152'])).toEqual(['001_a', '002_b', '2024-04-02-2152']);
  });

  it('keep the order of each chain, and lose nothing, whatever the dates', () => {
    const ids = fc.array(fc.integer({ min: 20240101, max: 20240131 }).map(String), { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, (schemaDates, dataDates) => {
        const schema = schemaDates.map((date, at) => `${date}_s${String(at)}`);
        const data = dataDates.map((date, at) => `${date}_d${String(at)}`);
        const all = merged(schema, data);
        expect(all.filter((id) => id.includes('_s'))).toEqual(schema);
        expect(all.filter((id) => id.includes('_d'))).toEqual(data);
      }),
    );
  });

  it('see each other in the same places from both sides', () => {
    const [schema, data] = [['20240101_a', '20240301_b'], ['20240201_x']].map((ids) =>
      ids.map((id) => migration({ id })),
    );
    if (schema === undefined || data === undefined) throw new Error('there are two chains');
    const { amongSchema, amongData } = mergeByDate(schema, data);
    expect([...amongSchema].map(([at, ones]) => [at, ones.map(({ id }) => id)])).toEqual([[1, ['20240201_x']]]);
    expect([...amongData].map(([at, ones]) => [at, ones.map(({ id }) => id)])).toEqual([
      [0, ['20240101_a']],
      [1, ['20240301_b']],
    ]);
  });
});
