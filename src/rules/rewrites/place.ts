import type { Change } from '../../model/diagnostic.ts';
import type { Operation } from '../../model/operation.ts';
import type { Step } from '../rule.ts';

/** A step's operation with others in its place; what else its statement does stays as it is. */
export function inPlaceOf({ statement, operation }: Step, operations: readonly Operation[]): Change {
  return {
    kind: 'replace',
    statements: [statement],
    operations: statement.operations.flatMap((one) => (one === operation ? operations : [one])),
  };
}

/** The same for a step that need not be there. */
export function changeOf(step: Step | undefined, operations: readonly Operation[]): readonly Change[] {
  return step === undefined ? [] : [inPlaceOf(step, operations)];
}

/** Whether nothing around an operation decides if, and how often, it is done. */
export function isPlain({ guards = [], repeated }: Operation): boolean {
  return guards.length === 0 && repeated !== true;
}

/** A name of our own that no server cuts. */
export function ownName(...parts: readonly string[]): string {
  return parts.join('_').slice(0, 63);
}

/** A name as an expression has it: what is not plain and lower case is quoted. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
