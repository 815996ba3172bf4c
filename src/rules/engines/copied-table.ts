import type { Cost } from '../locks/existing-tables.ts';
import { costOf, lockedOf } from '../locks/existing-tables.ts';
import type { SizeContext } from '../locks/small-tables.ts';
import { isSmall } from '../locks/small-tables.ts';
import type { Step } from '../rule.ts';

/** What it costs to copy the tables that a step writes anew; `undefined`: none is in use, or they are known to be small. */
export function copyCost(step: Step, context: SizeContext): Cost | undefined {
  return costOf(step, context, (facts) =>
    lockedOf(facts.rewrites, facts, step).filter((table) => !isSmall(table, context)),
  );
}
