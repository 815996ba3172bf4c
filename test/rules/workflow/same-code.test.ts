import { describe, expect, it } from 'vitest';
import { sameCode } from '../../../src/rules/workflow/same-code.ts';

describe('sameCode', () => {
  it.each([
    ['SELECT  a\nFROM t', 'select a from t'],
    ['SELECT a -- the first\nFROM t', 'SELECT a FROM t'],
    ['SELECT /* all */ * FROM [dbo].[T];', 'SELECT * FROM dbo.T'],
    ['SELECT "a" FROM `t`', 'SELECT a FROM t'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(sameCode(one, other)).toBe(true);
  });

  it.each([
    ["SELECT 'A'", "SELECT 'a'"],
    ["SELECT 'a  b'", "SELECT 'a b'"],
    ["SELECT '-- a'", "SELECT ''"],
    ['SELECT a FROM t', 'SELECT b FROM t'],
    ['SELECT ab', 'SELECT a b'],
  ])('tells %j from %j', (one, other) => {
    expect(sameCode(one, other)).toBe(false);
  });
});
