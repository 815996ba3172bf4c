import { printableLine } from '../model/printable.ts';
import type { ReportDetail } from '../model/report.ts';
import type { Finding } from './judge.ts';
import { inOrder } from './order.ts';

/** So many findings are what a person looks through; what is offered for more of them nobody reads. */
const mostLookedThrough = 100;

/**
 * What is offered is proven by reading its file again, changed: so many characters of one file and no more, which are a
 * few seconds, or one for the first findings.
 */
const mostReadAgain = { all: 10_000_000, first: 2_000_000 };

interface Offered {
  /** Whether what a finding offers is to be written. */
  readonly isOffered: (finding: Finding) => boolean;
  /** What the run says of those that were left out. */
  readonly notes: readonly string[];
}

/**
 * Whose offers are wanted: those of all findings, of the first ones in the order of the report, or of none.
 *
 * @param lengthOf how many characters a file has
 */
export function offeredOf(
  findings: readonly Finding[],
  details: ReadonlySet<ReportDetail>,
  lengthOf: (file: string) => number,
): Offered {
  const isOfAll = details.has('offers');
  if (!isOfAll && !details.has('firstOffers')) return { isOffered: () => false, notes: [] };
  const wanted = isOfAll ? findings : firstOf(findings);
  const { proven, notes } = withinReach(wanted, isOfAll ? mostReadAgain.all : mostReadAgain.first, lengthOf);
  return {
    isOffered: (finding) => proven.has(finding),
    notes: [
      ...(wanted.length === findings.length
        ? []
        : [
            `what can be fixed is said of the first ${String(mostLookedThrough)} findings; --fix, --fix-rewrite and --format json look at all`,
          ]),
      ...notes,
    ],
  };
}

function firstOf(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostLookedThrough) return findings;
  return findings
    .map((finding) => ({ finding, span: finding.at, rule: finding.rule }))
    .sort(inOrder)
    .slice(0, mostLookedThrough)
    .map(({ finding }) => finding);
}

/** Without those whose files would be read too often. */
function withinReach(
  findings: readonly Finding[],
  mostOfFile: number,
  lengthOf: (file: string) => number,
): { readonly proven: ReadonlySet<Finding>; readonly notes: readonly string[] } {
  const proven = new Set<Finding>();
  const left = new Map<string, number>();
  const long = new Set<string>();
  for (const finding of findings) {
    const { file } = finding.at;
    if (!offersAnything(finding)) continue;
    const rest = (left.get(file) ?? mostOfFile) - lengthOf(file);
    left.set(file, rest);
    if (rest >= 0) proven.add(finding);
    else long.add(file);
  }
  return {
    proven,
    notes: [...long].map(
      (file) =>
        `${printableLine(file)} is long, and each fix is proven by reading it again: some of its findings do not say what --fix would write`,
    ),
  };
}

function offersAnything({ fix, suggestions = [], rewrite }: Finding): boolean {
  return fix !== undefined || suggestions.length > 0 || rewrite !== undefined;
}
