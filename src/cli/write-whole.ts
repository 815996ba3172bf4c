import * as history from '../history/write-whole.ts';
import { UsageError } from './usage-error.ts';

/** Writes a file so that there is never half of it. Rejects with a sentence for people. */
export async function writeWhole(file: string, text: string | Iterable<string>): Promise<void> {
  await told(file, history.writeWhole(file, text));
}

/** The same for a file that is not there: one that is stays as it is. */
export async function writeWholeNew(file: string, text: string): Promise<void> {
  await told(file, history.writeWholeNew(file, text));
}

async function told(file: string, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
