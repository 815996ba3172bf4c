// `npm test`: everything that must hold before a change goes in, from fast to slow, stopping at the first that fails.
// Each step is a script of package.json and can be run alone: `npm run lint`.
import { spawnSync } from 'node:child_process';
import manifest from '../package.json' with { type: 'json' };

/** @type {(keyof typeof manifest.scripts)[]} */
const steps = ['format', 'lint', 'types', 'unused', 'generated', 'build', 'packages', 'spec'];

const start = performance.now();
for (const step of steps) {
  const command = manifest.scripts[step];
  console.log(`\n> ${step}: ${command}`);
  const stepStart = performance.now();
  // `npm test` has put node_modules/.bin on the path.
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\n✗ ${step} failed after ${seconds(stepStart)}. Alone: npm run ${step}`);
    process.exit(1);
  }
  console.log(`✓ ${step} ${seconds(stepStart)}`);
}
console.log(`\n✓ all ${String(steps.length)} steps passed in ${seconds(start)}`);

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
