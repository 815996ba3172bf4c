#!/usr/bin/env node
import nodeModule from 'node:module';
import { version } from './cli/version.ts';

// The version needs nothing of the house; everything else is loaded when it is asked for.
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  // Node 22 keeps what it has compiled, in its own folder for temporary files; older ones cannot.
  const enableCompileCache: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (typeof enableCompileCache === 'function') Reflect.apply(enableCompileCache, nodeModule, []);
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
