import { compareMeaning } from '../history/meaning.ts';
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

/** A migration that keeps its name and comes to mean something else is the base under an old name. */
export function squashOf({ old, new: now }: Sides): Squash {
  const without = (from: readonly Migration[], other: readonly Migration[]): readonly Migration[] => {
    const known = new Map(other.map((migration) => [migration.id, migration]));
    return from.filter((migration) => {
      const twin = known.get(migration.id);
      return twin === undefined || compareMeaning(migration, twin).kind !== 'equal';
    });
  };
  const base = without(now.chain.migrations, old.chain.migrations);
  return {
    squashed: without(old.chain.migrations, now.chain.migrations),
    base,
    kept: now.chain.migrations.filter((migration) => !base.includes(migration)),
  };
}
