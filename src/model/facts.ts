import type { QualifiedName } from './names.ts';

export type Blocked = 'reads' | 'writes' | 'ddl';

export interface Lock {
  readonly table: QualifiedName;
  /** In the engine's own words: `AccessExclusive`, `Sch-M`. */
  readonly mode: string;
  readonly blocks: readonly Blocked[];
  /**
   * Held for a moment only, at the start or the end of work that goes on without it (the metadata locks of online DDL);
   * absent: for as long as the work takes.
   */
  readonly brief?: true;
  /** On the whole database, of which `table` is the part that the operation names (SQLite). */
  readonly onDatabase?: true;
}

/** What keeps a change from being a note in the catalog, where one rule speaks of just that. */
export type CostCause =
  /** Text gets another character set or collation. */
  | { readonly kind: 'character-set' }
  /** The length of a text takes a byte more; up to `longest` it would not. */
  | { readonly kind: 'length-byte'; readonly longest: number }
  /** Members of an ENUM or SET get other places, or go. */
  | { readonly kind: 'enum-members' };

/** What a database of one version does for one operation. */
export interface Facts {
  readonly locks: readonly Lock[];
  /** Tables that are written anew, row by row. */
  readonly rewrites: readonly QualifiedName[];
  /** Tables that are read from end to end under these locks. */
  readonly scans: readonly QualifiedName[];
  /** What can be lost, in words; absent: nothing. */
  readonly loses?: string;
  /** Why it rewrites or scans, in words. */
  readonly because?: string;
  /** The same for rules that look for it; absent: anything else. */
  readonly cause?: CostCause;
  /** Why the engine refuses to do it, or to do it in the way that the author asks for; absent: it does not. */
  readonly refused?: string;
  /** Whether it can run in a transaction block. */
  readonly transactional: boolean;
  readonly duration: 'instant' | 'grows-with-rows';
}
