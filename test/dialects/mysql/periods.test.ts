import { describe, expect, it } from 'vitest';
import { periodName, withoutPeriod } from '../../../src/dialects/mysql/periods.ts';
import { meanings } from './read.ts';

describe('a period', () => {
  it('is an attribute of its table, with its columns in order', () => {
    const sql = 'CREATE TABLE t (a DATE, b DATE, PERIOD FOR Valid (a, b))';
    expect(meanings(sql)).toMatchObject([{ attributes: { 'period-of-valid': 'a, b' } }]);
  });

  it('has its name in the attribute, and no value when it is gone', () => {
    const [gone = ['', 'value']] = Object.entries(withoutPeriod('Valid'));
    expect([periodName(gone[0]), gone[1]]).toEqual(['valid', '']);
  });

  it('is no other attribute', () => {
    expect(periodName('engine')).toBeUndefined();
  });
});
