import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from './config-error.ts';
import { readJson } from './json.ts';

/** The names of configuration files that are programs, in the order in which they are listed to people. */
const programNames = ['mig-lint.config.ts', 'mig-lint.config.mts', 'mig-lint.config.js', 'mig-lint.config.mjs'];

const jsonName = 'mig-lint.config.json';

/** The key of package.json that can hold the configuration. */
export const packageKey = 'mig-lint';

/**
 * The path of the nearest configuration: in `cwd` or a folder above it, up to the root of the repository. Outside of a
 * repository only `cwd` is looked at, so that a file in some shared folder is not picked up by chance.
 *
 * @param runsCode false: a configuration that is JSON goes before a program in the same folder, since no program is run
 * @throws ConfigError when a folder has two, its package.json is not JSON, or a link leads out of the repository
 */
export async function findConfig(cwd: string, runsCode = true): Promise<string | undefined> {
  const folders = foldersToSearch(cwd);
  for (const folder of folders) {
    const programs = programNames.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
    const plain = [path.join(folder, jsonName)].filter((file) => existsSync(file));
    const manifest = path.join(folder, 'package.json');
    if (leadsNowhereElse(manifest, folders) && (await holdsConfig(manifest))) plain.push(manifest);
    const found = !runsCode && plain.length > 0 ? plain : [...programs, ...plain];
    const [first, second] = found;
    if (first !== undefined && second !== undefined) {
      const names = `${path.basename(first)} and ${path.basename(second)}`;
      throw new ConfigError(`${names} in ${folder} both configure mig-lint: keep one of them`);
    }
    if (first === undefined) continue;
    if (!leadsNowhereElse(first, folders)) {
      throw new ConfigError(
        `${path.basename(first)} in ${folder} is a link that leads out of the repository. If that is meant, name it: --config ${path.basename(first)}`,
      );
    }
    return first;
  }
  return undefined;
}

/** Whether a file is there, and is no link that leads out of the last of the folders. */
function leadsNowhereElse(file: string, folders: readonly string[]): boolean {
  const top = folders.at(-1);
  if (top === undefined || !existsSync(file)) return false;
  const realTop = realpathSync(top);
  return realpathSync(file).startsWith(realTop.endsWith(path.sep) ? realTop : realTop + path.sep);
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
