import type { List, Map } from 'immutable';
import type { ColumnType } from './column-type.ts';
import type { DialectTraits, QualifiedName } from './names.ts';
import { nameKey, samePart } from './names.ts';
import type { Operation } from './operation.ts';
import type { OtherObjectType } from './operations/objects.ts';
import type { Span } from './span.ts';
import type { Attributes, Column, Constraint, ForeignKey, Index, PrimaryKey } from './table.ts';

/** Which migration made something, and where. */
export interface Origin {
  readonly migration: string;
  readonly span: Span;
}

export interface TableColumn extends Column {
  readonly origin: Origin;
  /** Where its values were last carried over into another column: dropping it after that loses nothing. */
  readonly copied?: Origin;
  /** Where an UPDATE last gave it values. */
  readonly filled?: Origin;
}

/** A constraint or index in the replayed schema always has a name: the author's, or the one that the engine gives. */
export type Named<T> = T & { readonly name: string; readonly origin: Origin };

export interface Trigger {
  readonly name: string;
  readonly enabled: boolean;
  readonly timing: Operation<'CreateTrigger'>['timing'];
  readonly events: Operation<'CreateTrigger'>['events'];
  readonly definition: string;
  readonly origin: Origin;
}

export interface Table {
  readonly name: QualifiedName;
  readonly columns: readonly TableColumn[];
  readonly constraints: readonly Named<Constraint>[];
  readonly indexes: readonly Named<Index>[];
  readonly triggers: readonly Trigger[];
  readonly comment?: string;
  readonly attributes: Attributes;
  readonly temporary: boolean;
  readonly partitionBy?: string;
  readonly parents: readonly QualifiedName[];
  /** The rows that a partition takes: `DEFAULT`, `FOR VALUES IN (1)`. */
  readonly bound?: string;
  /** False: the chain never created it, or took its columns from a query; only what operations said of it is known. */
  readonly complete: boolean;
  /** Whether rows were put in since it was created here. A table that the chain never created counts as populated. */
  readonly populated: boolean;
  /** Where its rows were last carried over into another table. */
  readonly copied?: Origin;
  readonly origin: Origin;
}

export interface View {
  readonly name: QualifiedName;
  readonly materialized: boolean;
  readonly query: string;
  readonly columns: readonly string[];
  readonly reads: readonly QualifiedName[];
  readonly attributes: Attributes;
  /** Materialized views have them, and views of SQL Server that are bound to their tables. */
  readonly indexes?: readonly Named<Index>[];
  readonly origin: Origin;
}

export interface Routine {
  readonly name: QualifiedName;
  readonly routineType: 'function' | 'procedure' | 'aggregate';
  readonly signature?: string;
  readonly language: string;
  readonly definition: string;
  readonly uses: readonly QualifiedName[];
  readonly attributes: Attributes;
  readonly origin: Origin;
}

export interface TypeObject {
  readonly name: QualifiedName;
  readonly kind: 'enum' | 'composite' | 'domain' | 'table' | 'other';
  /** Enums: the labels in order. */
  readonly values: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly base?: ColumnType;
  readonly nullable?: boolean;
  readonly constraints: readonly string[];
  readonly text?: string;
  readonly attributes: Attributes;
  readonly origin: Origin;
}

export interface Sequence {
  readonly name: QualifiedName;
  readonly attributes: Attributes;
  /** The column with which it is dropped: OWNED BY, SERIAL, IDENTITY. */
  readonly ownedBy?: { readonly table: QualifiedName; readonly column: string };
  readonly origin: Origin;
}

export interface OtherObject {
  readonly objectType: OtherObjectType;
  readonly name: QualifiedName;
  readonly table?: QualifiedName;
  readonly definition: string;
  /** What ALTER said of it since, in order. */
  readonly alterations?: readonly string[];
  readonly origin: Origin;
}

/** An operation that does not fit the schema before it: a drop of what is not there, a second creation. */
export interface Inconsistency {
  readonly message: string;
  readonly origin: Origin;
}

/**
 * The catalog after replaying some operations: immutable and shared, so that the schema before each of ten thousand
 * operations costs no more than what changed. Tables are keyed by `nameKey`.
 */
export interface Schema {
  readonly traits: DialectTraits;
  readonly tables: Map<string, Table>;
  readonly views: Map<string, View>;
  readonly routines: Map<string, Routine>;
  readonly types: Map<string, TypeObject>;
  readonly sequences: Map<string, Sequence>;
  readonly schemas: Map<string, { readonly name: string; readonly origin: Origin }>;
  readonly objects: Map<string, OtherObject>;
  /** Comments on anything but tables and columns, by what they are on. */
  readonly comments: Map<string, string>;
  /** Where an index is found without its table: index key to table key. */
  readonly indexTables: Map<string, string>;
  readonly inconsistencies: List<Inconsistency>;
  /** Operations that a guard kept from doing anything: IF EXISTS of what is not there. Nothing is wrong with them. */
  readonly skipped?: List<Inconsistency>;
  /** The catalog to which ROLLBACK goes back, in a transaction that the source itself began. */
  readonly atBegin?: Schema;
}

export function findTable(schema: Schema, name: QualifiedName): Table | undefined {
  return schema.tables.get(nameKey(schema.traits, name));
}

export function findColumn(schema: Schema, table: QualifiedName, column: string): TableColumn | undefined {
  return columnOf(schema, findTable(schema, table), column);
}

export function columnOf(schema: Schema, table: Table | undefined, column: string): TableColumn | undefined {
  return table?.columns.find((candidate) => samePart(schema.traits, candidate.name, column));
}

export function constraintOf(schema: Schema, table: Table | undefined, name: string): Named<Constraint> | undefined {
  return table?.constraints.find((candidate) => samePart(schema.traits, candidate.name, name));
}

export function indexOf(schema: Schema, table: Table | undefined, name: string): Named<Index> | undefined {
  return table?.indexes.find((candidate) => samePart(schema.traits, candidate.name, name));
}

export function primaryKeyOf(table: Table | undefined): Named<PrimaryKey> | undefined {
  return table?.constraints.find((constraint) => constraint.kind === 'PrimaryKey');
}

export function foreignKeysOf(table: Table | undefined): readonly Named<ForeignKey>[] {
  return table?.constraints.filter((constraint) => constraint.kind === 'ForeignKey') ?? [];
}

/** The table that an index belongs to: named with it, or looked up where index names are unique in a schema. */
export function tableOfIndex(
  schema: Schema,
  index: QualifiedName,
  table: QualifiedName | undefined,
): Table | undefined {
  if (table !== undefined) return findTable(schema, table);
  const key = schema.indexTables.get(nameKey(schema.traits, index));
  return key === undefined ? undefined : schema.tables.get(key);
}
