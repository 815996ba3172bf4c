import type { Span } from '../../../model/span.ts';
import type { Value } from '../../csharp/value.ts';
import type { Annotations } from '../annotations.ts';
import type { TypeFacets } from '../store-types.ts';

/** What an entity's code says of one of its properties. */
export interface Property extends TypeFacets {
  readonly name: string;
  readonly at: Span;
  readonly columnName?: string;
  readonly columnType?: string;
  /** IsRequired, where it is said; otherwise the CLR type tells. */
  readonly required?: boolean;
  readonly default?: Value;
  readonly defaultSql?: string;
  readonly computedSql?: string;
  readonly stored?: boolean;
  readonly collation?: string;
  readonly generatedOnAdd: boolean;
  readonly annotations: Annotations;
  /** The complex properties around it, the outermost first. */
  readonly path: readonly string[];
  /** Whether all complex properties around it are required. */
  readonly pathRequired: boolean;
}

/** The primary key, or an alternate one. */
export interface Key {
  readonly properties: readonly string[];
  readonly name?: string;
  readonly annotations: Annotations;
  readonly at: Span;
}

export interface ModelIndex extends Key {
  readonly unique: boolean;
  readonly filter?: string;
  /** The direction of each column; empty: all are descending. */
  readonly descending?: readonly boolean[];
}

export interface Relationship {
  /** The entity that is pointed to. */
  readonly principal: string;
  readonly properties: readonly string[];
  readonly principalProperties: readonly string[] | undefined;
  /** A member of DeleteBehavior; absent: nothing happens in the database. */
  readonly onDelete: string | undefined;
  /** The navigation from the other side, of a one-to-one relationship. */
  readonly inverse: string | undefined;
  readonly name?: string;
  readonly at: Span;
}

/** Where a type is stored, as its code says it; `null` is said to be nowhere. */
export interface StoreName {
  readonly name: string | null;
  readonly schema: string | undefined;
}

export interface ModelCheck {
  readonly name: string;
  readonly sql: string;
  readonly at: Span;
}

/** A type that belongs to another one, and often shares its table. */
export interface Owner {
  readonly entity: string;
  readonly navigation: string;
  /** OwnsOne; OwnsMany has rows of its own. */
  readonly single: boolean;
  readonly foreignKey: readonly string[];
}

/** One entity type of the model. */
export interface EntityType {
  readonly name: string;
  readonly at: Span;
  readonly base?: string;
  readonly owner?: Owner;
  readonly properties: ReadonlyMap<string, Property>;
  readonly key?: Key;
  readonly alternateKeys: readonly Key[];
  readonly indexes: readonly ModelIndex[];
  readonly relationships: readonly Relationship[];
  /** Absent: nothing is said. */
  readonly table?: StoreName;
  /** It is read from a view, a function or a query. */
  readonly isReadElsewhere: boolean;
  readonly excluded: boolean;
  readonly checks: readonly ModelCheck[];
  readonly strategy?: 'TPH' | 'TPT' | 'TPC';
  /** The column that holds it as JSON. */
  readonly json?: { readonly column: string | undefined; readonly type: string | undefined };
  /** Tables that hold some of its columns, in place of its own. */
  readonly splits: readonly Split[];
  readonly requiredNavigations: ReadonlySet<string>;
}

export interface Split {
  readonly table: StoreName;
  readonly properties: ReadonlyMap<string, string | undefined>;
}

export interface ModelSequence {
  readonly name: string;
  readonly schema: string | undefined;
  readonly at: Span;
}

/** What BuildModel says, type by type. */
export interface Model {
  readonly entities: ReadonlyMap<string, EntityType>;
  readonly sequences: readonly ModelSequence[];
  readonly defaultSchema: string | undefined;
  /** The most characters that the provider lets a name have. */
  readonly maxIdentifierLength: number;
  /** Those of the database: enums, extensions. */
  readonly annotations: Annotations;
  /** Where the model begins. */
  readonly at: Span;
}
