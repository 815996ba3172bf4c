import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openPostgres } from '../../src/engines/postgres/index.ts';
import { startPostgres } from './postgres.ts';

it('a server of our own takes roles, and has none of them after a reset', async () => {
  const server = await startPostgres(16);
  const engine = await openPostgres(server, { roles: ['reader', 'pg_monitor', 'PUBLIC'] }, 'own');
  expect(await engine.run('CREATE ROLE writer')).toEqual({ ok: true });
  expect(await engine.run('CREATE TABLE t (a int)')).toEqual({ ok: true });
  expect(await engine.run('GRANT SELECT ON t TO reader, writer')).toEqual({ ok: true });
  // Which cannot be dropped, so that the database is made anew.
  await engine.run('ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC');
  await engine.reset();
  expect(await engine.run('CREATE ROLE writer')).toEqual({ ok: true });
  expect(await engine.run('CREATE ROLE reader')).toEqual({ ok: false, message: 'role "reader" already exists' });
  await engine.close();
  await server.stop();
});

it.each(['SIGINT', 'SIGTERM'] as const)('is gone with its folder after %s', async (signal) => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const script = fileURLToPath(new URL('embedded-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folder = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => {
      resolve(text.trim());
    });
  });
  expect(existsSync(folder)).toBe(true);
  child.kill(signal);
  await once(child, 'exit');
  expect([existsSync(folder), child.signalCode]).toEqual([false, signal]);
});
