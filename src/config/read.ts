import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ConfigError } from './config-error.ts';
import { defineConfig } from './config.ts';
import { packageKey } from './find.ts';
import { readJson } from './json.ts';

/**
 * What a configuration file holds, of any shape yet.
 *
 * @param file an absolute path
 * @param name how messages call the file
 * @param runsCode false: only JSON is read
 * @throws ConfigError when it cannot be read or, being a module, run, or must not be run
 */
export async function readConfig(file: string, name: string, runsCode: boolean): Promise<unknown> {
  const extension = path.extname(file);
  if (extension === '.json') return readJsonConfig(file, name);
  const load = loaders.get(extension);
  if (load === undefined) {
    throw new ConfigError(`${name} is not a configuration: expected a .ts, .mts, .js, .mjs or .json file`);
  }
  if (!runsCode) {
    throw new ConfigError(
      `${name} is a program, and --no-config-code runs none. Write the same as JSON into mig-lint.config.json beside it, which is then read in its place, or name a JSON file with --config; where everybody who can change ${name} may run code, leave --no-config-code out`,
    );
  }
  return readModule(name, () => load(file));
}

const loaders: ReadonlyMap<string, (file: string) => Promise<unknown>> = new Map([
  ['.ts', importTypeScript],
  ['.mts', importTypeScript],
  ['.js', importJavaScript],
  ['.mjs', importJavaScript],
]);

async function readJsonConfig(file: string, name: string): Promise<unknown> {
  const read = readJson((await readText(file, name)).replace(/^\ufeff/, ''));
  if (read.kind === 'error') {
    throw new ConfigError(`${name}:${read.line}:${read.column} is not JSON: ${read.message}`);
  }
  if (path.basename(file) !== 'package.json') return read.value;
  const holder = read.value;
  const isHolder = typeof holder === 'object' && holder !== null && packageKey in holder;
  if (!isHolder) throw new ConfigError(`${name} has no key "${packageKey}"`);
  return holder[packageKey];
}

async function readText(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${name} cannot be read: ${reason(error)}`);
  }
}

async function readModule(name: string, load: () => Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await load();
  } catch (error) {
    throw new ConfigError(`${name} cannot be run: ${reason(error)}`);
  }
  if (value === undefined) {
    throw new ConfigError(`${name} has no default export: write "export default defineConfig({ ... })"`);
  }
  return value;
}

async function importTypeScript(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  // The file finds `mig-lint` even where it is not installed next to it, as with npx and in a pre-commit hook.
  const jiti = createJiti(pathToFileURL(file).href, {
    moduleCache: false,
    virtualModules: { 'mig-lint': { defineConfig } },
  });
  return defaultExport(await jiti.import(file));
}

async function importJavaScript(file: string): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(file).href);
  return defaultExport(module);
}

function defaultExport(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
}

/** What is said of an error: no stack, no list of who required whom. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'it throws something that is not an Error';
  const [first = ''] = stripVTControlCharacters(error.message).split(/\n(?:Require stack|[ \t]+at )/);
  return first.replace(/\s+/g, ' ').trim() || error.name;
}
