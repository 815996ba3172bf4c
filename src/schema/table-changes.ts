import type { Map } from 'immutable';
import type { Table } from '../model/schema.ts';

type Tables = Map<string, Table>;

/** How one state of the tables came to be from the one before it. */
interface Change {
  readonly key: string;
  readonly before: Tables;
  /** How many changes are known up to this one. */
  readonly depth: number;
}

/** So many changes are followed back; each keeps an earlier state of the tables in memory. */
const deepest = 64;

const changes = new WeakMap<Tables, Change>();

/** Notes that two states of the tables differ in one key. */
export function noteChange(before: Tables, after: Tables, key: string): void {
  // No tables are the same object whenever there are none: a way that leads back through them would have no end.
  if (before === after || after.isEmpty()) return;
  const depth = (changes.get(before)?.depth ?? 0) + 1;
  if (depth <= deepest) changes.set(after, { key, before, depth });
}

/**
 * The keys of the tables that may differ between two states: those that were changed on the way from one to the other,
 * or all when the way is not known.
 */
export function changedKeys(before: Tables, after: Tables): Iterable<string> {
  const keys = new Set<string>();
  for (let state = after; state !== before;) {
    const change = changes.get(state);
    if (change === undefined) return new Set([...before.keys(), ...after.keys()]);
    keys.add(change.key);
    state = change.before;
  }
  return keys;
}
