import type { Dialect } from '../../../dialects/dialect.ts';
import type { Comment, Forgotten, ReadProblem } from '../../../model/migration.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OpaqueReason } from '../../../model/operations/session.ts';
import type { Module } from '../index.ts';
import type { Value } from '../value.ts';
import { describe } from '../value.ts';

/** What keeps a call from being understood. */
interface Obstacle {
  readonly reason: OpaqueReason;
  readonly detail: string;
}

/** What reading one statement needs, and where it gathers what stands in its way. */
export interface Reading {
  readonly dialect: Dialect;
  readonly module: Module;
  readonly obstacles: Obstacle[];
  readonly problems: ReadProblem[];
  /** Comments in SQL that is written in strings. */
  readonly comments: Comment[];
}

/** What a statement means, and the SQL that the database gets for it. */
export interface Meaning {
  readonly operations: readonly Operation[];
  readonly sql?: string;
  /** The tool runs it outside of the migration's transaction. */
  readonly outsideTransaction?: boolean;
  readonly forgotten?: Forgotten;
}

/** Notes that a part of a call is missing, or cannot be told without running it. */
export function obstruct(reading: Reading, what: string, value: Value | undefined): void {
  reading.obstacles.push({
    reason: value === undefined ? 'not-recognised' : 'built-at-run-time',
    detail: value === undefined ? `${what} is missing` : `${what} cannot be told: ${describe(value)}`,
  });
}

export function notKnown(reading: Reading, method: string): void {
  reading.obstacles.push({ reason: 'not-recognised', detail: `${method}() is not known` });
}
