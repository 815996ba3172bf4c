import type { DialectName } from './names.ts';
import type { Operation } from './operation.ts';
import type { Span } from './span.ts';

/** How the tool wraps what it runs, when nothing in the migration says otherwise. */
export type TransactionMode =
  /** All pending migrations in one transaction. */
  | 'whole-batch'
  | 'per-migration'
  /** The whole file is sent as one command, which the server runs as one implicit transaction when it holds several statements. */
  | 'per-file-implicit'
  /** Each statement by itself. */
  | 'none';

/** Which way a statement leads. */
export type Side = 'up' | 'down';

/** A piece of source with a meaning: one SQL statement, or one builder call. */
export interface Statement {
  readonly span: Span;
  readonly side: Side;
  readonly operations: readonly Operation[];
  /** The SQL as the database will get it, when the source holds SQL. */
  readonly sql?: string;
  /** The framework runs it outside of the migration's transaction. */
  readonly outsideTransaction?: boolean;
}

/** A comment of the source, with its marks (`--`, `//`, `/* … *\/`). */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** Something that is wrong with a migration's file itself, found before any rule. */
export interface ReadProblem {
  readonly span: Span;
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly remedy?: string;
}

/** One unit that a tool applies. */
export interface Migration {
  /** The identity under which the tool's ledger stores it. */
  readonly id: string;
  /** The file that holds the up side, as a path from the project's root with forward slashes. */
  readonly file: string;
  /** All files that it is made of, `file` included. */
  readonly files: readonly string[];
  readonly chain: string;
  readonly framework: string;
  readonly dialect: DialectName;
  readonly up: readonly Statement[];
  /** Absent: the migration has no way back. */
  readonly down?: readonly Statement[];
  readonly transaction: TransactionMode;
  /** Where a finding about the whole migration is shown: the class name, or the first statement. */
  readonly head: Span;
  readonly comments: readonly Comment[];
  readonly problems: readonly ReadProblem[];
  /** What the ledger knows it by, when that is not the id. */
  readonly ledgerKey?: string;
  /** The tool runs it again whenever its text changes: editing it is how it is meant to be used. */
  readonly repeatable?: boolean;
}

/** Every statement of a migration, up first. */
export function allStatements(migration: Migration): readonly Statement[] {
  return [...migration.up, ...(migration.down ?? [])];
}
