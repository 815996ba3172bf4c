import type { Step } from './rule.ts';

/**
 * The steps that run in one transaction, for each transaction, in order. What a guard skips is left out, and so is what
 * runs outside of any: the tool commits before it.
 */
export function transactionsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const transactions: Step[][] = [];
  let current: Step[] | undefined;
  for (const step of steps) {
    const ends = step.operation.kind === 'Commit' || step.operation.kind === 'Rollback';
    if (!step.inTransaction || ends) {
      current = undefined;
      continue;
    }
    if (!step.applied) continue;
    if (current === undefined) {
      current = [];
      transactions.push(current);
    }
    current.push(step);
  }
  return transactions;
}
