import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { describeDatabase, differingSubjects, runAll } from '../engines/described.ts';
import { differences, furtherDifferences, seeded } from '../engines/postgres/differences.ts';
import { totalityOf } from '../engines/postgres/totality.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

describe.each([13, 16, 18] as const)('the digest of PostgreSQL %i', (major) => {
  let server: RunningServer;
  let engine: Engine;

  beforeAll(async () => {
    server = await startPostgres(major);
    engine = await openEngine('postgres', server);
  });
  afterEach(() => engine.reset());
  afterAll(async () => {
    await engine.close();
    await server.stop();
  });

  it('accounts for every catalog and every column', async () => {
    expect(engine.query === undefined ? undefined : await totalityOf(engine.query)).toEqual({
      unread: [],
      unknownColumns: [],
      printedAsNumbers: [],
    });
  });

  it('of an empty database is empty, also after a reset', async () => {
    expect(await engine.digest()).toEqual(new Map());
    await runAll(engine, seeded);
    await engine.reset();
    expect(await engine.digest()).toEqual(new Map());
  });

  it.each([...differences, ...furtherDifferences])('tells $name, and nothing else', async ({ change, subjects }) => {
    await runAll(engine, seeded);
    const before = await describeDatabase(engine);
    await runAll(engine, change);
    expect(differingSubjects(before, await describeDatabase(engine))).toEqual(subjects);
  });
});

it('a statement that does not end is ended, whatever time it has set itself, and the engine goes on', async () => {
  const server = await startPostgres(16);
  const engine = await openEngine('postgres', server, { statementTimeout: 300 });
  expect(await engine.run('SET statement_timeout = 0')).toEqual({ ok: true });
  expect(await engine.run('SELECT pg_sleep(60)')).toEqual({
    ok: false,
    message: 'statement timeout: it was ended after 0.3 s (canceling statement due to user request)',
  });
  expect(await engine.run('SELECT 1')).toEqual({ ok: true });
  await engine.close();
  await server.stop();
});
