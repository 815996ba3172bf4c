#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { runCommand } from './cli/command-file.ts';
import { version } from './cli/version.ts';

/** The newest major version of V8 that is known to have the flag below. */
const newestKnownV8 = 13;

// The version needs nothing of the house; everything else is loaded when it is asked for.
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  void run();
}

async function run(): Promise<void> {
  keepBaselineCode();
  const [first = ''] = args;
  process.exitCode = await runCommand(/^[a-z]+$/.test(first) ? first : 'lint', ({ main }) => main(args));
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
