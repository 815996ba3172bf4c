import type { ChainSource, MigrationEntry } from '../../framework.ts';
import { compareUnits, splitPath } from '../../sql/names.ts';

/** The chain's files in the order of their names, by which the ledger knows them, extension included. */
export function listMigrations({ paths }: ChainSource): readonly MigrationEntry[] {
  return paths
    .map((file): MigrationEntry => ({ id: splitPath(file)[1], file, files: [file] }))
    .sort((one, other) => compareUnits(one.id, other.id));
}
