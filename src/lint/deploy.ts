import type { Migration } from '../model/migration.ts';

/**
 * The migrations whose effects nobody has used yet when this one runs: itself, and, where the tool runs all pending
 * migrations in one transaction, the unshipped ones before it.
 */
export function sameDeploy(
  migration: Migration,
  migrations: readonly Migration[],
  shipped: ReadonlySet<string>,
): ReadonlySet<string> {
  if (migration.transaction !== 'whole-batch' || shipped.has(migration.id)) return new Set([migration.id]);
  const earlier = migrations.slice(0, migrations.indexOf(migration) + 1);
  return new Set(earlier.filter((one) => !shipped.has(one.id)).map((one) => one.id));
}
