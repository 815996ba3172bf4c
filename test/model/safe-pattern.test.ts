import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternProblem } from '../../src/model/safe-pattern.ts';

describe('patternProblem', () => {
  it.each([
    String.raw`^\d{14}_\w+$`,
    String.raw`^[a-z0-9]+(?:_[a-z0-9]+)*$`,
    String.raw`^[a-z]+-\d+_[a-z0-9]+(?:-[a-z0-9]+)*$`,
    String.raw`^(?:feature|fix)-[a-z]+$`,
    String.raw`^(?<year>\d{4})-(?<month>\d\d)(_\d\d)?_[A-Z]\w*$`,
    String.raw`^[(*+]+x$`,
    String.raw`^v(?:\.\d+){2,3}$`,
  ])('lets %s pass', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    '^(a+)+$',
    '^(?:[a-z]+_?)*$',
    '^(?:a|a)*$',
    '^(?:(?:ab)+c?)+$',
    '^(?:[a-z0-9]*){1,30}$',
    '^(?:_[a-z_]+)*$',
    String.raw`^(?:\w+)*$`,
    String.raw`^(a)(?:_\1+)*$`,
    String.raw`^(?<x>a)(?:_\k<x>+)*$`,
  ])('refuses %s', (pattern) => {
    expect(patternProblem(pattern)).toBe('a repetition within a repetition can take for ever');
  });

  it('says why something is no regular expression', () => {
    expect(patternProblem('^[a-z')).toMatch(/^Invalid regular expression/);
  });

  it('has an answer for every text', () => {
    fc.assert(
      fc.property(fc.string(), (pattern) => {
        expect(['string', 'undefined']).toContain(typeof patternProblem(pattern));
      }),
    );
  });
});
