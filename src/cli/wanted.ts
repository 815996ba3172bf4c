import { isWithin } from '../lint/paths.ts';
import type { LoadedChain } from '../lint/project.ts';
import type { Migration } from '../model/migration.ts';
import type { OpenedProject } from './open.ts';

/** The migrations that the paths on the command line mean; all of them when there are none. */
export function wantedMigrations({
  project,
  asked,
  within,
}: OpenedProject): readonly { readonly chain: LoadedChain; readonly migration: Migration }[] {
  const isOpen = asked.length === 0 && within.length === 0;
  const isWanted = (migration: Migration): boolean =>
    isOpen ||
    migration.files.some((file) => asked.includes(file)) ||
    within.some((folder) => isWithin(migration.file, folder));
  return project.chains.flatMap((chain) =>
    chain.migrations.filter(isWanted).map((migration) => ({ chain, migration })),
  );
}
