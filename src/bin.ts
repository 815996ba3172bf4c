#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { compiledCode } from './cli/compiled-code.ts';
import { sweepCache } from './cli/sweep-cache.ts';
import { userCacheFolder } from './cli/user-cache-folder.ts';
import { version } from './cli/version.ts';

/** The rest of the command, one file: the build puts its name here, which ends in a sum over the file. */
declare const commandFile: string;

/** The newest major version of V8 that is known to have the flag below. */
const newestKnownV8 = 13;

interface Command {
  main(args: readonly string[]): Promise<number>;
}

// The version needs nothing of the house; everything else is loaded when it is asked for.
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  void run();
}

/**
 * Runs the command from what an earlier run has compiled: that is most of what starting costs. Commands compile different
 * parts, so each has its own.
 */
async function run(): Promise<void> {
  keepBaselineCode();
  const file = path.join(import.meta.dirname, commandFile);
  const compiled = compiledCode(commandFile, args, process.env);
  const cachedData = compiled.read();
  // The build writes ASCII only, which is read and kept twice as fast as UTF-8.
  const script = new Script(wrapped(readFileSync(file, 'latin1')), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module: { exports: Partial<Command> } = { exports: {} };
  const load: unknown = script.runInThisContext();
  if (typeof load !== 'function') throw new Error(`${file} is not what was built`);
  const importFrom = (specifier: string): Promise<unknown> => import(specifier);
  Reflect.apply(load, undefined, [module.exports, createRequire(file), module, file, path.dirname(file), importFrom]);
  process.exitCode = (await module.exports.main?.(args)) ?? 2;
  // Now that it has run, the functions that it needed are compiled, too.
  if (cachedData === undefined || script.cachedDataRejected === true) {
    compiled.keep(script.createCachedData());
    // This happens once for each build: often enough.
    sweepCache(userCacheFolder(process.env), Date.now());
  }
}

/**
 * The parsers are WebAssembly with functions of tens of thousands of instructions. Optimising those costs V8 more than half a
 * second of a processor, for which a run that is ending waits, and pays for itself after some two hundred thousand
 * statements only: the code of the baseline compiler is kept. (With a filter set, V8 optimises the named function alone; the
 * first one is imported and has no code. An unknown flag would be reported on standard output.)
 */
function keepBaselineCode(): void {
  if (Number.parseInt(process.versions.v8) <= newestKnownV8) setFlagsFromString('--wasm-tier-up-filter=0');
}

/** As Node wraps a CommonJS module; what is compiled apart has no loader of its own, and is given one. */
function wrapped(source: string): string {
  return `(function (exports, require, module, __filename, __dirname, importFrom) {${source}\n})`;
}
