import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from './config-error.ts';
import { readJson } from './json.ts';

/** Every name of a configuration file, in the order in which they are listed to people. */
const configFileNames = [
  'mig-lint.config.ts',
  'mig-lint.config.mts',
  'mig-lint.config.js',
  'mig-lint.config.mjs',
  'mig-lint.config.json',
] as const;

/** The key of package.json that can hold the configuration. */
export const packageKey = 'mig-lint';

/**
 * The path of the nearest configuration: in `cwd` or a folder above it, up to the root of the repository. Outside of a
 * repository only `cwd` is looked at, so that a file in some shared folder is not picked up by chance.
 *
 * @throws ConfigError when a folder has two, or its package.json is not JSON
 */
export async function findConfig(cwd: string): Promise<string | undefined> {
  for (const folder of foldersToSearch(cwd)) {
    const found: string[] = configFileNames.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest) && (await holdsConfig(manifest))) found.push(manifest);
    const [first, second] = found;
    if (first !== undefined && second !== undefined) {
      const names = `${path.basename(first)} and ${path.basename(second)}`;
      throw new ConfigError(`${names} in ${folder} both configure mig-lint: keep one of them`);
    }
    if (first !== undefined) return first;
  }
  return undefined;
}

function foldersToSearch(cwd: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (existsSync(path.join(folder, '.git'))) return folders;
    if (folder === path.dirname(folder)) return folders.slice(0, 1);
  }
}

/** A package.json that is broken counts as one that does: reading it then says what is wrong with it. */
async function holdsConfig(manifest: string): Promise<boolean> {
  const text = await readFile(manifest, 'utf8').catch(() => undefined);
  if (text === undefined) return true;
  if (!text.includes(`"${packageKey}"`)) return false;
  const read = readJson(text);
  return read.kind === 'error' || (isObject(read.value) && packageKey in read.value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
