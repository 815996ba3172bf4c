import type { Dialect } from '../../dialects/dialect.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles } from '../../frameworks/framework.ts';
import type { Ledger } from '../../frameworks/ledger.ts';

/** What a squash replaces by what, as far as the table needs to know in which the tool records what it has applied. */
export interface LedgerRequest {
  readonly framework: Framework;
  readonly chain: ChainSource;
  readonly dialect: Dialect;
  /** The project with the base migration in it: checksums are taken of its file. */
  readonly files: ProjectFiles;
  /** The migrations that go away, in the order in which the tool ran them. */
  readonly squashed: readonly MigrationEntry[];
  readonly base: MigrationEntry;
  /** What else the table may record: later migrations of the chain, and those of other chains that share the table. */
  readonly known: readonly MigrationEntry[];
}

export interface LedgerScript {
  /** A whole script with its comments; absent: there is none to write, and the notes say why. */
  readonly sql?: string;
  /** Sentences for people. */
  readonly notes: readonly string[];
}

/** A request whose tool has a ledger, with at least one migration that goes away. */
export interface KnownLedger extends LedgerRequest {
  readonly ledger: Ledger;
}
