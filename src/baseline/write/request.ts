import type { Dialect } from '../../dialects/dialect.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles } from '../../frameworks/framework.ts';
import type { Migration } from '../../model/migration.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';

/** Rows that the base has to bring, every value as the engine prints it, `undefined` for NULL. */
export interface KeptRows {
  readonly table: QualifiedName;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

export interface BaseRequest {
  readonly framework: Framework;
  readonly chain: ChainSource;
  readonly dialect: Dialect;
  readonly files: ProjectFiles;
  /** The migrations that the base replaces, in order and from the first of the chain on. */
  readonly squashed: readonly Migration[];
  /** The migrations of the chain behind them, which stay. */
  readonly later: readonly MigrationEntry[];
  /** The schema after the last of `squashed`. */
  readonly schema: Schema;
  readonly data: readonly KeptRows[];
  /** What the base is called besides its version; `base` when nobody says. */
  readonly title?: string;
}

export interface WrittenBase {
  /** The base migration, and what the tool keeps beside it. Paths are of the project, like those of `ProjectFiles`. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Files of the old migrations that go away. */
  readonly removed: readonly string[];
  /** What is left to do by hand, and what of the old chain the base cannot say, as sentences for people. */
  readonly notes: readonly string[];
  /** How the tool knows the base, for `ledgerScript`. */
  readonly base: MigrationEntry;
}
