import type { CatalogFacts } from './catalog-facts.ts';
import { orderOfColumns } from './table-facts.ts';

/** What two catalogs do not share. */
export interface Difference {
  /** `table t, column a, type`; what only one side has is named once, without what is said of it. */
  readonly subject: string;
  /** Absent: the old one says nothing of it. */
  readonly old?: string;
  readonly new?: string;
}

/** The facts that two catalogs do not share, sorted by subject. */
export function differencesBetween(old: CatalogFacts, now: CatalogFacts): readonly Difference[] {
  const oldParts = allParts(old);
  const newParts = allParts(now);
  const differences = new Map<string, Difference>();
  for (const subject of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(subject) === now.get(subject)) continue;
    const whole = partsOf(subject).find((part) => oldParts.has(part) !== newParts.has(part)) ?? subject;
    const difference: Difference = {
      subject: whole,
      ...(oldParts.has(whole) ? { old: saidOf(whole, old) } : {}),
      ...(newParts.has(whole) ? { new: saidOf(whole, now) } : {}),
    };
    if (!isSameOrder(difference)) differences.set(whole, difference);
  }
  return [...differences.values()].toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
}

/** Whether a difference is in the order of columns alone. */
export function isOrderOfColumns({ subject }: Pick<Difference, 'subject'>): boolean {
  return subject.endsWith(`, ${orderOfColumns}`);
}

/** `table t`, `table t, column a`, `table t, column a, type`. */
export function partsOf(subject: string): readonly string[] {
  const parts = subject.split(', ');
  return parts.map((_, at) => parts.slice(0, at + 1).join(', '));
}

function allParts(facts: CatalogFacts): ReadonlySet<string> {
  return new Set([...facts.keys()].flatMap(partsOf));
}

function saidOf(subject: string, facts: CatalogFacts): string {
  return facts.get(subject) ?? facts.get(`${subject}, type`) ?? 'there';
}

/** Columns that only one side has stand in no order to those of the other: the ones that both have do. */
function isSameOrder(difference: Difference): boolean {
  if (!isOrderOfColumns(difference)) return false;
  const [old, now] = [difference.old, difference.new].map((names) => (names ?? '').split(', '));
  const shared = old?.filter((name) => now?.includes(name)).join(', ');
  return shared === now?.filter((name) => old?.includes(name)).join(', ');
}
