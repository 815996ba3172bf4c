import { link, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes beside the file and then in its place, so that there is never half of it, whatever ends the program. A link
 * stays one, and a file keeps its mode. Rejects with the error of the file system.
 */
export async function writeWhole(file: string, text: string | Iterable<string>): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  await throughTemporary(target, text, mode, (temporary) => rename(temporary, target));
}

/** The same for a file that is not there: one that is, even if it came a moment ago, stays as it is. */
export async function writeWholeNew(file: string, text: string): Promise<void> {
  await throughTemporary(file, text, undefined, async (temporary) => {
    await link(temporary, file);
    await rm(temporary, { force: true });
  });
}

async function throughTemporary(
  file: string,
  text: string | Iterable<string>,
  mode: number | undefined,
  place: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    await writeFile(temporary, text, mode === undefined ? {} : { mode });
    await place(temporary);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await sweep(file);
}

/** Removes what runs that were ended in the middle have left beside the file. */
async function sweep(file: string): Promise<void> {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const owner = name.startsWith(start) ? /^(\d+)\.tmp$/.exec(name.slice(start.length))?.[1] : undefined;
    if (owner === undefined || isRunning(Number(owner))) continue;
    await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Another user's program runs, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
