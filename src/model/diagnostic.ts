import type { Facts } from './facts.ts';
import type { Statement } from './migration.ts';
import type { Operation } from './operation.ts';
import type { Phase } from './phase.ts';
import type { Span } from './span.ts';

/** `off` only in configuration; findings are errors or warnings. */
export type Severity = 'error' | 'warning';

/** A replacement of a range of one file. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * A change to a migration said in operations; the framework writes it in its own words. The operations take the place
 * of `statements`, at the first of them; the others are removed. With no statements they come before `before`.
 */
export type Change =
  | { readonly kind: 'replace'; readonly statements: readonly Statement[]; readonly operations: readonly Operation[] }
  | { readonly kind: 'insert'; readonly before: Statement; readonly operations: readonly Operation[] };

/** A change of rows that goes through its table in batches of a key, each committed by itself. */
interface InBatches {
  readonly kind: 'InBatches';
  readonly change: Operation<'UpdateRows' | 'DeleteRows'>;
  /** A column whose values are all different and in an order. */
  readonly key: string;
}

export type LaterStep = Operation | InBatches;

/** A migration that a rewrite puts behind the last one of the chain. */
export interface LaterMigration {
  readonly phase: Phase;
  /** What it does, for its name: `validate orders_customer_fkey`. */
  readonly name: string;
  readonly up: readonly LaterStep[];
  /** What takes it back; empty: there is nothing to take back. */
  readonly down: readonly Operation[];
  /**
   * `outside`: no transaction may hold it. `apart`: what comes before it has to be committed. Absent: neither, and where it
   * has several steps, one transaction should hold them.
   */
  readonly alone?: 'outside' | 'apart';
}

/** What a rule proposes, before it is written as text. */
export interface Proposal {
  /** Imperative, in the user's names: `Rename Name to FullName`. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** What follows in migrations of its own, in order. When nothing else is left, the first takes the changed one's place. */
  readonly later?: readonly LaterMigration[];
  /** What only a person can do, or has to know, about the later migrations. */
  readonly note?: string;
}

/** A file that is not there yet. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A proposal as text edits: sorted, not overlapping. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Files that it adds. Absent: none. */
  readonly files?: readonly NewFile[];
  readonly note?: string;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** One finding: what, why, what to do, where. Plain data that can be serialised. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in the user's own names; one line. */
  readonly message: string;
  /** The fact behind it. */
  readonly why: string;
  /** What to do. Indented lines are code and are shown as they are; the others are prose and can be wrapped. */
  readonly remedy: string;
  readonly span: Span;
  readonly migration: string;
  readonly chain: string;
  readonly related: readonly Related[];
  readonly facts?: Facts;
  /** Applied by --fix. */
  readonly fix?: Fix;
  /** Only offered. */
  readonly suggestions: readonly Fix[];
  /** A safe replacement in ordered steps, applied by --fix-rewrite. */
  readonly rewrite?: Fix;
  /** Why the rewrite that the rule knows cannot be written here, as a sentence for people. */
  readonly unwritten?: string;
  readonly docs: string;
  /** Stays the same when lines move; equal findings in one migration are numbered. */
  readonly fingerprint: string;
}
