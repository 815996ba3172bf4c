import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import type { RunningServer } from './postgres.ts';

/** The server is the operating system's own, since no package of npm brings one. */
const server = ['/usr/sbin/mariadbd', '/usr/libexec/mariadbd', '/usr/local/sbin/mariadbd'].find((file) =>
  existsSync(file),
);
const install = ['/usr/bin/mariadb-install-db', '/usr/local/bin/mariadb-install-db'].find((file) => existsSync(file));

/** Why there is no MariaDB to test against; `undefined`: there is one. */
export const missingMariadb =
  server === undefined || install === undefined
    ? 'no mariadbd on this machine: install the package mariadb-server'
    : undefined;

/** MariaDB refuses to run as root; `nobody` owns nothing. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** A new server in a temporary folder, reached by a socket in that folder alone, and gone when it is stopped. */
export async function startMariadb(): Promise<RunningServer> {
  if (server === undefined || install === undefined) throw new Error(missingMariadb);
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-mariadb-'));
  try {
    if (isRoot) chownSync(folder, nobody, nobody);
    const data = path.join(folder, 'data');
    const socket = path.join(folder, 'socket');
    const installed = spawnSync(
      install,
      ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
      { encoding: 'utf8', cwd: folder, ...unprivileged() },
    );
    if (installed.status !== 0) throw new Error(`mariadb-install-db failed: ${installed.stdout}${installed.stderr}`);
    const running = spawn(
      server,
      [
        ...['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking'],
        ...[
          `--pid-file=${path.join(folder, 'pid')}`,
          `--tmpdir=${folder}`,
          '--innodb-flush-log-at-trx-commit=0',
          '--event-scheduler=OFF',
        ],
      ],
      { stdio: 'ignore', cwd: folder, ...unprivileged() },
    );
    const ended = new Promise<void>((resolve) => {
      running.once('exit', () => {
        resolve();
      });
    });
    await appears(socket, () => running.exitCode !== null);
    return {
      url: `mysql://root@localhost/?socketPath=${encodeURIComponent(socket)}`,
      async stop() {
        running.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

/** The engine that the tests of a `describe` share, on a server of their own. It is there when they run. */
export function engineOnMariadb(options: { readonly statementTimeout?: number } = {}): () => Engine {
  let server: RunningServer;
  let engine: Engine;
  beforeAll(async () => {
    server = await startMariadb();
    engine = await openEngine('mysql', server, options);
  });
  afterAll(async () => {
    await engine.close();
    await server.stop();
  });
  return () => engine;
}

function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  return isRoot ? { uid: nobody, gid: nobody } : {};
}

async function appears(file: string, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (existsSync(file)) return;
    if (hasEnded()) break;
    await wait(50);
  }
  throw new Error('mariadbd did not start');
}
