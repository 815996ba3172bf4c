import type { Facts } from './facts.ts';
import type { TransactionMode } from './migration.ts';
import type { DialectName, QualifiedName } from './names.ts';
import type { OperationKind } from './operation.ts';
import type { TimelineStep } from './report.ts';
import type { SizedTable } from './table-size.ts';

/**
 * How long a statement takes: what the engine's facts say, but that work on nothing but new tables without rows is instant.
 * `unknown`: of a part of it nothing is known.
 */
export type DurationClass = Facts['duration'] | 'unknown';

/** A statement of a batch: one of the source's SQL, or what one operation of a builder call becomes. */
export interface BatchStep extends TimelineStep {
  /** The id of its migration. */
  readonly migration: string;
  readonly operations: readonly OperationKind[];
  readonly duration: DurationClass;
  /** Why it could not be understood. */
  readonly opaque?: string;
  /** Conditions that only a database can decide, as written. */
  readonly onlyIf: readonly string[];
}

export interface BatchMigration {
  readonly id: string;
  readonly file: string;
  readonly shipped: boolean;
  /** False: nobody asked for it, but it runs in the same batch. */
  readonly asked: boolean;
  readonly transaction: TransactionMode;
}

/**
 * What a tool runs in one go, as far as transactions are concerned: all pending migrations where they can share one, else
 * one migration.
 */
export interface Batch {
  readonly chain: string;
  /** For people: `Knex`. */
  readonly framework: string;
  readonly dialect: DialectName;
  readonly engineVersion: string;
  /** Changes of the schema commit by themselves, whatever the tool does (MySQL). */
  readonly commitsAlone: boolean;
  readonly migrations: readonly BatchMigration[];
  readonly steps: readonly BatchStep[];
  /** The tables that it creates: a lock on one of them keeps nobody waiting. */
  readonly created: readonly QualifiedName[];
  /** What of the things that it locks is an index. */
  readonly indexes: readonly QualifiedName[];
  /** Of the tables that it works on, as far as statistics tell. */
  readonly sizes: readonly SizedTable[];
  /** Where the sizes are from. */
  readonly stats?: { readonly file: string; readonly takenAt: string };
}

/** Batches for people and programs, with the texts that their spans point into. */
export interface Explanation {
  readonly batches: readonly Batch[];
  /** Sentences about what could not be known. */
  readonly notes: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}
