import { otherLinters, rulesAnswering } from '../../src/rules/other-linters.ts';
import type { OtherLinter } from '../../src/rules/other-linters.ts';
import { rules } from '../../src/rules/index.ts';
import { judgeCase } from './judge-case.ts';
import type { Case, Extracted } from './verdicts.ts';

/** A case in which the other linter and ours say different things. */
interface Disagreement {
  readonly one: Case;
  /** What ours found; empty: nothing. */
  readonly found: readonly string[];
}

interface RuleAgreement {
  readonly cases: number;
  readonly disagreements: readonly Disagreement[];
}

interface Agreement {
  /** By their rule. */
  readonly rules: ReadonlyMap<string, RuleAgreement>;
  /** Cases of rules that we do not take over, by rule. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** Judges every case with the rules of ours that answer the other linter's. */
export async function compare(linter: OtherLinter, { cases }: Pick<Extracted, 'cases'>): Promise<Agreement> {
  const { notTaken, options } = otherLinters[linter];
  const byRule = new Map<string, { cases: number; disagreements: Disagreement[] }>();
  const leftOut = new Map<string, number>();
  for (const one of cases) {
    const answering = rulesAnswering(linter, one.rule, rules);
    if (one.rule in notTaken || answering.length === 0) {
      leftOut.set(one.rule, (leftOut.get(one.rule) ?? 0) + 1);
      continue;
    }
    const elsewhere = cases
      .filter(({ text, rule, fires }) => text === one.text && rule !== one.rule && fires)
      .flatMap(({ rule }) => rulesAnswering(linter, rule, rules));
    const all = await judgeCase(one, answering, options);
    // What answers another of their rules, which finds something in the same migration, is no answer to this one.
    const found = one.fires ? all : all.filter(({ rule }) => !elsewhere.includes(rule));
    const own = byRule.get(one.rule) ?? { cases: 0, disagreements: [] };
    byRule.set(one.rule, own);
    own.cases += 1;
    if (found.length > 0 === one.fires) continue;
    own.disagreements.push({ one, found: found.map(({ rule, message }) => `${rule}: ${message}`) });
  }
  return { rules: byRule, leftOut };
}

/** The cases that a page lists as settled, by name: the rows of its tables that begin with the linter's name. */
export function settledIn(page: string, linter: OtherLinter): ReadonlySet<string> {
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return new Set(
    rows
      .filter(([, first]) => first === linter)
      .map(([, , name = '']) => name.replaceAll('`', '').replaceAll('\\', '')),
  );
}

/** The figures, and each case that is left, as text; `open`: how many are neither agreed on nor settled, or settled for nothing. */
export function described(
  linter: OtherLinter,
  { rules: byRule, leftOut }: Agreement,
  settled: ReadonlySet<string>,
  skipped: readonly string[],
): { readonly text: string; readonly open: number } {
  const disagreements = [...byRule.values()].flatMap((one) => one.disagreements);
  const cases = sum([...byRule.values()].map((one) => one.cases));
  const agreed = cases - disagreements.length;
  const unsettled = disagreements.filter(({ one }) => !settled.has(one.name));
  const idle = [...settled].filter((name) => !disagreements.some(({ one }) => one.name === name));
  const width = Math.max(...[...byRule.keys()].map(({ length }) => length));
  const lines = [
    ...[...byRule]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([rule, own]) => `  ${rule.padEnd(width)}  ${own.cases - own.disagreements.length} of ${own.cases}`),
    '',
    `${otherLinters[linter].title}: ${agreed} of ${cases} cases agree (${percent(agreed, cases)})`,
    `with the ${disagreements.length - unsettled.length} that docs/agreement.md settles: ${cases - unsettled.length} of ${cases} (${percent(cases - unsettled.length, cases)})`,
    `not compared: ${sum([...leftOut.values()])} cases of rules that are not taken over (${[...leftOut.keys()].sort().join(', ')}), ${skipped.length} tests without a verdict`,
    ...unsettled.flatMap(disagreementLines),
    ...idle.map((name) => `settled for nothing: ${name}`),
  ];
  return { text: `${lines.join('\n')}\n`, open: unsettled.length + idle.length };
}

function disagreementLines({ one, found }: Disagreement): readonly string[] {
  const { name, rule, fires, engineVersion, inTransaction, text } = one;
  return [
    '',
    `${name}: ${rule} ${fires ? 'finds something' : 'is silent'}, and here ${found.length === 0 ? 'nothing is found' : found.join('; ')}`,
    `  PostgreSQL ${engineVersion}${inTransaction ? ', in a transaction' : ''}`,
    ...text
      .trim()
      .split('\n')
      .map((line) => `    ${line}`),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? '0.0' : ((part / whole) * 100).toFixed(1)} %`;
}
