import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './measure.ts';

/** The linters that are measured beside this one, as npm has them. */
const packages = { 'squawk-cli': '2.66.0', '@flvmnt/pgfence': '0.1.5' };

/** Another linter: its command for a folder of SQL files. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** @param files their names, in the folder in which the command runs */
  command(files: readonly string[]): Command;
}

export interface Peers {
  /** As npm puts it on the path: a Node script that starts the binary. */
  readonly squawk: Peer;
  /** The binary itself. */
  readonly squawkBinary: Peer;
  readonly pgfence: Peer;
}

/** Installs the other linters into a folder of their own, once. */
export function installPeers(folder: string): Peers {
  const modules = path.join(folder, 'node_modules');
  const isThere = Object.entries(packages).every(([name, version]) => versionIn(path.join(modules, name)) === version);
  if (!isThere) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the other linters could not be installed: ${stderr}`);
  }
  const squawk = { version: packages['squawk-cli'] };
  return {
    squawk: { ...squawk, name: 'squawk (npm)', command: byGlob([path.join(modules, '.bin/squawk')]) },
    squawkBinary: { ...squawk, name: 'squawk (binary)', command: byGlob([squawkBinaryIn(modules)]) },
    pgfence: {
      name: 'pgfence',
      version: packages['@flvmnt/pgfence'],
      command: (files) => [path.join(modules, '.bin/pgfence'), 'analyze', ...files],
    },
  };
}

/** Squawk finds the files itself: ten thousand names would not fit on every command line. */
function byGlob(command: readonly string[]): Peer['command'] {
  return () => [...command, 'migrations/*.sql'];
}

/** npm puts the binary for this machine into a package of its own. */
function squawkBinaryIn(modules: string): string {
  const scope = path.join(modules, '@squawk-cli');
  const [own] = readdirSync(scope);
  const file = path.join(scope, own ?? '', 'bin', process.platform === 'win32' ? 'squawk.exe' : 'squawk');
  if (own === undefined || !existsSync(file)) throw new Error(`squawk has no binary in ${scope}`);
  return file;
}

function versionIn(folder: string): string | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
    ? manifest.version
    : undefined;
}
