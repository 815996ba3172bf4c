import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import type { CaseRunner } from '../facts/observing.ts';
import { caseRunner } from '../facts/observing.ts';
import { caseTracer } from '../facts/tracing.ts';
import { factPages, factsInCode, predictionIn } from '../facts/stating.ts';
import { majors, startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

describe.each(majors)('PostgreSQL %i does what the pages of facts say', (major) => {
  let server: RunningServer;
  let engine: Engine;
  let runner: CaseRunner;

  beforeAll(async () => {
    server = await startPostgres(major);
    engine = await openEngine('postgres', server);
    runner = caseRunner(engine);
  });
  afterAll(async () => {
    await engine.close();
    await server.stop();
  });

  it.each(factPages)('$file', async ({ cases }) => {
    const disagreeing: string[] = [];
    for (const one of cases.filter(({ versions }) => versions.includes(String(major)))) {
      const expected = predictionIn(one, factsInCode(one, String(major))?.isPlanned ?? false);
      const found = await runner.disagreements(one, expected);
      disagreeing.push(...found.map((message) => `${one.name}: ${message}`));
    }
    expect(disagreeing).toEqual([]);
  });

  it.each(factPages)('$file, as a trace shows it', async ({ cases }) => {
    const tracer = caseTracer(engine);
    const disagreeing: string[] = [];
    for (const one of cases.filter(({ versions }) => versions.includes(String(major)))) {
      const found = await tracer.mismatches(one);
      disagreeing.push(...found.map((message) => `${one.name}: ${message}`));
    }
    expect(disagreeing).toEqual([]);
  });

  it('and is that version', () => {
    expect(engine.version?.split('.')[0]).toBe(String(major));
  });
});
