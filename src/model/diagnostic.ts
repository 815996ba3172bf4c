import type { Facts } from './facts.ts';
import type { Statement } from './migration.ts';
import type { Operation } from './operation.ts';
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

/** What a rule proposes, before it is written as text. */
export interface Proposal {
  /** Imperative, in the user's names: `Rename Name to FullName`. */
  readonly title: string;
  readonly changes: readonly Change[];
}

/** A proposal as text edits: sorted, not overlapping. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
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
  readonly docs: string;
  /** Stays the same when lines move; equal findings in one migration are numbered. */
  readonly fingerprint: string;
}
