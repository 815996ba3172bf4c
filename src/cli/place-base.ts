import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WrittenBase } from '../baseline/write/index.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

/** A file that was written, and its text before; absent: it was not there. */
interface Placed {
  readonly file: string;
  readonly before?: string;
}

/**
 * Puts a base in the place of what it replaces: its files, then what `record` writes of it, and only then the old files
 * go. Whatever ends the program, the old chain or the base is whole. What fails before the end is taken back. Resolves
 * with what `record` said; rejects with a sentence for people.
 */
export async function placeBase(
  root: string,
  { files, removed }: Pick<WrittenBase, 'files' | 'removed'>,
  record: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const placed: Placed[] = [];
  let said: readonly string[];
  try {
    for (const { path: name, text } of files) placed.push(await place(path.join(root, name), text));
    said = await record();
  } catch (error) {
    const left = await takenBack(placed);
    if (left.length === 0) throw error;
    throw new UsageError(
      `${messageOf(error)}; ${left.join(', ')} could not be taken back: remove it, and run this again`,
    );
  }
  for (const name of removed) await remove(path.join(root, name));
  return said;
}

async function place(file: string, text: string): Promise<Placed> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  try {
    await mkdir(path.dirname(file), { recursive: true });
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOf(error)}`);
  }
  await writeWhole(file, text);
  return { file, ...(before === undefined ? {} : { before }) };
}

/** Gives the files that stay as they are. */
async function takenBack(placed: readonly Placed[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { file, before } of placed) {
    try {
      await (before === undefined ? rm(file, { force: true }) : writeWhole(file, before));
    } catch {
      left.push(file);
    }
  }
  return left;
}

async function remove(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw new UsageError(
      `${file} cannot be removed: ${messageOf(error)}. The base is written and proved: remove the old files that are left`,
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
