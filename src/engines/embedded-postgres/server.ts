import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Server } from '../engine.ts';
import { giveAway, isRoot, nobody, reachable } from './binaries.ts';

export interface RunningServer extends Server {
  stop(): Promise<void>;
}

/** What ends the process from outside, and would leave the server and its folder behind. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A new cluster in a temporary folder, reached by a socket in that folder alone, without a password; gone when it is
 * stopped, and when a signal ends the process.
 */
export async function startServer(installed: string): Promise<RunningServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-postgres-'));
  try {
    giveAway(folder);
    const binaries = reachable(installed, folder);
    const data = path.join(folder, 'data');
    initialize(path.join(binaries, 'initdb'), data);
    const server = start(path.join(binaries, 'postgres'), [
      ...['-D', data, '-k', folder],
      ...['listen_addresses=', 'fsync=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]),
    ]);
    await isReady(server);
    const stop = async (): Promise<void> => {
      for (const signal of signals) process.off(signal, stopAndEnd);
      await exitOf(server, 'SIGINT'); // the fast shutdown: sessions that are left are ended
      rmSync(folder, { recursive: true, force: true });
    };
    const stopAndEnd = (signal: NodeJS.Signals): void => {
      void stop().finally(() => process.kill(process.pid, signal));
    };
    for (const signal of signals) process.on(signal, stopAndEnd);
    return { url: `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function initialize(initdb: string, data: string): void {
  const [command, args] = unprivileged(initdb, [
    ...['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
  ]);
  const { status, stderr, error } = spawnSync(command, args, { cwd: path.dirname(data), encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}

function start(program: string, programArgs: readonly string[]): ChildProcess {
  const [command, args] = unprivileged(program, programArgs);
  return spawn(command, args, { cwd: path.dirname(program), stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Without the rights of root; on Linux the server also ends with the process that started it, however that ends. */
function unprivileged(program: string, args: readonly string[]): [command: string, args: string[]] {
  if (process.platform !== 'linux') return [program, [...args]];
  const user = isRoot ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
  return ['setpriv', [...user, '--pdeathsig=INT', '--', program, ...args]];
}

/** The server logs to stderr; nothing else says when it takes connections. */
function isReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${log}`));
    });
  });
}

function exitOf(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) {
      resolve();
      return;
    }
    server.once('exit', () => {
      resolve();
    });
    server.kill(signal);
  });
}
