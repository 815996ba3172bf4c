// Ends a CI run: reads what vitest reported, prints `N passed, N failed`, and exits with the truth.
//
//     node .ci/count.mjs <exit status of npm test>
import { readFileSync } from 'node:fs';
import path from 'node:path';

const status = Number(process.argv[2] ?? 1);
const report = readReport();

const passed = report?.numPassedTests ?? 0;
// A test file that cannot be loaded fails without a failing test in it.
const brokenFiles = report?.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
const failedTests = (report?.numFailedTests ?? 0) + (brokenFiles?.length ?? 0);
// So does a step before the tests, or an error outside of any test.
const ok = status === 0 && report?.success === true && passed > 0;
const failed = ok ? failedTests : Math.max(failedTests, 1);

console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : status || 1;

/**
 * @returns {{
 *   success: boolean, numPassedTests: number, numFailedTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[],
 * } | undefined} undefined when the run did not come as far as the tests
 */
function readReport() {
  try {
    return JSON.parse(
      readFileSync(path.join(import.meta.dirname, '../node_modules/.cache/mig-lint/spec.json'), 'utf8'),
    );
  } catch {
    return undefined;
  }
}
