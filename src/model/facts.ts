import type { QualifiedName } from './names.ts';

export type Blocked = 'reads' | 'writes' | 'ddl';

export interface Lock {
  readonly table: QualifiedName;
  /** In the engine's own words: `AccessExclusive`, `SCH-M`. */
  readonly mode: string;
  readonly blocks: readonly Blocked[];
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
  /** Whether it can run in a transaction block. */
  readonly transactional: boolean;
  readonly duration: 'instant' | 'grows-with-rows';
}
