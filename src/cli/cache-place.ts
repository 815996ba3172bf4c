import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { versions } from 'node:process';
import type { ResolvedConfig } from '../config/config.ts';
import type { CachePlace } from '../lint/cache/disk-memory.ts';
import { version } from './version.ts';

/**
 * The folder of this user's for what can be made again: never one in the repository, whose files may be somebody else's
 * word. Each system has its own.
 */
export function userCacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['XDG_CACHE_HOME'];
  if (named !== undefined && path.isAbsolute(named)) return path.join(named, 'mig-lint');
  const home = os.homedir();
  switch (process.platform) {
    case 'darwin':
      return path.join(home, 'Library/Caches/mig-lint');
    case 'win32':
      return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'mig-lint/Cache');
    default:
      return path.join(home, '.cache/mig-lint');
  }
}

/**
 * Where the memory of a project lies: a folder for each project and each way to read it, good for this build alone.
 * `undefined`: the program does not run from a build, so that nothing tells one state of it from another.
 *
 * @param selection the flags that say how the project is read
 */
export function cachePlaceOf(config: ResolvedConfig, selection: unknown, folder: string): CachePlace | undefined {
  const build = buildOf(import.meta.url);
  if (build === undefined) return undefined;
  const { root, chains, helpers, ignore } = config;
  const reading = JSON.stringify([root, chains, helpers, ignore, selection]);
  return {
    folder: path.join(folder, sumOf(reading)),
    key: [version, build, versions.node, reading].join(' '),
  };
}

/** The name of a built file ends in a sum over it and all that it imports. */
function buildOf(url: string): string | undefined {
  return /-([A-Z0-9]{8})\.js$/.exec(url)?.[1];
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
