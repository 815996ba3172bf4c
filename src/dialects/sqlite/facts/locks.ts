import type { Blocked, Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';

/**
 * SQLite locks the whole database file (sqlite.org, "File Locking And Concurrency"). RESERVED is held from the first change to
 * the end of the transaction: others read, and nobody else writes. EXCLUSIVE is held while the changes reach the file, in
 * the rollback modes; with a write-ahead log readers never wait.
 */
const blockedBy = {
  SHARED: [],
  RESERVED: ['writes', 'ddl'],
  EXCLUSIVE: ['reads', 'writes', 'ddl'],
} as const satisfies Record<string, readonly Blocked[]>;

type LockMode = keyof typeof blockedBy;

/** Every mode, weakest first. */
export const lockModes: readonly string[] = Object.keys(blockedBy);

/** What an operation changes that has no table of its own: the catalog. */
export const catalog: QualifiedName = { name: 'sqlite_schema' };

export function locked(mode: LockMode, ...tables: readonly QualifiedName[]): readonly Lock[] {
  return tables.map((table) => ({ table, mode, blocks: blockedBy[mode], onDatabase: true }));
}

/** A change of the database of which the operation names a part. */
export function changing(table: QualifiedName): readonly Lock[] {
  return [
    ...locked('RESERVED', table),
    ...locked('EXCLUSIVE', table).map((lock) => ({ ...lock, brief: true as const })),
  ];
}
