import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The root of the repository. */
export const root = path.join(import.meta.dirname, '..');

/** Texts by path from the root, with forward slashes. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** The paths whose files are not what they should be, or are missing. */
export async function driftedFiles(files: GeneratedFiles): Promise<readonly string[]> {
  const drifted: string[] = [];
  for (const [file, text] of files) {
    const target = path.join(root, file);
    if (!existsSync(target) || (await readFile(target, 'utf8')) !== text) drifted.push(file);
  }
  return drifted;
}

/**
 * The end of a script that generates files: writes them, or with `--check` only says which ones are out of date.
 *
 * @param command what brings them up to date, for people
 */
export async function writeOrCheck(files: GeneratedFiles, command: string): Promise<void> {
  const drifted = await driftedFiles(files);
  if (!process.argv.includes('--check')) {
    for (const file of drifted) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), files.get(file) ?? '');
      console.log(`wrote ${file}`);
    }
  } else if (drifted.length > 0) {
    console.error(['Out of date:', ...drifted.map((file) => `  ${file}`), `To write them anew: ${command}`].join('\n'));
    process.exitCode = 1;
  }
}
