import type { Batch } from '../../model/batch.ts';
import type { Blocked } from '../../model/facts.ts';
import { displayName } from '../../model/names.ts';
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

/** The locks of a batch that somebody else can have to wait for; a lock of an index is felt as that of its table. */
export function feltLocks(batch: Pick<Batch, 'steps' | 'created' | 'indexes'>): readonly HeldLock[] {
  const indexes = new Set(batch.indexes.map(displayName));
  return heldLocks(batch).filter(({ table, isNew, blocks }) => !isNew && blocks.length > 0 && !indexes.has(table));
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

/** The same with so many of them at most, and the number of the others. */
export function inWordsBriefly(parts: readonly string[], most: number): string {
  return parts.length <= most ? inWords(parts) : inWords([...parts.slice(0, most), `${parts.length - most} more`]);
}
