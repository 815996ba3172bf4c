import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

async function databases(): Promise<readonly string[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ readonly name: string }>(
    'SELECT datname AS name FROM pg_database WHERE NOT datistemplate ORDER BY 1',
  );
  await client.end();
  return rows.map(({ name }) => name);
}

async function using(work: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = await openEngine('postgres', server);
  try {
    await work(engine);
  } finally {
    await engine.close();
  }
}

it('works in a database of its own, and drops it', async () => {
  await using(async (engine) => {
    expect(await engine.run('CREATE TABLE t (a int)')).toEqual({ ok: true });
    expect(await databases()).toEqual([expect.stringMatching(/^mig_lint_scratch_/), 'postgres']);
    expect([...(await engine.introspect()).tables.keys()]).toEqual(['t']);
  });
  expect(await databases()).toEqual(['postgres']);
});

it('answers a refused statement, and goes on', async () => {
  await using(async (engine) => {
    expect(await engine.run('DROP TABLE absent')).toEqual({ ok: false, message: 'table "absent" does not exist' });
    expect(await engine.run('CREATE DATABASE other')).toEqual({
      ok: false,
      message:
        'CREATE DATABASE would leave the scratch database, and was not run: it reaches what all databases of the server share',
    });
    expect(await engine.run('SELECT 1')).toEqual({ ok: true });
  });
});

it('runs one statement at a time: nothing hides behind the first', async () => {
  await using(async (engine) => {
    expect(await engine.run('SELECT 1; CREATE DATABASE other')).toEqual({
      ok: false,
      message: 'cannot insert multiple commands into a prepared statement',
    });
    expect(await databases()).not.toContain('other');
  });
});

it('runs what no transaction may hold', async () => {
  await using(async (engine) => {
    expect(await engine.run('CREATE TABLE t (a int)')).toEqual({ ok: true });
    expect(await engine.run('CREATE INDEX CONCURRENTLY t_a ON t (a)')).toEqual({ ok: true });
    expect(await engine.run('VACUUM t')).toEqual({ ok: true });
  });
});

it.each([
  ['a failed transaction', ['BEGIN', 'CREATE TABLE t (a int)', 'SELECT absent']],
  ['objects in schemas', ['CREATE SCHEMA s', 'CREATE TABLE s.t (a int)', 'CREATE TEMPORARY TABLE t (a int)']],
  ['objects outside of schemas', ['CREATE EXTENSION hstore', 'CREATE PUBLICATION p FOR ALL TABLES']],
])('is empty again after %s', async (_, statements) => {
  await using(async (engine) => {
    for (const statement of statements) await engine.run(statement);
    await engine.reset();
    const { tables, schemas, objects } = await engine.introspect();
    expect([tables.size, schemas.size, objects.size]).toEqual([0, 0, 0]);
    expect(await engine.run('CREATE PUBLICATION p')).toEqual({ ok: true });
  });
});

it('says what the server says when it cannot be reached, and nothing of the password', async () => {
  const opening = openEngine('postgres', { url: 'postgres://me:secret@/app?host=/nowhere' });
  await expect(opening).rejects.toThrow('connect ENOENT /nowhere/.s.PGSQL.5432');
  await expect(opening).rejects.not.toThrow('secret');
});
