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

/** What a program leaves out around a call, so that it is not done, not in time, or not where it looks as if it were. */
export interface Forgotten {
  /**
   * `execution`: what was built is never sent. `await`: it is sent, and nobody waits for it. `transaction`: it is sent
   * outside of the transaction that the program opened around it.
   */
  readonly what: 'execution' | 'await' | 'transaction';
  /** The call, for people: `knex.schema.dropTable`. */
  readonly call: string;
  /** How this tool wants it, as an instruction: `add .execute()`. */
  readonly remedy: string;
}

/** What a migration says of its own transaction. */
interface OwnTransaction {
  /** Where it says so. */
  readonly span: Span;
  /** How the tool runs migrations that say nothing; absent: nothing tells. */
  readonly runMode?: TransactionMode;
}

/** A piece of source with a meaning: one SQL statement, or one builder call. */
export interface Statement {
  readonly span: Span;
  readonly side: Side;
  readonly operations: readonly Operation[];
  /** The SQL as the database will get it, when the source holds SQL. */
  readonly sql?: string;
  /** The framework runs it outside of the migration's transaction. */
  readonly outsideTransaction?: boolean;
  /** With a forgotten execution its operation is a NoChange: the database never hears of it. */
  readonly forgotten?: Forgotten;
}

/** A comment of the source, with its marks (`--`, `//`, `/* … *\/`). */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** What a tool does with a migration that sorts before one which a database has already run. */
export type Latecomers = 'run' | 'skipped' | 'refused';

/** Something that is wrong with a migration's file itself, found before any rule. */
export interface ReadProblem {
  readonly span: Span;
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly remedy?: string;
  /**
   * It is about the migration's name, its place in the chain, or a value that only a run can tell; absent: about what is
   * written in the file.
   */
  readonly about?: 'name' | 'order' | 'value';
  /** The fact behind it, where it says more than that the file could not be read in full. */
  readonly why?: string;
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
  readonly ownTransaction?: OwnTransaction;
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
