import type { Blocked, Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';

/**
 * The table-level lock modes, weakest first, and what each keeps others from doing. A read takes AccessShare, a write
 * RowExclusive; DDL takes ShareUpdateExclusive or more (PostgreSQL documentation, "Explicit Locking", table 13.2).
 */
const blockedBy = {
  AccessShare: [],
  RowShare: [],
  RowExclusive: [],
  ShareUpdateExclusive: ['ddl'],
  Share: ['writes', 'ddl'],
  ShareRowExclusive: ['writes', 'ddl'],
  Exclusive: ['writes', 'ddl'],
  AccessExclusive: ['reads', 'writes', 'ddl'],
} as const satisfies Record<string, readonly Blocked[]>;

export type LockMode = keyof typeof blockedBy;

/** Every mode, weakest first. */
export const lockModes: readonly string[] = Object.keys(blockedBy);

export function isLockMode(mode: string): mode is LockMode {
  return Object.hasOwn(blockedBy, mode);
}

export function locksOn(mode: LockMode, ...tables: readonly QualifiedName[]): readonly Lock[] {
  return tables.map((table) => ({ table, mode, blocks: blockedBy[mode] }));
}
