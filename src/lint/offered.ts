import type { ReportDetail } from '../model/report.ts';
import type { Finding } from './judge.ts';
import { inOrder } from './order.ts';

/** So many findings are what a person looks through; what is offered for more of them nobody reads. */
const mostLookedThrough = 100;

interface Offered {
  /** Whether what a finding offers is to be written. */
  readonly isOffered: (finding: Finding) => boolean;
  /** What the run says of those that were left out. */
  readonly notes: readonly string[];
}

/** Whose offers are wanted: those of all findings, of the first ones in the order of the report, or of none. */
export function offeredOf(findings: readonly Finding[], details: ReadonlySet<ReportDetail>): Offered {
  if (details.has('offers')) return { isOffered: () => true, notes: [] };
  if (!details.has('firstOffers')) return { isOffered: () => false, notes: [] };
  if (findings.length <= mostLookedThrough) return { isOffered: () => true, notes: [] };
  const first = new Set(
    findings
      .map((finding) => ({ finding, span: finding.at, rule: finding.rule }))
      .sort(inOrder)
      .slice(0, mostLookedThrough)
      .map(({ finding }) => finding),
  );
  return {
    isOffered: (finding) => first.has(finding),
    notes: [
      `what can be fixed is said of the first ${String(mostLookedThrough)} findings; --fix, --fix-rewrite and --format json look at all`,
    ],
  };
}
