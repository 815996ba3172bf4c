import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { scriptsOf } from '../engines/fixtures.ts';
import { prove } from '../engines/proof.ts';
import { majors, startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

describe.each(majors)('the replayed schema is the one that PostgreSQL %i has after', (major) => {
  let server: RunningServer;
  let engine: Engine;

  beforeAll(async () => {
    server = await startPostgres(major);
    engine = await openEngine('postgres', server);
  });
  afterAll(async () => {
    await engine.close();
    await server.stop();
  });

  const scripts = scriptsOf('postgres').filter(({ needs }) => needs === undefined || needs <= major);
  it.each(scripts)('$name', async ({ sql }) => {
    const { problems, differences } = await prove(engine, sql);
    expect({ problems, differences }).toEqual({ problems: [], differences: [] });
  });
});
