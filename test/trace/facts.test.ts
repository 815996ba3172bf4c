import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { factPages } from '../facts/stating.ts';
import type { CaseTracer } from '../facts/tracing.ts';
import { caseTracer } from '../facts/tracing.ts';

describe('a trace on PGlite shows for the statements of the pages of facts what is predicted', () => {
  let engine: Engine;
  let tracer: CaseTracer;

  beforeAll(async () => {
    engine = await openEngine('pglite');
    tracer = caseTracer(engine);
  }, 120_000);
  afterAll(() => engine.close());

  it.each(factPages)('$file', { timeout: 120_000 }, async ({ cases }) => {
    const disagreeing: string[] = [];
    for (const one of cases.filter(({ versions }) => versions.includes('18'))) {
      const found = await tracer.mismatches(one);
      disagreeing.push(...found.map((message) => `${one.name}: ${message}`));
    }
    expect(disagreeing).toEqual([]);
  });
});
