// `npm test`: everything that must hold before a change goes in, stopping at the first step that fails. Each step is a
// script of package.json and can be run alone: `npm run lint`.
//
// Most steps keep one processor busy, so the steps of a stage stand in lanes that run side by side. What a step says is
// then shown when it has ended, and no two steps are mixed.
import { spawn } from 'node:child_process';
import manifest from '../package.json' with { type: 'json' };

/** @typedef {keyof typeof manifest.scripts} Step */

/** @type {Step[][][]} stages of lanes of steps */
const stages = [
  [
    ['format', 'lint'],
    ['types', 'unused', 'generated', 'build', 'packages'],
  ],
  [['spec']], // on all processors, and on what was built
];

// Programs that read the whole house make garbage fast: with room for what is new, a fifth of their time is not spent on it.
const roomy = `${process.env['NODE_OPTIONS'] ?? ''} --max-semi-space-size=128`.trim();

const start = performance.now();
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let hasFailed = false;
for (const lanes of stages) {
  const passed = await Promise.all(lanes.map((steps) => runLane(steps, lanes.length > 1)));
  if (passed.includes(false)) process.exit(1);
}
console.log(`\n✓ all ${String(stages.flat(2).length)} steps passed in ${seconds(start)}`);

/**
 * @param {Step[]} steps
 * @param {boolean} hasNeighbours
 * @returns {Promise<boolean>} whether all passed
 */
async function runLane(steps, hasNeighbours) {
  for (const step of steps) {
    const stepStart = performance.now();
    const title = `\n> ${step}: ${manifest.scripts[step]}`;
    if (!hasNeighbours) console.log(title);
    const { status, said } = await run(manifest.scripts[step], hasNeighbours);
    if (hasFailed) return false; // a neighbour, which has said so
    if (hasNeighbours) console.log(`${title}\n${said}`.trimEnd());
    if (status !== 0) {
      console.error(`\n✗ ${step} failed after ${seconds(stepStart)}. Alone: npm run ${step}`);
      hasFailed = true;
      for (const child of running) child.kill();
      return false;
    }
    console.log(`✓ ${step} ${seconds(stepStart)}`);
  }
  return true;
}

/**
 * @param {string} command `npm test` has put node_modules/.bin on the path
 * @param {boolean} isKept what it says is given back, and not shown
 * @returns {Promise<{ status: number | null, said: string }>}
 */
function run(command, isKept) {
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(command, {
    shell: true,
    stdio: isKept ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: isKept ? { ...process.env, ...color, NODE_OPTIONS: roomy } : process.env,
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      said += text;
    });
  }
  return new Promise((resolve) => {
    child.on('close', (status) => {
      running.delete(child);
      resolve({ status, said });
    });
  });
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
