// npm run compare:squawk -- <clone> and compare:pgfence: the verdicts of another linter's own tests beside ours.
// It reads a clone that is there, and runs nothing of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compare, described, settledIn } from './compare/agreement.ts';
import { pgfenceCases } from './compare/pgfence-cases.ts';
import { squawkCases, squawkRuleNames } from './compare/squawk-cases.ts';
import type { Extracted } from './compare/verdicts.ts';
import { root } from './generated-files.ts';

/** How the cases of each linter are taken out of a clone of its repository. */
const suites: Readonly<Record<'squawk' | 'pgfence', (clone: string) => Extracted>> = {
  squawk(clone) {
    const folder = path.join(clone, 'crates/squawk_linter/src');
    const names = squawkRuleNames(readFileSync(path.join(folder, 'lib.rs'), 'utf8'));
    const files = readdirSync(path.join(folder, 'rules')).filter((file) => file.endsWith('.rs'));
    const read = files
      .sort()
      .map((file) => squawkCases(path.parse(file).name, readFileSync(path.join(folder, 'rules', file), 'utf8'), names));
    return { cases: read.flatMap(({ cases }) => cases), skipped: read.flatMap(({ skipped }) => skipped) };
  },
  pgfence(clone) {
    const folder = path.join(clone, 'tests');
    return pgfenceCases(readFileSync(path.join(folder, 'analyzer.test.ts'), 'utf8'), (name) => {
      const file = path.join(folder, 'fixtures', name);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    });
  },
};

const [linter, clone] = process.argv.slice(2);
if ((linter !== 'squawk' && linter !== 'pgfence') || clone === undefined || !existsSync(clone)) {
  console.error(
    'npm run compare:squawk -- <clone of sbdchd/squawk>\nnpm run compare:pgfence -- <clone of flvmnt/pgfence>',
  );
  process.exitCode = 2;
} else {
  const extracted = suites[linter](clone);
  const settled = settledIn(readFileSync(path.join(root, 'docs/agreement.md'), 'utf8'), linter);
  const { text, open } = described(linter, await compare(linter, extracted), settled, extracted.skipped);
  process.stdout.write(text);
  if (open > 0) process.exitCode = 1;
}
