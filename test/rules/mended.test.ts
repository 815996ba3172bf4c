import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { rules } from '../../src/rules/index.ts';
import { endsElsewhere, newFindings, notRun, refusedAsItWas } from './mended-exceptions.ts';
import { mendedCases, opaqueIn, openExample, outcomeOf, rulesIn } from './mending.ts';

describe('what rules offer', () => {
  const shown = (role: 'fixed' | 'rewritten'): readonly string[] =>
    [...new Set(mendedCases.filter(({ mended }) => mended.role === role).map(({ rule }) => rule))].sort();
  const offering = (is: (rule: (typeof rules)[number]) => boolean): readonly string[] =>
    rules
      .filter(is)
      .map(({ name }) => name)
      .sort();

  it('is on their pages: what --fix makes of an example', () => {
    expect(shown('fixed')).toEqual(offering(({ fixable }) => fixable === true));
  });

  it('is on their pages: what --fix-rewrite makes of an example', () => {
    expect(shown('rewritten')).toEqual(offering(({ rewrites }) => rewrites === true));
  });

  it('is excepted from nothing without need', () => {
    const names = new Set(mendedCases.map(({ name }) => name));
    const excepted = [refusedAsItWas, endsElsewhere, newFindings].flatMap((one) => Object.keys(one));
    expect(excepted.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a mended example', () => {
  it.each(mendedCases.map((one) => [one.name, one] as const))(
    '%s is understood, and no rule finds more',
    async (name, one) => {
      const before = await openExample(one, one.unsafe);
      const after = await openExample(one, one.mended);
      expect(opaqueIn(after)).toEqual([]);
      const found = rulesIn(before);
      const more = [...rulesIn(after)].filter((rule) => rule === one.rule || !found.has(rule));
      expect(more).toEqual(Object.keys(newFindings[name] ?? {}));
    },
  );
});

/** The engines that run in this process; MariaDB has a test among those that need servers. */
const engines = { postgres: 'pglite', sqlite: 'sqlite' } as const;

it('a mended example is run on every database that can be had', () => {
  const dialects = new Set(mendedCases.map(({ dialect }) => dialect));
  const run = new Set([...Object.keys(engines), 'mysql', ...Object.keys(notRun)]);
  expect([...dialects].filter((dialect) => !run.has(dialect))).toEqual([]);
});

describe.each(Object.entries(engines))('a mended example of %s, run by %s', (dialect, engineName) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(engineName);
  }, 120_000);
  afterAll(() => engine.close());

  const cases = mendedCases.filter((one) => one.dialect === dialect);
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s ends in the schema that was asked for, and leads back',
    { timeout: 120_000 },
    async (name, one) => {
      const { elsewhere, refused, astray } = await outcomeOf(engine, one);
      expect(refused).toBe(name in refusedAsItWas);
      if (!(name in endsElsewhere)) expect(elsewhere).toEqual([]);
      expect(elsewhere.length > 0).toBe(name in endsElsewhere);
      expect(astray).toEqual([]);
    },
  );
});
