import type { ColumnType } from '../model/column-type.ts';
import type { Facts } from '../model/facts.ts';
import type { Comment } from '../model/migration.ts';
import type { DialectTraits, QualifiedName } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Schema, Table } from '../model/schema.ts';
import type { SourceText } from '../model/source-text.ts';
import type { Span } from '../model/span.ts';
import type { Expression, Literal } from '../model/table.ts';
import type { Detail } from '../schema/fact.ts';

/** One SQL statement of a text. Text that is only white space and comments is no statement. */
export interface SqlStatement {
  /** From its first token to its last, without the closing semicolon. */
  readonly span: Span;
  readonly sql: string;
  /** At least one; a statement without effect is `NoChange`, one that was not understood `Opaque`. */
  readonly operations: readonly Operation[];
}

export interface SqlText {
  readonly statements: readonly SqlStatement[];
  readonly comments: readonly Comment[];
}

/** All that the house asks of one database. Everything is synchronous: what has to be loaded is loaded with the dialect. */
export interface Dialect {
  readonly traits: DialectTraits;
  /** The traits of one version, where servers of the dialect differ in them (MariaDB); absent: `traits` is all there is. */
  traitsOf?(version: string): DialectTraits;
  /** The version that facts are given for when the configuration does not say: `17`, `8.0`. */
  readonly defaultVersion: string;
  /**
   * Splits and reads a text. Never throws: a statement that is not valid becomes one `Opaque` operation, and reading
   * goes on at the next.
   */
  read(source: SourceText): SqlText;
  /**
   * The operation as SQL of this dialect, one statement an entry, without semicolons. Reading them gives the operation
   * back, apart from spans. `undefined`: this dialect cannot say it.
   */
  write(operation: Operation): readonly string[] | undefined;
  /** What the engine of that version does for the operation; `undefined`: nothing is known about it. */
  facts(operation: Operation, schema: Schema, version: string): Facts | undefined;
  /** A type as written in this dialect, normalised. Never throws; an unknown type has the family `other`. */
  columnType(text: string): ColumnType;
  /** A value expression as written in this dialect, normalised. */
  expression(sql: string): Expression;
  literal(literal: Literal): Expression;
  /**
   * One statement that makes a change of rows in batches of a key, each committed by itself, which no transaction may hold;
   * `undefined`: it cannot be said. Absent: the dialect has none.
   */
  inBatches?(change: Operation<'UpdateRows' | 'DeleteRows'>, key: string): string | undefined;
  /** A name as it stands in a statement, quoted where it has to be. */
  quote(name: QualifiedName): string;
  /** A schema with one form for what the engine does not tell apart, for comparing; absent: it is in that form already. */
  asStored?(schema: Schema, detail: Detail): Schema;
  /** How a table is written anew, where ALTER TABLE cannot say every change (SQLite). */
  readonly rebuild?: TableRebuild;
}

/** A table is created as it is to be, takes over the rows, and takes the place of the old one. */
export interface TableRebuild {
  /** Statements before the transaction in which tables are written anew. */
  readonly before: readonly string[];
  /** Statements after it. */
  readonly after: readonly string[];
  /** The statements for one table; `undefined`: it cannot be written. */
  write(from: Table, to: Table): readonly string[] | undefined;
}
