import type { Migration } from '../model/migration.ts';
import type { Sides } from './open-sides.ts';

/** What became of the migrations of the old chain. */
export interface Squash {
  /** Those that are gone, in the old order. */
  readonly squashed: readonly Migration[];
  /** Those that stand in their place. */
  readonly base: readonly Migration[];
  /** Those that both chains have. */
  readonly kept: readonly Migration[];
}

export function squashOf({ old, new: now }: Sides): Squash {
  const isIn = (migrations: readonly Migration[]): ((migration: Migration) => boolean) => {
    const ids = new Set(migrations.map(({ id }) => id));
    return ({ id }) => ids.has(id);
  };
  const isNew = isIn(now.chain.migrations);
  const isOld = isIn(old.chain.migrations);
  return {
    squashed: old.chain.migrations.filter((migration) => !isNew(migration)),
    base: now.chain.migrations.filter((migration) => !isOld(migration)),
    kept: now.chain.migrations.filter(isOld),
  };
}
