import { describe, expect, it } from 'vitest';
import { reasonWithout } from '../../src/connections/secrets.ts';

describe('what a driver says is passed on', () => {
  it.each([
    ['mysql://a:p%40ss@h/d', 'bad p@ss and p%40ss', 'bad *** and ***'],
    ['postgres://a:p@ss@h/d', 'bad p@ss', 'bad ***'],
    ['postgres://h/d?user=a&password=secret', 'bad secret', 'bad ***'],
    ['postgres://a:b%zz@h/d', 'at postgres://a:b%zz@h/d', 'at ***'],
    ['file:/a.db', 'no such file', 'no such file'],
  ])('without the secrets of %s', (url, said, expected) => {
    expect(reasonWithout(url, new Error(said))).toBe(expected);
  });

  it('when it is several errors at once', () => {
    const errors = new AggregateError([new Error('refused by pw'), 'and by pw']);
    expect(reasonWithout('postgres://a:pw@h/d', errors)).toBe('refused by ***; and by ***');
  });
});
