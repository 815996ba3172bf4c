import { factsOf, together } from '../dialects/facts/effect.ts';
import { lockModes } from '../dialects/postgres/facts/locks.ts';
import type { Facts } from '../model/facts.ts';
import type { Operation, OperationKind } from '../model/operation.ts';
import type { Step } from '../rules/rule.ts';

/** Operations that the engine's planner decides how to carry out: which rows it reads, and how, depends on statistics. */
const plannedKinds: ReadonlySet<OperationKind> = new Set([
  ...(['InsertRows', 'UpdateRows', 'DeleteRows', 'MergeRows', 'Query'] as const),
]);

/** What is predicted of a statement: the facts of all of its operations as one; `undefined`: of one nothing is known. */
export function predictionOf(
  steps: readonly Pick<Step, 'operation' | 'facts' | 'applied'>[],
): (Facts & { readonly isPlanned: boolean }) | undefined {
  const all = steps.filter(({ applied }) => applied).map(({ facts }) => facts);
  const known = all.filter((facts) => facts !== undefined);
  if (known.length < all.length) return undefined;
  const facts = factsOf(
    together(known.map((one) => ({ ...one, growsWithRows: one.duration === 'grows-with-rows' }))),
    lockModes,
  );
  return { ...facts, isPlanned: steps.some(({ operation }) => isPlanned(operation)) };
}

function isPlanned(operation: Operation): boolean {
  return plannedKinds.has(operation.kind) || (operation.kind === 'CreateTable' && operation.query !== undefined);
}
