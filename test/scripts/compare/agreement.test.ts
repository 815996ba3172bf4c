import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare, described, settledIn } from '../../../scripts/compare/agreement.ts';
import type { Case } from '../../../scripts/compare/verdicts.ts';

const one = (changes: Partial<Case>): Case => ({
  name: 'a',
  rule: 'ban-drop-table',
  file: '001_case.sql',
  text: 'DROP TABLE orders;',
  fires: true,
  engineVersion: '15',
  inTransaction: false,
  ...changes,
});

describe('a case', () => {
  it('agrees when a rule of ours that answers theirs speaks as well', async () => {
    const { rules } = await compare('squawk', { cases: [one({})] });
    expect([...rules]).toEqual([['ban-drop-table', { cases: 1, disagreements: [] }]]);
  });

  it('agrees when both are silent', async () => {
    const { rules } = await compare('squawk', { cases: [one({ text: 'SELECT 1;', fires: false })] });
    expect(rules.get('ban-drop-table')?.disagreements).toEqual([]);
  });

  it('disagrees when one of them speaks alone', async () => {
    const cases = [one({ fires: false }), one({ name: 'b', text: 'SELECT 1;' })];
    const { rules } = await compare('squawk', { cases });
    expect(rules.get('ban-drop-table')?.disagreements.map(({ found }) => found.length)).toEqual([1, 0]);
  });

  it('is left out when its rule is not taken over', async () => {
    const { rules, leftOut } = await compare('squawk', { cases: [one({ rule: 'require-statement-timeout' })] });
    expect(rules.size).toBe(0);
    expect([...leftOut]).toEqual([['require-statement-timeout', 1]]);
  });

  it('is not held against a finding that answers another of their rules there', async () => {
    const text = 'ALTER TABLE orders RENAME TO purchases;';
    const cases = [one({ rule: 'rename-schema', text, fires: false }), one({ rule: 'rename-table', text })];
    const { rules } = await compare('pgfence', { cases });
    expect([...rules.values()].flatMap(({ disagreements }) => disagreements)).toEqual([]);
  });
});

describe('what is settled', () => {
  const page =
    '| linter | test | it | mig-lint |\n| --- | --- | --- | --- |\n| squawk | a | finds | silent |\n| pgfence | `b` | finds | silent |\n';

  it('is what the rows of a linter name', () => {
    expect([...settledIn(page, 'squawk')]).toEqual(['a']);
    expect([...settledIn(page, 'pgfence')]).toEqual(['b']);
  });

  it('counts beside what agrees', async () => {
    const agreement = await compare('squawk', { cases: [one({ fires: false }), one({ name: 'b' })] });
    const { text, open } = described('squawk', agreement, new Set(['a']), []);
    expect(open).toBe(0);
    expect(text).toContain('Squawk: 1 of 2 cases agree (50.0 %)');
    expect(text).toContain('with the 1 that docs/agreement.md settles: 2 of 2 (100.0 %)');
  });

  it('leaves open what it does not name, and what it names for nothing', async () => {
    const agreement = await compare('squawk', { cases: [one({ fires: false })] });
    const { text, open } = described('squawk', agreement, new Set(['gone']), []);
    expect(open).toBe(2);
    expect(text).toContain('a: ban-drop-table is silent, and here no-drop-table: ');
    expect(text).toContain('settled for nothing: gone');
  });
});

describe('docs/agreement.md', () => {
  const page = readFileSync(new URL('../../../docs/agreement.md', import.meta.url), 'utf8');

  it.each([
    ['squawk', 'Squawk'],
    ['pgfence', 'pgfence'],
  ] as const)('counts what it settles for %s, and leaves nothing', (linter, title) => {
    const [cases, agree, settled, left] = [...page.matchAll(new RegExp(`^\\| ${title}, .*$`, 'gm'))]
      .flatMap(([row]) => row.split('|').slice(2, 6))
      .map(Number);
    expect(settled).toBe(settledIn(page, linter).size);
    expect(left).toBe((cases ?? 0) - (agree ?? 0) - (settled ?? 0));
    expect(left).toBe(0);
  });
});
