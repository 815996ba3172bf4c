import type { CostCause, Facts, Lock } from '../../model/facts.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';

/** What an operation does, as far as it is worth saying: all that is absent is harmless. */
export interface Effect {
  readonly locks?: readonly Lock[];
  readonly rewrites?: readonly QualifiedName[];
  readonly scans?: readonly QualifiedName[];
  readonly loses?: string | undefined;
  readonly because?: string | undefined;
  readonly cause?: CostCause | undefined;
  readonly refused?: string | undefined;
  /** False where the statement is refused in a transaction block, or ends it. */
  readonly transactional?: boolean;
  /** Takes longer with more rows although no table is rewritten or read from end to end. */
  readonly growsWithRows?: boolean;
}

/** For each kind of operation its effect in a place that the dialect describes; `undefined`: nothing is known about it. */
export type EffectsIn<Context, K extends OperationKind> = {
  readonly [P in K]: (operation: Operation<P>, context: Context) => Effect | undefined;
};

/** What a dialect knows of an operation in its place; `undefined`: nothing. */
export function factsFrom<Context, K extends OperationKind>(
  effects: EffectsIn<Context, OperationKind>,
  modes: readonly string[],
  operation: Operation<K>,
  context: Context,
): Facts | undefined {
  const effectOf: EffectsIn<Context, OperationKind>[K] = effects[operation.kind];
  const effect = effectOf(operation, context);
  return effect === undefined ? undefined : factsOf(effect, modes);
}

/** The facts of an effect, given the dialect's lock modes from the weakest to the strongest. */
export function factsOf(effect: Effect, modes: readonly string[]): Facts {
  const rewrites = distinct(effect.rewrites ?? []);
  const scans = distinct(effect.scans ?? []);
  const grows = effect.growsWithRows === true || rewrites.length > 0 || scans.length > 0;
  return {
    locks: strongest(effect.locks ?? [], modes),
    rewrites,
    scans,
    ...(effect.loses === undefined ? {} : { loses: effect.loses }),
    ...(effect.because === undefined ? {} : { because: effect.because }),
    ...(effect.cause === undefined ? {} : { cause: effect.cause }),
    ...(effect.refused === undefined ? {} : { refused: effect.refused }),
    transactional: effect.transactional ?? true,
    duration: grows ? 'grows-with-rows' : 'instant',
  };
}

/** Several effects of one statement as one. */
export function together(effects: readonly Effect[]): Effect {
  return {
    locks: effects.flatMap((effect) => effect.locks ?? []),
    rewrites: effects.flatMap((effect) => effect.rewrites ?? []),
    scans: effects.flatMap((effect) => effect.scans ?? []),
    loses: sentences(effects.map((effect) => effect.loses)),
    because: sentences(effects.map((effect) => effect.because)),
    refused: sentences(effects.map((effect) => effect.refused)),
    transactional: effects.every((effect) => effect.transactional ?? true),
    growsWithRows: effects.some((effect) => effect.growsWithRows === true),
  };
}

/** What is there, joined; `undefined` when nothing is. */
export function sentences(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join('; ');
}

/** One lock for each table, the strongest, and beside it one that is held briefly when that is stronger still. */
function strongest(locks: readonly Lock[], modes: readonly string[]): readonly Lock[] {
  const strength = (lock: Lock): number => modes.indexOf(lock.mode);
  const byTable = new Map<string, Lock>();
  const held = locks.filter((lock) => lock.brief !== true);
  for (const lock of [...held, ...locks.filter((other) => other.brief === true)]) {
    const table = displayName(lock.table);
    const rivals = [byTable.get(table), byTable.get(`${table} briefly`)].filter((rival) => rival !== undefined);
    if (rivals.some((rival) => strength(rival) >= strength(lock))) continue;
    byTable.set(lock.brief === true ? `${table} briefly` : table, lock);
  }
  return [...byTable.values()];
}

function distinct(names: readonly QualifiedName[]): readonly QualifiedName[] {
  return [...new Map(names.map((name) => [displayName(name), name])).values()];
}
