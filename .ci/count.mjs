// Ends a CI run: reads what vitest reported, prints `N passed, N failed`, and exits with the truth.
//
//     node .ci/count.mjs <exit status of the steps before>
import { readFileSync } from 'node:fs';
import path from 'node:path';

const status = Number(process.argv[2] ?? 1);
const reports = ['spec', 'engines'].map(readReport);

let passed = 0;
let failedTests = 0;
for (const report of reports) {
  // A test file that cannot be loaded fails without a failing test in it.
  const brokenFiles = report?.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  passed += report?.numPassedTests ?? 0;
  failedTests += (report?.numFailedTests ?? 0) + (brokenFiles?.length ?? 0);
}
// So does a step before the tests, or an error outside of any test.
const ok = status === 0 && reports.every((report) => report?.success === true && report.numPassedTests > 0);
const failed = ok ? failedTests : Math.max(failedTests, 1);

console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : status || 1;

/**
 * @param {string} name
 * @returns {{
 *   success: boolean, numPassedTests: number, numFailedTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[],
 * } | undefined} undefined when the run did not come as far as these tests
 */
function readReport(name) {
  try {
    return JSON.parse(
      readFileSync(path.join(import.meta.dirname, `../node_modules/.cache/mig-lint/${name}.json`), 'utf8'),
    );
  } catch {
    return undefined;
  }
}
