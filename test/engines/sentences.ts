import type { CatalogFacts } from '../../src/schema/catalog-facts.ts';
import { differencesBetween } from '../../src/schema/differences.ts';

interface Catalog {
  readonly called: string;
  readonly facts: CatalogFacts;
}

/** The facts that two catalogs do not share, as sentences; `called` is what a catalog is called there. */
export function sentencesOf(one: Catalog, other: Catalog): readonly string[] {
  return differencesBetween(one.facts, other.facts).map(
    (difference) =>
      `${difference.subject}: ${one.called} says ${quoted(difference.old)}, ${other.called} says ${quoted(difference.new)}`,
  );
}

function quoted(value: string | undefined): string {
  return value === undefined ? 'nothing' : `"${value}"`;
}
