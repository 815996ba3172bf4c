import type { Migration } from '../model/migration.ts';
import type { LoadedChain } from './project.ts';

/** The migrations of a chain in batches: those that somebody asked for, with those that run in the same transaction. */
export function batchesOf(
  { migrations, shipping, framework }: LoadedChain,
  isAsked: (migration: Migration) => boolean,
): readonly (readonly Migration[])[] {
  const pending = migrations.filter(({ id }) => !shipping.shipped.has(id));
  const shares = ({ transaction }: Migration): boolean => transaction === 'whole-batch';
  const isSplit = framework.optingOut === 'splits' && !pending.every(shares);
  const isShared = pending.some(shares) && !isSplit;
  const asked = migrations.filter(isAsked);
  if (!isShared || !asked.some((migration) => pending.includes(migration)))
    return asked.map((migration) => [migration]);
  return [...asked.filter((migration) => !pending.includes(migration)).map((migration) => [migration]), pending];
}
