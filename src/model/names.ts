import type { ColumnType } from './column-type.ts';
import type { Attributes, Column, Constraint } from './table.ts';

/** The databases that mig-lint knows; MariaDB is read as `mysql` and told apart by the engine version. */
export type DialectName = 'postgres' | 'mysql' | 'sqlserver' | 'sqlite';

/** Every dialect, in the order in which they are listed to people. */
export const dialectNames: readonly DialectName[] = ['postgres', 'mysql', 'sqlserver', 'sqlite'];

/**
 * The name of a table or of any other object that lives in a schema, as the engine would store it: a dialect's reader
 * has folded case and removed quotes. `schema` is absent when the source does not say it.
 */
export interface QualifiedName {
  readonly schema?: string;
  readonly name: string;
}

/** What the replay has to know of a database's names and transactions; each dialect's folder provides its own. */
export interface DialectTraits {
  readonly name: DialectName;
  /** The schema that an unqualified name means, where there is one. */
  readonly defaultSchema: string | undefined;
  /** Whether names that differ in case only are different objects (PostgreSQL, after folding). */
  readonly caseSensitive: boolean;
  /** Whether DDL can be rolled back. */
  readonly transactionalDdl: boolean;
  /** Whether index names are unique in a schema, and so found without their table. */
  readonly indexesBelongToSchema: boolean;
  /** The name that the engine gives to a constraint or index that the author left unnamed. */
  implicitName(request: ImplicitNameRequest): string;
  /** Whether the columns of a primary key can hold NULL unless they say otherwise (SQLite); absent: never. */
  readonly primaryKeyHoldsNull?: boolean;
  /** Whether ALTER TABLE cannot add a constraint: a table is created with all of them (SQLite). */
  readonly constraintsAreFixed?: boolean;
  /** Whether triggers of other tables follow a renamed table (SQLite); absent: they are left to fail. */
  readonly renamesReachTriggers?: boolean;
  /** Whether every value of one type fits another unchanged, where columns take more than their type says (SQLite). */
  holds?(to: ColumnType, from: ColumnType): boolean | undefined;
  /** The name that a constraint has after its table was renamed, where names given by the engine follow; absent: the old one. */
  renamedWithTable?(name: string, from: string, to: string): string;
  /** Whether CREATE TABLE LIKE takes over everything but foreign keys and triggers, under its old names (MySQL). */
  readonly likeTakesAll?: boolean;
  /** Whether a table is created with its indexes, since a column that numbers its rows needs one at once (MySQL). */
  readonly tablesHoldIndexes?: boolean;
  /** Whether a foreign key makes an index on its columns when there is none that begins with them (MySQL). */
  readonly foreignKeysMakeIndexes?: boolean;
  /** Whether a CHECK in a column's definition is part of the column, and gone when that is stated anew (MariaDB). */
  readonly columnsHoldChecks?: boolean;
  /** Whether views and triggers go on with the old name of a table that was renamed (MySQL). */
  readonly codeKeepsNames?: boolean;
  /** Whether a primary key has the engine's name, whatever it is called (MySQL). */
  readonly primaryKeyHasNoName?: boolean;
  /** A column without the attributes that are constraints, and those (MariaDB: REFERENCES in its definition). */
  columnParts?(column: Column): { readonly column: Column; readonly constraints: readonly Constraint[] };
  /** A table's PARTITION BY clause after ALTER TABLE was carried out, where that can change it (MySQL). */
  partitioningAfter?(clause: string | undefined, execution: Attributes): string | undefined;
  /** What is known of character sets, where tables and columns have one (MySQL). */
  readonly characterSets?: CharacterSets;
  /** The sequence that a column makes for itself by SERIAL or IDENTITY, where such sequences can be seen (PostgreSQL). */
  ownedSequenceName?(request: Pick<ImplicitNameRequest, 'table' | 'taken'> & { readonly column: string }): string;
}

/** The character sets of an engine: each has a collation of its own, and a collation belongs to one of them. */
export interface CharacterSets {
  /** The collation that text has where only its character set is said; of the database when nothing is. */
  defaultCollation(charset: string | undefined): string;
  charsetOf(collation: string): string;
  /** A collation by the name that the engine prints: `utf8_bin` is `utf8mb3_bin`. */
  collation(name: string): string;
  /** The most bytes that one character takes. */
  bytesOf(charset: string): number;
  /** A type after its text was converted: one that can come to hold too little becomes larger. */
  converted(type: ColumnType, fromCharset: string, toCharset: string): ColumnType;
}

export interface ImplicitNameRequest {
  readonly of: 'PrimaryKey' | 'Unique' | 'Check' | 'ForeignKey' | 'Exclusion' | 'Default' | 'Index';
  readonly table: QualifiedName;
  readonly columns: readonly string[];
  /** The column whose definition holds the constraint, where it is part of one. */
  readonly inColumn?: string;
  /** The index that a foreign key asks for. */
  readonly index?: string;
  /** Whether a name is already in use there. */
  taken(name: string): boolean;
  /** The names of the table's constraints, where they are known. */
  readonly names?: readonly string[];
}

/** The normal form under which a qualified name is looked up: the default schema left out, case folded if it does not matter. */
export function nameKey(traits: DialectTraits, name: QualifiedName): string {
  const schema = name.schema === undefined ? undefined : partKey(traits, name.schema);
  const isDefault = traits.defaultSchema !== undefined && schema === partKey(traits, traits.defaultSchema);
  const own = partKey(traits, name.name);
  return schema === undefined || isDefault ? own : `${schema}.${own}`;
}

/** The normal form of a name that is not qualified: a column, a constraint, an index of a table. */
export function partKey(traits: DialectTraits, name: string): string {
  return traits.caseSensitive ? name : name.toLowerCase();
}

export function sameName(traits: DialectTraits, one: QualifiedName, other: QualifiedName): boolean {
  return nameKey(traits, one) === nameKey(traits, other);
}

export function samePart(traits: DialectTraits, one: string, other: string): boolean {
  return partKey(traits, one) === partKey(traits, other);
}

/** A name as people read it. */
export function displayName(name: QualifiedName): string {
  return name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
}
