import type { QualifiedName } from '../names.ts';

/** Why a statement could not be understood. */
export type OpaqueReason =
  /** The text is not valid in this dialect. */
  | 'syntax-error'
  /** The file is binary, too large, or may not be read. */
  | 'unreadable-file'
  /** The text is only known when the program runs. */
  | 'built-at-run-time'
  /** The text still holds placeholders of a template language. */
  | 'template'
  /** Valid, but this reader does not know it yet. */
  | 'not-recognised';

export interface SessionShapes {
  Begin: { readonly text: string };
  Commit: { readonly text: string };
  Rollback: { readonly text: string };
  Savepoint: { readonly text: string };
  SetVariable: {
    readonly name: string;
    /** As written; absent: back to its default. */
    readonly value?: string;
    readonly scope: 'transaction' | 'session' | 'global';
  };
  LockTable: { readonly tables: readonly QualifiedName[]; readonly mode: string };
  /** VACUUM, ANALYZE, CLUSTER, OPTIMIZE, CHECKPOINT, UPDATE STATISTICS, ... */
  Maintenance: { readonly command: string; readonly full: boolean; readonly tables: readonly QualifiedName[] };
  /** Understood, and without effect on the catalog or on rows: SHOW, EXPLAIN, PRINT, DECLARE, GO, ... */
  NoChange: { readonly statement: string };
  /** Not understood: never passed over in silence. */
  Opaque: {
    readonly reason: OpaqueReason;
    /** One sentence for people: what stands in the way. */
    readonly detail: string;
    /** The statement in normal form, as far as it is known: for comparing, not for showing. */
    readonly text: string;
    /** The table that it is plainly about, whatever it does to it: from here on the table is not known whole. */
    readonly table?: QualifiedName;
  };
}
