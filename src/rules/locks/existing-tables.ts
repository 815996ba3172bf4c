import type { Facts, Lock } from '../../model/facts.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { OperationKind } from '../../model/operation.ts';
import type { Context, Step } from '../rule.ts';
import { blocking, listed, withArticle } from '../words.ts';

/** Rows, upkeep and refreshes rewrite and scan by their nature; other rules speak of them. */
const ownBusiness: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'Truncate',
  'Maintenance',
  'RefreshView',
  'Reindex',
  'InsertRows',
  'UpdateRows',
  'DeleteRows',
  'MergeRows',
  'Query',
  'CreateView',
]);

/** A change of the schema that costs something on a table which is in use. */
export interface Cost {
  readonly facts: Facts;
  /** The tables in use that it costs something on, with a verb: `orders is`, `orders and users are`. */
  readonly tablesAre: string;
  /** `an AccessExclusive lock on orders, which blocks all reads and writes`. */
  readonly locks: string;
}

/** What a step costs on tables in use, taking the given tables of its facts; `undefined` when nothing. */
export function costOf(step: Step, context: Context, of: (facts: Facts) => readonly QualifiedName[]): Cost | undefined {
  const { facts, before, operation } = step;
  if (facts === undefined || ownBusiness.has(operation.kind)) return undefined;
  const tables = of(facts).filter((table) => !context.isUnused(table, before));
  if (tables.length === 0) return undefined;
  return {
    facts,
    tablesAre: `${listed(tables.map(displayName))} ${tables.length === 1 ? 'is' : 'are'}`,
    locks: describeLocks(facts, step, context),
  };
}

/** The locks that keep others from reading or writing a table in use, in words. */
function describeLocks(facts: Facts, step: Step, context: Context): string {
  const strong = facts.locks.filter((lock) => blocksUse(lock) && !context.isUnused(lock.table, step.before));
  const modes = [...new Map(strong.map((lock) => [lock.mode, lock])).values()];
  const phrases = modes.map(({ mode, blocks }) => {
    const tables = [...new Set(strong.filter((lock) => lock.mode === mode).map(placeOf))];
    return tables.length === 1
      ? `${withArticle(mode)} lock on ${listed(tables)}, which blocks ${blocking(blocks)}`
      : `${mode} locks on ${listed(tables)}, which block ${blocking(blocks)}`;
  });
  return listed(phrases);
}

/** Whether nobody can read, or nobody can write, until the work is done. */
export function blocksUse({ blocks, brief }: Lock): boolean {
  return brief !== true && (blocks.includes('reads') || blocks.includes('writes'));
}

/** Those of the tables that are locked against use meanwhile. */
export function lockedOf(
  tables: readonly QualifiedName[],
  facts: Facts,
  { before }: Pick<Step, 'before'>,
): readonly QualifiedName[] {
  const locks = facts.locks.filter(blocksUse);
  return tables.filter((table) =>
    locks.some((lock) => lock.onDatabase === true || sameName(before.traits, table, lock.table)),
  );
}

/** What a lock is on, in words. */
export function placeOf({ table, onDatabase }: Lock): string {
  return onDatabase === true ? 'the database' : displayName(table);
}

/** The locks of a step on what is in use already that keep others from reading or writing it, brief ones included. */
export function locksInUse({ facts, before }: Step, { isUnused }: Context): readonly Lock[] {
  const locks = facts?.locks ?? [];
  return locks.filter(
    ({ blocks, table }) => (blocks.includes('reads') || blocks.includes('writes')) && !isUnused(table, before),
  );
}
