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
  /** Why the engine refuses to do it, or to do it in the way that the author asks for; absent: it does not. */
  readonly refused?: string;
  /** Whether it can run in a transaction block. */
  readonly transactional: boolean;
  readonly duration: 'instant' | 'grows-with-rows';
}
