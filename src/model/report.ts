import type { Diagnostic } from './diagnostic.ts';
import type { DialectName } from './names.ts';

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

/** The outcome of one run: plain data, sorted, all that any reporter needs. */
export interface Report {
  readonly coverage: Coverage;
  readonly chains: readonly ChainSummary[];
  /** Sorted by file, place and rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that a suppression kept from being reported. */
  readonly suppressed: number;
  /** Sentences about what could not be known: a shallow clone, no git, a file that could not be read. */
  readonly notes: readonly string[];
  /** The text of every file that a diagnostic points into, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly durationMs: number;
}
