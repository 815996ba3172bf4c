import type { Batch } from '../../model/batch.ts';
import type { Blocked } from '../../model/facts.ts';
import { heldLocks, type HeldLock } from '../held-locks.ts';

/** A transaction of a batch, from its first step to its last; steps count from 0. */
export interface Bounds {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

export function transactionsOf({ steps }: Pick<Batch, 'steps'>): readonly Bounds[] {
  const numbers = new Set(steps.flatMap(({ transaction }) => transaction ?? []));
  return [...numbers].map((number) => ({
    number,
    from: steps.findIndex(({ transaction }) => transaction === number),
    to: steps.findLastIndex(({ transaction }) => transaction === number),
  }));
}

/** The locks that earlier steps have taken and that are still held while a step runs, of each table the strongest. */
export function heldBefore(locks: readonly HeldLock[], step: number): readonly HeldLock[] {
  return strongest(locks.filter(({ from, to }) => from < step && to >= step));
}

/** One lock for each table: the one that blocks most, and of those the first. */
export function strongest(locks: readonly HeldLock[]): readonly HeldLock[] {
  const byTable = new Map<string, HeldLock>();
  for (const lock of locks) {
    const known = byTable.get(lock.table);
    if (known === undefined || lock.blocks.length > known.blocks.length) byTable.set(lock.table, lock);
  }
  return [...byTable.values()];
}

/** The locks of a batch that somebody else can have to wait for. */
export function feltLocks(batch: Pick<Batch, 'steps' | 'created'>): readonly HeldLock[] {
  return heldLocks(batch).filter(({ isNew, blocks }) => !isNew && blocks.length > 0);
}

const words: Readonly<Record<Blocked, string>> = { reads: 'reads', writes: 'writes', ddl: 'schema changes' };

/** What a lock keeps others from: `reads, writes and schema changes`. */
export function blockedWords(blocks: readonly Blocked[]): string {
  return inWords(blocks.map((blocked) => words[blocked]));
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
