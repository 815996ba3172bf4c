import type { ColumnType } from '../column-type.ts';
import type { QualifiedName } from '../names.ts';
import type {
  Attributes,
  Check,
  Column,
  Constraint,
  Exclusion,
  Expression,
  ForeignKey,
  Identity,
  Index,
  PrimaryKey,
  Unique,
} from '../table.ts';

interface OnTable {
  readonly table: QualifiedName;
}

interface OnColumn extends OnTable {
  readonly column: string;
}

/** How an engine was told to carry out a change: MySQL ALGORITHM and LOCK, SQL Server ONLINE. */
interface Execution {
  readonly execution?: Attributes;
}

/** The facets of a column that a change states; an absent facet is left as it is, `null` removes it. */
export interface ColumnChange {
  /** MySQL's MODIFY and CHANGE: the whole column is stated anew, so that what is not said of it is gone. */
  readonly restated?: boolean;
  readonly type?: ColumnType;
  /** PostgreSQL: TYPE ... USING. */
  readonly using?: Expression;
  readonly nullable?: boolean;
  readonly default?: Expression | null;
  readonly defaultName?: string;
  readonly identity?: Identity | null;
  /** Without `stored` only the expression is another: the column stays stored, or virtual. */
  readonly generated?: { readonly expression: Expression; readonly stored?: boolean } | null;
  readonly onUpdate?: Expression | null;
  readonly collation?: string | null;
  readonly comment?: string | null;
  readonly attributes?: Attributes;
}

export interface ConstraintShapes {
  AddPrimaryKey: OnTable & Execution & { readonly constraint: PrimaryKey; readonly usingIndex?: string };
  AddUnique: OnTable & Execution & { readonly constraint: Unique; readonly usingIndex?: string };
  AddCheck: OnTable & Execution & { readonly constraint: Check };
  AddForeignKey: OnTable & Execution & { readonly constraint: ForeignKey };
  AddExclusion: OnTable & { readonly constraint: Exclusion };
  /** `constraint` is what the source calls it; absent name: the table's only one of that kind (MySQL DROP PRIMARY KEY). */
  DropConstraint: OnTable &
    Execution & {
      readonly name?: string;
      readonly constraint?: Constraint['kind'];
      readonly cascade: boolean;
    };
  ValidateConstraint: OnTable & { readonly name: string };
  RenameConstraint: OnTable & { readonly name: string; readonly newName: string };
  /** Deferrability, enforcement, trust: WITH CHECK CHECK CONSTRAINT, NOCHECK CONSTRAINT, ALTER CONSTRAINT. `name` absent: all. */
  AlterConstraint: OnTable & { readonly name?: string; readonly attributes: Attributes };
}

export interface TableShapes extends ConstraintShapes {
  CreateTable: OnTable & {
    readonly columns: readonly Column[];
    readonly constraints: readonly Constraint[];
    readonly indexes: readonly Index[];
    readonly temporary?: boolean;
    readonly comment?: string;
    readonly attributes?: Attributes;
    /** Other tables whose columns it takes over, and how. */
    readonly from?: {
      readonly how: 'partition-of' | 'inherits' | 'like';
      readonly tables: readonly QualifiedName[];
      readonly bound?: string;
    };
    /** CREATE TABLE ... AS, SELECT INTO: the query; its columns are not known. */
    readonly query?: string;
    /** The tables and views that the query reads, as far as the reader could tell. */
    readonly reads?: readonly QualifiedName[];
    readonly partitionBy?: string;
  };
  DropTable: OnTable & { readonly cascade: boolean; readonly temporary?: boolean };
  RenameTable: OnTable & { readonly newName: QualifiedName };
  /** Options and storage of a table: `engine`, `charset`, `logged`, `tablespace`, `row-security`, `comment`, ... */
  AlterTable: OnTable & Execution & { readonly attributes: Attributes };
  AttachPartition: OnTable & { readonly partition: QualifiedName; readonly bound?: string };
  DetachPartition: OnTable & { readonly partition: QualifiedName; readonly concurrently: boolean };
  /** Start or stop to inherit from a parent. */
  AlterInheritance: OnTable & { readonly parent: QualifiedName; readonly inherits: boolean };

  AddColumn: OnTable &
    Execution & {
      readonly column: Column;
      /** MySQL: FIRST, or AFTER a column. */
      readonly position?: { readonly after: string | undefined };
    };
  DropColumn: OnColumn & Execution & { readonly cascade: boolean };
  RenameColumn: OnColumn & Execution & { readonly newName: string };
  AlterColumn: OnColumn &
    Execution & {
      readonly change: ColumnChange;
      /** What the source itself says of the column before (EF Core's old* arguments); the replayed schema counts more. */
      readonly old?: ColumnChange;
      /** The tool drops the column and adds another, without its values, when it has another type or length (TypeORM). */
      readonly recreates?: true;
      /** The facets that the change takes away because the source does not say them (Knex's `alter()`). */
      readonly unsaid?: readonly ('nullable' | 'default')[];
      readonly position?: { readonly after: string | undefined };
    };

  CreateIndex: OnTable & Execution & { readonly index: Index; readonly concurrently: boolean };
  DropIndex: Execution & {
    readonly name: { readonly schema?: string; readonly name: string };
    readonly table?: QualifiedName;
    readonly concurrently: boolean;
    readonly cascade: boolean;
  };
  RenameIndex: { readonly name: QualifiedName; readonly table?: QualifiedName; readonly newName: string };
  AlterIndex: { readonly name: QualifiedName; readonly table?: QualifiedName; readonly attributes: Attributes };
  Reindex: {
    /** `system`: the catalogs of the database, and no table of anybody's. */
    readonly target: 'index' | 'table' | 'schema' | 'database' | 'system';
    readonly name: QualifiedName | undefined;
    readonly table?: QualifiedName;
    readonly concurrently: boolean;
  };
}
