import { factsOf, together } from '../dialects/facts/effect.ts';
import { lockModes } from '../dialects/postgres/facts/locks.ts';
import { nameOf } from '../engines/postgres-catalog/names.ts';
import type { Facts } from '../model/facts.ts';
import type { QualifiedName } from '../model/names.ts';
import type { Operation, OperationKind } from '../model/operation.ts';
import { findTable } from '../model/schema.ts';
import type { Step } from '../rules/rule.ts';

/** Operations that the engine's planner decides how to carry out: which rows it reads, and how, depends on statistics. */
const plannedKinds: ReadonlySet<OperationKind> = new Set([
  ...(['InsertRows', 'UpdateRows', 'DeleteRows', 'MergeRows', 'Query'] as const),
]);

/** An operation in its place, as far as a prediction needs it. */
type Predicted = Pick<Step, 'operation' | 'facts' | 'applied' | 'before'>;

/** What is predicted of a statement: the facts of all of its operations as one; `undefined`: of one nothing is known. */
export function predictionOf(steps: readonly Predicted[]): (Facts & { readonly isPlanned: boolean }) | undefined {
  if (steps.some(({ operation }) => isDecidedByRows(operation))) return undefined;
  const all = steps.filter((step) => step.applied || isSkippedByEngine(step)).map(factsOfStep);
  const known = all.filter((facts) => facts !== undefined);
  if (known.length < all.length) return undefined;
  const facts = factsOf(
    together(known.map((one) => ({ ...one, growsWithRows: one.duration === 'grows-with-rows' }))),
    lockModes,
  );
  return {
    ...facts,
    locks: facts.locks.map((lock) => ({ ...lock, table: asObserved(lock.table) })),
    rewrites: facts.rewrites.map(asObserved),
    scans: facts.scans.map(asObserved),
    isPlanned: steps.some(({ operation }) => isPlanned(operation)),
  };
}

/** A name as the catalog's are told, whether the migration says `public` or not. */
function asObserved({ schema, name }: QualifiedName): QualifiedName {
  return schema === undefined ? { name } : nameOf({ schema, name });
}

/** Whether it is done depends on rows, which nobody knows. */
function isDecidedByRows({ guards = [] }: Operation): boolean {
  return guards.some((guard) => guard.kind === 'condition' || (guard.kind === 'object' && guard.object.type === 'row'));
}

/** IF EXISTS and IF NOT EXISTS are decided by the engine, which has locked the table by then. */
function isSkippedByEngine({ operation }: Predicted): boolean {
  return operation.guards?.every(({ kind }) => kind === 'if-exists' || kind === 'if-not-exists') ?? false;
}

function factsOfStep({ facts, applied, before }: Predicted): Facts | undefined {
  if (applied || facts === undefined) return facts;
  const locks = facts.locks.filter(({ table }) => findTable(before, table) !== undefined);
  return { locks, rewrites: [], scans: [], transactional: facts.transactional, duration: 'instant' };
}

function isPlanned(operation: Operation): boolean {
  return plannedKinds.has(operation.kind) || (operation.kind === 'CreateTable' && operation.query !== undefined);
}
