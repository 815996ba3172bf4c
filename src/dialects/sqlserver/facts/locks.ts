import type { Blocked, Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';

/**
 * The locks on tables, weakest first, and what each keeps others from doing ("Transaction Locking and Row Versioning
 * Guide", lock compatibility). Every query takes Sch-S, which waits for Sch-M alone; a write takes IX.
 */
const blockedBy = {
  'Sch-S': ['ddl'],
  IS: ['ddl'],
  IX: ['ddl'],
  S: ['writes', 'ddl'],
  X: ['reads', 'writes', 'ddl'],
  'Sch-M': ['reads', 'writes', 'ddl'],
} as const satisfies Record<string, readonly Blocked[]>;

export type LockMode = keyof typeof blockedBy;

/** Every mode, weakest first. */
export const lockModes: readonly string[] = Object.keys(blockedBy);

export function locksOn(mode: LockMode, ...tables: readonly QualifiedName[]): readonly Lock[] {
  return tables.map((table) => ({ table, mode, blocks: blockedBy[mode] }));
}

/** Locks that are held for a moment while work begins or ends. */
export function brieflyOn(mode: LockMode, ...tables: readonly QualifiedName[]): readonly Lock[] {
  return locksOn(mode, ...tables).map((lock) => ({ ...lock, brief: true }));
}
