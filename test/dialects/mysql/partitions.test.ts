import { describe, expect, it } from 'vitest';
import { partitionNames, partitioningAfter } from '../../../src/dialects/mysql/partitions.ts';

const range = 'RANGE(year) (PARTITION a VALUES LESS THAN(1), PARTITION b VALUES LESS THAN(2))';

describe('the PARTITION BY clause after', () => {
  it.each([
    [range, { 'partition-by': 'HASH(id) PARTITIONS 2' }, 'HASH(id) PARTITIONS 2'],
    [range, { partitioning: 'remove' }, undefined],
    [undefined, { 'drop-partition': 'a' }, undefined],
    [range, { 'drop-partition': 'IF EXISTS A' }, 'RANGE(year) (PARTITION b VALUES LESS THAN(2))'],
    [
      range,
      { 'add-partition': '(PARTITION c VALUES LESS THAN(3))' },
      `${range.slice(0, -1)}, PARTITION c VALUES LESS THAN(3))`,
    ],
    [range, { 'add-partition': 'IF NOT EXISTS (PARTITION b VALUES LESS THAN(2))' }, range],
    [
      range,
      { 'reorganize-partition': 'a, b INTO (PARTITION c VALUES LESS THAN(2))' },
      'RANGE(year) (PARTITION c VALUES LESS THAN(2))',
    ],
    ['HASH(id) PARTITIONS 4', { 'coalesce-partition': 'NO_WRITE_TO_BINLOG 3' }, 'HASH(id) PARTITIONS 1'],
    ['HASH(id)', { 'add-partition': 'PARTITIONS 2' }, 'HASH(id) PARTITIONS 3'],
  ])('%s and %j', (clause, execution, after) => {
    expect(partitioningAfter(clause, execution)).toBe(after);
  });

  it.each([
    { 'drop-partition': 'other' },
    { 'coalesce-partition': '1' },
    { 'truncate-partition': 'a' },
    { algorithm: 'inplace' },
  ])('%j is the same, to the letter', (execution) => {
    const written = range.replaceAll('(', ' (');
    expect(partitioningAfter(written, execution)).toBe(written);
  });
});

describe('the partitions of a clause', () => {
  it.each([
    [range, { method: 'RANGE(year)', names: ['a', 'b'] }],
    ['KEY () PARTITIONS 3', { method: 'KEY ()', names: 3 }],
    ['HASH(id)', { method: 'HASH(id)', names: 1 }],
    ['LIST(a) PARTITIONS 1 (PARTITION x VALUES IN(1, 2))', { method: 'LIST(a)', names: ['x'] }],
  ])('%s', (clause, names) => {
    expect(partitionNames(clause)).toEqual(names);
  });
});
