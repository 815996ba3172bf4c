import { createHash } from 'node:crypto';
import type { Migration } from '../model/migration.ts';

/** The migrations whose effects nobody has used yet when one of them runs. */
export interface Deploy {
  has(id: string): boolean;
  /** The same key, the same migrations. */
  readonly key: string;
}

/**
 * The deploy of each migration of a chain: itself, and, where the tool runs all pending migrations in one transaction, the
 * unshipped ones before it.
 */
export function deploysOf(
  migrations: readonly Migration[],
  shipped: ReadonlySet<string>,
): (migration: Migration) => Deploy {
  const pending = migrations.filter(({ id }) => !shipped.has(id));
  const positions = new Map(pending.map((migration, position) => [migration, position]));
  const firstWith = new Map(pending.toReversed().map((migration) => [migration.id, positions.get(migration) ?? 0]));
  const keys: string[] = [];
  const keyAt = (position: number): string => {
    while (keys.length <= position) {
      const next = pending[keys.length]?.id ?? '';
      keys.push(
        createHash('sha1')
          .update(`${keys.at(-1) ?? ''}\0${next}`)
          .digest('base64'),
      );
    }
    return keys[position] ?? '';
  };

  return (migration) => {
    const own = positions.get(migration);
    if (migration.transaction !== 'whole-batch' || own === undefined) {
      return { has: (id) => id === migration.id, key: migration.id };
    }
    return {
      has: (id) => (firstWith.get(id) ?? Number.POSITIVE_INFINITY) <= own,
      get key() {
        return keyAt(own);
      },
    };
  };
}
