import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Facts } from './facts.ts';
import type { DialectName, QualifiedName } from './names.ts';
import type { Span } from './span.ts';

/** What a run saw of one chain. */
export interface ChainSummary {
  readonly name: string;
  readonly framework: string;
  readonly dialect: DialectName;
  readonly evidence: readonly string[];
  readonly migrations: number;
  /** Migrations that were judged; the others were only replayed. */
  readonly judged: number;
  /** Migrations that have shipped. */
  readonly shipped: number;
  /** In words: `on origin/main (1a2b3c4)`; absent when nothing is known of what has shipped. */
  readonly shippedWhere: string | undefined;
}

/** How much of the migrations was read and understood. */
export interface Coverage {
  readonly files: number;
  readonly migrations: number;
  readonly judged: number;
  readonly shipped: number;
  readonly statements: number;
  readonly operations: number;
  readonly opaque: number;
}

/** A rule that was on in the run. */
export interface RuleSummary {
  readonly name: string;
  readonly category: string;
  readonly severity: Severity;
  /** One line without a full stop: what it finds. */
  readonly summary: string;
  readonly docs: string;
}

/** A finding that was kept from being reported: by a comment, or by an entry of the suppressions file. */
export interface SuppressedDiagnostic extends Diagnostic {
  /** Absent: a comment. */
  readonly by?: 'file';
  /** The reason that the comment or the entry gives. */
  readonly reason?: string;
}

/** What an entry of the suppressions file names and no longer is there. */
export interface UnusedSuppression {
  readonly file: string;
  readonly rule: string;
  readonly fingerprints: readonly string[];
}

/** One operation of a migration's up side, and what the database does for it. */
export interface TimelineStep {
  readonly span: Span;
  /** SQL of the chain's database, where the operation can be written as such; else the source. */
  readonly text: string;
  /** Absent: nothing is known. */
  readonly facts?: Facts;
  /** False: a guard keeps it from doing anything. */
  readonly applied: boolean;
  /** Which of the migration's transactions it runs in, from 1; absent: it commits by itself. */
  readonly transaction?: number;
}

/** What a judged migration does to the database, step by step. */
export interface Timeline {
  readonly chain: string;
  readonly migration: string;
  readonly file: string;
  readonly dialect: DialectName;
  readonly engineVersion: string;
  readonly steps: readonly TimelineStep[];
  /** The tables that it creates: a lock on one of them keeps nobody waiting. */
  readonly created: readonly QualifiedName[];
}

/** A table, view or other object of a catalog as SQL, one statement an entry; absent: it is not there. */
export interface ObjectChange {
  /** With its kind: `table users`. */
  readonly name: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** How the judged migrations of a chain change its catalog: from before the first to after the last of them. */
export interface SchemaChange {
  readonly chain: string;
  readonly first: string;
  readonly last: string;
  readonly changed: readonly ObjectChange[];
  /** How many objects they leave as they are. */
  readonly unchanged: number;
}

/** What takes work that most formats have no use for: in a report only when it was asked for. */
export interface ReportDetails {
  readonly rules?: readonly RuleSummary[];
  /** Sorted as the findings are. */
  readonly suppressedDiagnostics?: readonly SuppressedDiagnostic[];
  readonly timelines?: readonly Timeline[];
  readonly schemaChanges?: readonly SchemaChange[];
}

/**
 * `offers`: the fixes, rewrites and suggestions of the findings, each written and read back; `firstOffers`: those of as many
 * findings as a person looks through.
 */
export type ReportDetail = keyof ReportDetails | 'offers' | 'firstOffers';

/** The outcome of one run: plain data, sorted, all that any reporter needs. */
export interface Report extends ReportDetails {
  readonly coverage: Coverage;
  readonly chains: readonly ChainSummary[];
  /** Sorted by file, place and rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that a suppression kept from being reported. */
  readonly suppressed: number;
  /** Absent: every entry that the run can say something of is used. */
  readonly unusedSuppressions?: readonly UnusedSuppression[];
  /** Sentences about what could not be known: a shallow clone, no git, a file that could not be read. */
  readonly notes: readonly string[];
  /** The text of every file that a diagnostic points into, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly durationMs: number;
}
