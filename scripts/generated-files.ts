import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The root of the repository. */
export const root = path.join(import.meta.dirname, '..');

/** Texts by path from the root, with forward slashes. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/**
 * The paths of files that are not what they should be, are missing, or should not be there.
 *
 * @param folder one in which every file is generated, from the root
 */
export async function driftedFiles(files: GeneratedFiles, folder: string): Promise<readonly string[]> {
  const present = existsSync(path.join(root, folder)) ? await readdir(path.join(root, folder)) : [];
  const drifted = present.map((name) => `${folder}/${name}`).filter((file) => !files.has(file));
  for (const [file, text] of files) {
    const target = path.join(root, file);
    if (!existsSync(target) || (await readFile(target, 'utf8')) !== text) drifted.push(file);
  }
  return drifted;
}

/**
 * The end of a script that generates files: writes them, or with `--check` only says which ones are out of date.
 *
 * @param folder one in which every file is generated, from the root
 * @param command what brings them up to date, for people
 */
export async function writeOrCheck(files: GeneratedFiles, folder: string, command: string): Promise<void> {
  const drifted = await driftedFiles(files, folder);
  if (process.argv.includes('--check')) {
    if (drifted.length === 0) return;
    console.error(['Out of date:', ...drifted.map((file) => `  ${file}`), `To write them anew: ${command}`].join('\n'));
    process.exitCode = 1;
    return;
  }
  for (const file of drifted) {
    const text = files.get(file);
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await (text === undefined ? rm(target) : writeFile(target, text));
    console.log(`${text === undefined ? 'removed' : 'wrote'} ${file}`);
  }
}
