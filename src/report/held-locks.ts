import type { Blocked, Facts } from '../model/facts.ts';
import { displayName } from '../model/names.ts';
import type { Timeline, TimelineStep } from '../model/report.ts';

/** A lock of a migration, from the step that takes it to the last one during which it is held; steps count from 0. */
export interface HeldLock {
  readonly table: string;
  readonly mode: string;
  readonly blocks: readonly Blocked[];
  readonly from: number;
  readonly to: number;
  /** Only for a moment of each step, unless a transaction keeps it. */
  readonly brief: boolean;
  /** The migration itself made the table: nobody waits for it. */
  readonly isNew: boolean;
}

/** The locks of a migration, or of several, in the order in which they are taken; in a transaction, each is held until its end. */
export function heldLocks({ steps, created }: Pick<Timeline, 'steps' | 'created'>): readonly HeldLock[] {
  const newTables = new Set(created.map(displayName));
  const ends = new Map(steps.map(({ transaction }, index) => [transaction, index]));
  const heldUntil = new Map<string, number>();
  return steps.flatMap((step, from) => {
    const to = step.transaction === undefined ? from : (ends.get(step.transaction) ?? from);
    return locksOf(step).flatMap(({ table: name, mode, blocks, brief = false, onDatabase }) => {
      const table = onDatabase === true ? 'the database' : displayName(name);
      const key = `${mode} ${table}`;
      if ((heldUntil.get(key) ?? -1) >= to) return [];
      heldUntil.set(key, to);
      // A whole database is locked for a moment when the transaction commits.
      const since = brief && onDatabase === true ? to : from;
      return [{ table, mode, blocks, from: since, to, brief, isNew: newTables.has(table) }];
    });
  });
}

function locksOf({ applied, facts }: TimelineStep): Facts['locks'] {
  return applied ? (facts?.locks ?? []) : [];
}

/** How much a lock keeps others from: everything, writing, or changing the table's definition only. */
export type Impact = 'reads' | 'writes' | 'ddl' | 'nothing';

export function impactOf(blocks: readonly Blocked[]): Impact {
  const order: readonly Blocked[] = ['reads', 'writes', 'ddl'];
  return order.find((blocked) => blocks.includes(blocked)) ?? 'nothing';
}

/** What such a lock does to others, as a clause. */
export const impactWords: Readonly<Record<Impact, string>> = {
  reads: 'blocks reads and writes',
  writes: 'blocks writes',
  ddl: 'blocks other schema changes only',
  nothing: 'blocks nobody',
};

/** A lock in words: `users: AccessExclusive, blocks reads and writes, until step 6`. */
export function lockWords({ table, mode, blocks, from, to, brief, isNew }: HeldLock): string {
  const effect = isNew ? 'nobody uses the table yet' : impactWords[impactOf(blocks)];
  const time = brief ? ' for a moment' : '';
  return `${table}: ${mode}, ${effect}${to === from ? time : `, until step ${to + 1}`}`;
}

/** What a step does besides taking locks, as a clause. */
export function workOf({ applied, facts }: TimelineStep): string {
  if (!applied) return 'does nothing here: its guard does not hold';
  if (facts === undefined) return 'nothing is known of what it does';
  const { rewrites, scans, loses, refused, duration } = facts;
  if (refused !== undefined) return `is refused: ${refused}`;
  const work = [
    ...(rewrites.length === 0 ? [] : [`rewrites ${rewrites.map(displayName).join(', ')}`]),
    ...(scans.length === 0 ? [] : [`scans ${scans.map(displayName).join(', ')}`]),
    ...(loses === undefined ? [] : [`loses ${loses}`]),
    ...(duration === 'instant' ? ['instant'] : ['takes longer the more rows there are']),
  ];
  return work.join('; ');
}
