import { createHash } from 'node:crypto';
import path from 'node:path';
import { versions } from 'node:process';
import type { ResolvedConfig } from '../config/config.ts';
import type { CachePlace } from '../lint/cache/disk-memory.ts';
import { version } from './version.ts';

/**
 * Where the memory of a project lies: a folder for each project and each way to read it, good for this build alone.
 * `undefined`: the program does not run from a build, so that nothing tells one state of it from another.
 *
 * @param selection the flags that say how the project is read
 */
export function cachePlaceOf(config: ResolvedConfig, selection: unknown, folder: string): CachePlace | undefined {
  const build = buildOf(import.meta.url);
  if (build === undefined) return undefined;
  const { root, chains, helpers, ignore, links } = config;
  const reading = JSON.stringify([root, chains, helpers, ignore, links, selection]);
  return {
    folder: path.join(folder, sumOf(reading)),
    key: [version, build, versions.node, reading].join(' '),
  };
}

/** The name of a built file ends in a sum over it and all that it imports. */
function buildOf(url: string): string | undefined {
  return /-([A-Z0-9]{8})\.cjs$/.exec(url)?.[1];
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
