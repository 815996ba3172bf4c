import type { Facts, Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation, OperationKind } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { strongest } from './locks.ts';

/** Where an operation takes place: the schema before it, and the server's major version. */
export interface Context {
  readonly schema: Schema;
  readonly version: number;
}

/** What an operation does, as far as it is worth saying: all that is absent is harmless. */
export interface Effect {
  readonly locks?: readonly Lock[];
  readonly rewrites?: readonly QualifiedName[];
  readonly scans?: readonly QualifiedName[];
  readonly loses?: string | undefined;
  readonly because?: string | undefined;
  /** False where the statement is refused in a transaction block. */
  readonly transactional?: boolean;
  /** Takes longer with more rows although no table is rewritten or read from end to end. */
  readonly growsWithRows?: boolean;
}

/** For each kind of operation its effect; `undefined`: nothing is known about it. */
export type Effects<K extends OperationKind> = {
  readonly [P in K]: (operation: Operation<P>, context: Context) => Effect | undefined;
};

export function factsOf(effect: Effect): Facts {
  const rewrites = distinct(effect.rewrites ?? []);
  const scans = distinct(effect.scans ?? []);
  const grows = effect.growsWithRows === true || rewrites.length > 0 || scans.length > 0;
  return {
    locks: strongest(effect.locks ?? []),
    rewrites,
    scans,
    ...(effect.loses === undefined ? {} : { loses: effect.loses }),
    ...(effect.because === undefined ? {} : { because: effect.because }),
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
    transactional: effects.every((effect) => effect.transactional ?? true),
    growsWithRows: effects.some((effect) => effect.growsWithRows === true),
  };
}

/** What is there, joined; `undefined` when nothing is. */
export function sentences(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join('; ');
}

function distinct(names: readonly QualifiedName[]): readonly QualifiedName[] {
  return [...new Map(names.map((name) => [displayName(name), name])).values()];
}
