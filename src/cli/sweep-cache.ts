import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** How long what nobody writes to any more is kept, in milliseconds. */
const keptFor = 30 * 24 * 3_600_000;

/** What this program has put into its cache folder: compiled code, and a folder for each project. */
const ours = /^(?:code|[0-9a-f]{24})$/;

/**
 * Removes what builds that are gone and projects that are gone have left in the user's cache. What goes too early is made
 * again; what cannot be removed stays.
 *
 * @param now in milliseconds since 1970
 */
export function sweepCache(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    if (!ours.test(name)) continue;
    const place = path.join(folder, name);
    const files = namesIn(place).map((file) => path.join(place, file));
    const old = files.filter((file) => now - writtenAt(file, now) > keptFor);
    // The packs of a project are older than the list of them, and as good.
    const gone = name === 'code' ? old : old.length === files.length ? [place] : [];
    for (const one of gone) remove(one);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function writtenAt(file: string, otherwise: number): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return otherwise;
  }
}

function remove(place: string): void {
  try {
    rmSync(place, { recursive: true, force: true });
  } catch {
    // Another run may be at it.
  }
}
