import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import type * as command from './command.ts';
import { compiledCode } from './compiled-code.ts';
import { sweepCache } from './sweep-cache.ts';
import { userCacheFolder } from './user-cache-folder.ts';

/** All but the start of the command, one file: the build puts its name here, which ends in a sum over it. */
declare const commandFile: string;

type Exports = Readonly<typeof command>;

/**
 * Runs a part of the command from what an earlier run has compiled: that is most of what starting costs.
 *
 * @param what is run, one word: each kind of run compiles other functions, and so has code of its own
 */
export async function runCommand<Given>(what: string, run: (command: Exports) => Promise<Given>): Promise<Given> {
  const file = path.join(import.meta.dirname, commandFile);
  const compiled = compiledCode(commandFile, what, process.env);
  const cachedData = compiled.read();
  // The build writes ASCII only, which is read and kept twice as fast as UTF-8.
  const script = new Script(wrapped(readFileSync(file, 'latin1')), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module: { exports: Partial<Exports> } = { exports: {} };
  const load: unknown = script.runInThisContext();
  if (typeof load !== 'function') throw new Error(`${file} is not what was built`);
  const importFrom = (specifier: string): Promise<unknown> => import(specifier);
  Reflect.apply(load, undefined, [module.exports, createRequire(file), module, file, path.dirname(file), importFrom]);
  const { main, readShares } = module.exports;
  if (main === undefined || readShares === undefined) throw new Error(`${file} is not what was built`);
  const given = await run({ main, readShares });
  // Now that it has run, the functions that it needed are compiled, too.
  if (cachedData === undefined || script.cachedDataRejected === true) {
    compiled.keep(script.createCachedData());
    // This happens once for each build: often enough.
    sweepCache(userCacheFolder(process.env), Date.now());
  }
  return given;
}

/** As Node wraps a CommonJS module; what is compiled apart has no loader of its own, and is given one. */
function wrapped(source: string): string {
  return `(function (exports, require, module, __filename, __dirname, importFrom) {${source}\n})`;
}
