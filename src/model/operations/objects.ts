import type { ColumnType } from '../column-type.ts';
import type { QualifiedName } from '../names.ts';
import type { Attributes } from '../table.ts';

/** Catalog objects that need no vocabulary of their own: created, altered, renamed and dropped by name. */
export type OtherObjectType =
  | 'access-method'
  | 'aggregate'
  | 'cast'
  | 'collation'
  | 'conversion'
  | 'database'
  | 'default-privileges'
  | 'event'
  | 'event-trigger'
  | 'extension'
  | 'extended-statistics'
  | 'foreign-data-wrapper'
  | 'language'
  | 'operator'
  | 'operator-class'
  | 'operator-family'
  | 'policy'
  | 'publication'
  | 'role'
  | 'rule'
  | 'server'
  | 'subscription'
  | 'synonym'
  | 'tablespace'
  | 'text-search'
  | 'transform'
  | 'user-mapping'
  | 'other';

interface OtherObject {
  readonly objectType: OtherObjectType;
  readonly name: QualifiedName;
  /** The table that a policy or a rule belongs to. */
  readonly table?: QualifiedName;
  /** The tables that a statement about a publication names. */
  readonly tables?: readonly QualifiedName[];
}

interface Routine {
  readonly name: QualifiedName;
  readonly routineType: 'function' | 'procedure' | 'aggregate';
  /** PostgreSQL tells routines of one name apart by their argument types; absent where names are unique. */
  readonly signature?: string;
}

export interface ObjectShapes {
  CreateView: {
    readonly name: QualifiedName;
    readonly materialized: boolean;
    /** OR REPLACE, OR ALTER, ALTER VIEW. */
    readonly replace: boolean;
    readonly query: string;
    readonly columns: readonly string[];
    /** Tables and views that the query reads, as far as the reader could tell. */
    readonly reads: readonly QualifiedName[];
    readonly attributes?: Attributes;
  };
  DropView: { readonly name: QualifiedName; readonly materialized: boolean; readonly cascade: boolean };
  RenameView: { readonly name: QualifiedName; readonly newName: QualifiedName };
  AlterView: { readonly name: QualifiedName; readonly attributes: Attributes };
  /** `withData` false: it is emptied, and its query not run (PostgreSQL WITH NO DATA). */
  RefreshView: { readonly name: QualifiedName; readonly concurrently: boolean; readonly withData?: false };

  CreateRoutine: Routine & {
    readonly replace: boolean;
    readonly language: string;
    /** Arguments, result and body in normal form. */
    readonly definition: string;
    /** Tables, views and routines that the body names, as far as the reader could tell. */
    readonly uses: readonly QualifiedName[];
    readonly attributes?: Attributes;
  };
  DropRoutine: Routine & { readonly cascade: boolean };
  RenameRoutine: Routine & { readonly newName: QualifiedName };
  AlterRoutine: Routine & { readonly attributes: Attributes };
  /** CALL, EXEC: what it does is the routine's secret. */
  CallRoutine: { readonly name: QualifiedName; readonly text: string };

  CreateTrigger: {
    readonly name: string;
    readonly schema?: string;
    readonly table: QualifiedName;
    readonly replace: boolean;
    readonly timing: 'before' | 'after' | 'instead-of';
    readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
    readonly definition: string;
  };
  DropTrigger: {
    readonly name: string;
    readonly schema?: string;
    readonly table?: QualifiedName;
    readonly cascade: boolean;
  };
  RenameTrigger: { readonly name: string; readonly table: QualifiedName; readonly newName: string };
  /** ENABLE and DISABLE TRIGGER; no name: all of the table. */
  SetTrigger: { readonly name?: string; readonly table: QualifiedName; readonly enabled: boolean };

  CreateType: {
    readonly name: QualifiedName;
    readonly definition:
      | { readonly kind: 'enum'; readonly values: readonly string[] }
      | {
          readonly kind: 'composite';
          readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
        }
      | {
          readonly kind: 'domain';
          readonly base: ColumnType;
          readonly nullable: boolean;
          readonly constraints: readonly string[];
        }
      | { readonly kind: 'table'; readonly text: string }
      | { readonly kind: 'other'; readonly text: string };
  };
  AddEnumValue: {
    readonly name: QualifiedName;
    readonly value: string;
    readonly position?: { readonly before: string } | { readonly after: string };
  };
  RenameEnumValue: { readonly name: QualifiedName; readonly value: string; readonly newValue: string };
  AlterType: { readonly name: QualifiedName; readonly attributes: Attributes };
  RenameType: { readonly name: QualifiedName; readonly newName: QualifiedName };
  DropType: { readonly name: QualifiedName; readonly cascade: boolean };

  CreateSequence: { readonly name: QualifiedName; readonly attributes: Attributes };
  AlterSequence: { readonly name: QualifiedName; readonly attributes: Attributes };
  RenameSequence: { readonly name: QualifiedName; readonly newName: QualifiedName };
  DropSequence: { readonly name: QualifiedName; readonly cascade: boolean };

  CreateSchema: { readonly name: string };
  RenameSchema: { readonly name: string; readonly newName: string };
  DropSchema: { readonly name: string; readonly cascade: boolean };

  CreateObject: OtherObject & { readonly replace: boolean; readonly definition: string };
  AlterObject: OtherObject & { readonly definition: string };
  RenameObject: OtherObject & { readonly newName: QualifiedName };
  DropObject: OtherObject & { readonly cascade: boolean };

  /** COMMENT ON, sp_addextendedproperty: `on` in words (`table t`, `column t.c`); no text removes it. */
  Comment: {
    readonly on: string;
    readonly table?: QualifiedName;
    readonly column?: string;
    readonly text: string | null;
  };
  Grant: { readonly revoke: boolean; readonly text: string; readonly tables: readonly QualifiedName[] };
}
