import { rename, rm, writeFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** Writes beside the file and then in its place, so that there is never half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
