import type { Guard } from '../model/operation.ts';

/** More conditions around one statement are not told apart: each statement holds all of its own. */
const mostGuards = 100;

const furtherGuard = { kind: 'condition', text: `more than ${mostGuards} conditions` } as const satisfies Guard;

/** The conditions around what stands under more of them, from the outermost; beyond a bound only that there are more. */
export function nestedGuards<G>(around: readonly G[], more: readonly G[]): readonly (G | typeof furtherGuard)[] {
  if (more.length === 0 || around.length > mostGuards) return around;
  const all = [...around, ...more.slice(0, mostGuards + 1)];
  return all.length <= mostGuards ? all : [...all.slice(0, mostGuards), furtherGuard];
}
