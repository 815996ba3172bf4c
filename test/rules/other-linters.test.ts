import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { otherLinters, rulesAnswering, rulesLikeAny } from '../../src/rules/other-linters.ts';

const linters = ['squawk', 'strong_migrations', 'atlas', 'eugene', 'pgfence'] as const;

describe.each(linters)('the rules of %s', (linter) => {
  const { rules: names, notTaken } = otherLinters[linter];

  it('are each answered by a rule of ours, or not taken over for a reason', () => {
    const open = names.filter((name) => rulesAnswering(linter, name, rules).length === 0 && !(name in notTaken));
    expect(open).toEqual([]);
  });

  it('are not both', () => {
    expect(Object.keys(notTaken).filter((name) => rulesAnswering(linter, name, rules).length > 0)).toEqual([]);
  });

  it('are all that a rule of ours claims to be like', () => {
    const claimed = new Set(rules.flatMap(({ like }) => like?.[linter] ?? []));
    expect([...claimed, ...Object.keys(notTaken)].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('are listed once', () => {
    expect([...new Set(names)]).toEqual(names);
  });
});

describe('rulesAnswering', () => {
  const known = [{ name: 'keep-times', like: { squawk: ['prefer-timestamp-tz'] } }, { name: 'other' }];

  it('knows a rule by the name that it had before', () => {
    expect(rulesAnswering('squawk', 'prefer-timestamptz', known)).toEqual(['keep-times']);
  });

  it.each(['constructor', '__proto__', 'ban-drop-column'])('has no answer to %s', (name) => {
    expect(rulesAnswering('squawk', name, known)).toEqual([]);
  });

  it('leaves out what is like nothing', () => {
    expect(rulesLikeAny('squawk', known)).toEqual(['keep-times']);
  });
});
