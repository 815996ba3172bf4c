import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import type { CaseRunner } from './observing.ts';
import { caseRunner } from './observing.ts';
import { factPages, factsInCode, predictionIn, stated } from './stating.ts';

it('the pages hold at least 200 statements', () => {
  expect(factPages.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(200);
});

describe.each(factPages)('$file', ({ cases }) => {
  it('says of every statement and version what the code says', () => {
    const said = cases.flatMap((one) => one.versions.map((version) => ({ one, version })));
    const inCode = said.map(({ one, version }) => {
      const facts = factsInCode(one, version);
      return { version, name: one.name, facts: facts === undefined ? undefined : stated(facts) };
    });
    expect(inCode).toEqual(said.map(({ one, version }) => ({ version, name: one.name, facts: one.facts })));
  });
});

describe('PGlite does what the pages say', () => {
  const version = '18';
  let engine: Engine;
  let runner: CaseRunner;

  beforeAll(async () => {
    engine = await openEngine('pglite');
    runner = caseRunner(engine);
  }, 60_000);
  afterAll(() => engine.close());

  it.each(factPages)('$file', { timeout: 120_000 }, async ({ cases }) => {
    const disagreeing: string[] = [];
    for (const one of cases.filter(({ versions }) => versions.includes(version))) {
      const expected = predictionIn(one, factsInCode(one, version)?.isPlanned ?? false);
      const found = await runner.disagreements(one, expected);
      disagreeing.push(...found.map((message) => `${one.name}: ${message}`));
    }
    expect(disagreeing).toEqual([]);
  });
});
