import type { Migration } from '../model/migration.ts';
import type { Schema } from '../model/schema.ts';

/** How far a chain was replayed: the schema before the migration at a position. */
export interface Milestone {
  readonly position: number;
  readonly schema: Schema;
}

/** How far chains were replayed by earlier runs, so that the past need not be replayed again. */
export interface Milestones {
  /** The furthest one at or before a position, of a chain that began with `start` and the same migrations. */
  last(migrations: readonly Migration[], position: number, start: Schema): Milestone | undefined;
  keep(migrations: readonly Migration[], milestone: Milestone): void;
}

export const noMilestones: Milestones = { last: () => undefined, keep: () => undefined };
