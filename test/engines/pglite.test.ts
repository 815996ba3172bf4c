import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { scriptsOf } from './fixtures.ts';
import { prove } from './proof.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine('pglite');
}, 60_000);
afterAll(() => engine.close());

describe('the replayed schema is the one that PostgreSQL has after', () => {
  it.each(scriptsOf('postgres'))('$name', { timeout: 20_000 }, async ({ sql }) => {
    const { problems, differences } = await prove(engine, sql);
    expect({ problems, differences }).toEqual({ problems: [], differences: [] });
  });
});
