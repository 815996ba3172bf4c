import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openEngine } from '../../src/engines/index.ts';

const cacheFolder = mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-'));

afterAll(() => {
  rmSync(cacheFolder, { recursive: true });
});

it('runs PGlite in a thread, keeps the empty database, and ends what does not end', { timeout: 180_000 }, async () => {
  const engine = await openEngine('pglite-worker', { extensions: [], cacheFolder, statementTimeout: 10_000 });
  try {
    expect(readdirSync(cacheFolder)).toEqual([expect.stringMatching(/^pglite-[\d.]+\.tar$/)]);
    expect(await engine.run('CREATE TABLE t (a int)')).toEqual({ ok: true });
    expect(await engine.run('CREATE TABLE t (a int)')).toEqual({ ok: false, message: 'relation "t" already exists' });
    expect([...(await engine.introspect()).tables.keys()]).toEqual(['t']);
    expect((await engine.query?.('SELECT 1 AS one'))?.rows).toEqual([{ one: 1 }]);

    const ended = 'statement timeout: it was ended after 10 s, and the database with it';
    expect(await engine.run('SELECT count(*) FROM generate_series(1, 1e15)')).toEqual({ ok: false, message: ended });
    expect(await engine.run('SELECT 1')).toEqual({ ok: false, message: ended });

    await engine.reset();
    expect(await engine.run('CREATE TABLE t (a int)')).toEqual({ ok: true });
  } finally {
    await engine.close();
  }
  expect(existsSync(cacheFolder)).toBe(true);
});
