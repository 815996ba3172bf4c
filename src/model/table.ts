import type { ColumnType } from './column-type.ts';
import type { QualifiedName } from './names.ts';

/** A piece of SQL that yields a value, in normal form: comments gone, white space collapsed. */
export interface Expression {
  readonly sql: string;
  /** A constant is known before any row is read: `0`, `'x'`, `NULL`, `TRUE`. */
  readonly constant: boolean;
  /** The functions that it calls, lower case, in order; what they mean is the dialect's to say. */
  readonly calls: readonly string[];
}

/** A value that a framework knows as a value, before a dialect writes it down. */
export type Literal =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'timestamp'; readonly text: string }
  | { readonly type: 'uuid'; readonly text: string }
  | { readonly type: 'bytes'; readonly hex: string };

/** How a column numbers its rows by itself. */
export interface Identity {
  readonly generation: 'always' | 'by-default' | 'serial' | 'auto-increment';
  readonly start?: string;
  readonly increment?: string;
}

/** Facets of one engine only that no rule of several engines asks for: `storage`, `charset`, `sparse`, `invisible`. */
export type Attributes = Readonly<Record<string, string>>;

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly default?: Expression;
  /** SQL Server keeps a default as a constraint with a name of its own. */
  readonly defaultName?: string;
  readonly identity?: Identity;
  readonly generated?: { readonly expression: Expression; readonly stored: boolean };
  /** MySQL: ON UPDATE CURRENT_TIMESTAMP. */
  readonly onUpdate?: Expression;
  readonly collation?: string;
  readonly comment?: string;
  readonly attributes?: Attributes;
}

export type ReferentialAction = 'no-action' | 'restrict' | 'cascade' | 'set-null' | 'set-default';

interface ConstraintBase {
  /** Absent when the author left the name to the engine; the replayed schema always has one. */
  readonly name?: string;
  /** False: existing rows were not checked (NOT VALID, WITH NOCHECK). */
  readonly validated: boolean;
  readonly deferrable?: 'initially-immediate' | 'initially-deferred';
  readonly comment?: string;
  readonly attributes?: Attributes;
}

export interface PrimaryKey extends ConstraintBase {
  readonly kind: 'PrimaryKey';
  readonly columns: readonly string[];
  readonly clustered?: boolean;
}

export interface Unique extends ConstraintBase {
  readonly kind: 'Unique';
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly nullsNotDistinct?: boolean;
  readonly clustered?: boolean;
}

export interface Check extends ConstraintBase {
  readonly kind: 'Check';
  readonly expression: Expression;
  /** The columns that the expression names, where the reader could tell. */
  readonly columns: readonly string[];
}

export interface ForeignKey extends ConstraintBase {
  readonly kind: 'ForeignKey';
  readonly columns: readonly string[];
  readonly target: QualifiedName;
  /** Empty: the target's primary key. */
  readonly targetColumns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match?: 'full' | 'partial';
}

export interface Exclusion extends ConstraintBase {
  readonly kind: 'Exclusion';
  readonly columns: readonly string[];
  readonly definition: string;
}

export type Constraint = PrimaryKey | Unique | Check | ForeignKey | Exclusion;

export interface IndexPart {
  /** A column's name, or an expression in its place. */
  readonly column?: string;
  readonly expression?: Expression;
  readonly descending?: boolean;
  readonly nulls?: 'first' | 'last';
  /** MySQL: only so many characters of the column. */
  readonly prefix?: number;
  readonly operatorClass?: string;
  readonly collation?: string;
}

export interface Index {
  readonly name?: string;
  readonly parts: readonly IndexPart[];
  readonly unique: boolean;
  /** btree, gin, fulltext, spatial, ...; absent: the engine's usual one. */
  readonly method?: string;
  readonly include?: readonly string[];
  readonly where?: Expression;
  readonly nullsNotDistinct?: boolean;
  readonly clustered?: boolean;
  readonly attributes?: Attributes;
}

/** The plain columns of an index, in order; expressions are left out. */
export function indexColumns(index: Index): readonly string[] {
  return index.parts.flatMap((part) => (part.column === undefined ? [] : [part.column]));
}

/** Whether an index came with a foreign key that had none (MySQL); it is gone as soon as another serves as well. */
export function isMadeForKey(index: Index): boolean {
  return index.attributes?.['made-for'] !== undefined;
}

/** Whether a piece of SQL in normal form names something; case is ignored, parts of longer words do not count. */
export function mentions(sql: string, name: string): boolean {
  const text = sql.toLowerCase();
  const word = name.toLowerCase();
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isNamePart(text[at - 1]) && !isNamePart(text[at + word.length])) return true;
  }
  return false;
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
