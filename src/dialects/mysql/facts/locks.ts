import type { Blocked, Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';

/**
 * The metadata locks on tables, weakest first, by their names in performance_schema, and what each keeps others from
 * doing. Every statement that uses a table takes one; the row locks of InnoDB come on top. `S` is InnoDB's own lock on a
 * table, which MariaDB takes on the referenced one while a foreign key comes or goes.
 */
const blockedBy = {
  SHARED: [],
  SHARED_READ: ['ddl'],
  SHARED_WRITE: ['ddl'],
  SHARED_UPGRADABLE: ['ddl'],
  S: ['writes', 'ddl'],
  SHARED_READ_ONLY: ['writes', 'ddl'],
  SHARED_NO_WRITE: ['writes', 'ddl'],
  SHARED_NO_READ_WRITE: ['reads', 'writes', 'ddl'],
  EXCLUSIVE: ['reads', 'writes', 'ddl'],
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
