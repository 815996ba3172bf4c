// Lints the example shop as a user would see it. mig-lint exits with 1, since the shop breaks four conventions; the demo
// exits with 0 when the findings are the expected ones.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const command = fileURLToPath(new URL('../dist/bin.cjs', import.meta.url));
const shop = new URL('../fixtures/projects/ef-core-shop/', import.meta.url);

if (!existsSync(command)) {
  console.error('mig-lint is not built yet: run npm run build');
  process.exit(1);
}
console.log(
  'An EF Core shop on MySQL. Of four conventions, each is broken in one migration and kept in the one beside it.\n',
);
run([], 'inherit');

const expected = JSON.parse(readFileSync(new URL('expected.json', shop), 'utf8'));
/** @type {{ diagnostics: { rule: string, file: string, line: number }[] }} */
const report = JSON.parse(run(['--format', 'json'], 'pipe').stdout);
const found = report.diagnostics.map(({ rule, file, line }) => ({ rule, file, line }));
if (!isDeepStrictEqual(found, expected)) {
  console.error('\nThese are not the findings that fixtures/projects/ef-core-shop/expected.json names.');
  process.exit(1);
}

/**
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} stdio where the command's output goes
 */
function run(args, stdio) {
  const result = spawnSync(process.execPath, [command, ...args], {
    cwd: fileURLToPath(shop),
    stdio: ['ignore', stdio, 'inherit'],
    encoding: 'utf8',
  });
  if (result.status === 1) return result;
  console.error(`\nmig-lint ended with ${String(result.status ?? result.signal)}, not with 1.`);
  process.exit(1);
}
