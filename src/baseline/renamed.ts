import type { Difference } from '../schema/differences.ts';

/**
 * What only the old catalog has and what only the new one has, where both are of one kind, on one table and say the same: it
 * is one thing under two names. Everything else stays as it is.
 */
export function withRenames(differences: readonly Difference[]): readonly Difference[] {
  const lost = differences.filter((difference) => difference.new === undefined);
  const made = differences.filter((difference) => difference.old === undefined);
  const pairs = lost.flatMap((one) => {
    const twins = made.filter((other) => isTwin(one, other));
    const [twin] = twins;
    const rivals = lost.filter((other) => twin !== undefined && isTwin(other, twin));
    return twin === undefined || twins.length > 1 || rivals.length > 1 ? [] : [{ one, twin }];
  });
  const gone = new Set(pairs.map(({ twin }) => twin));
  const names = new Map(pairs.map(({ one, twin }) => [one, twin.subject]));
  return differences
    .filter((difference) => !gone.has(difference))
    .map((difference) => {
      const called = names.get(difference);
      return called === undefined ? difference : { ...difference, new: `the same, called ${called}` };
    });
}

function isTwin(lost: Difference, made: Difference): boolean {
  return lost.old === made.new && isTelling(lost.old ?? '') && placeOf(lost.subject) === placeOf(made.subject);
}

/** A definition that says so much that two things with the same one are the same thing. */
function isTelling(definition: string): boolean {
  return definition.includes('(');
}

/** A subject without the name in it: `table constraint … on public.t`, `table t, Check …`. */
function placeOf(subject: string): string {
  return subject
    .replace(/^(?<kind>table constraint|trigger|rule|policy) .+? on /u, '$<kind> on ')
    .replace(
      /^(?<kind>table [^,]+, (?:constraint|index|PrimaryKey|Unique|Check|ForeignKey|Exclusion)) .+$/u,
      '$<kind>',
    );
}
