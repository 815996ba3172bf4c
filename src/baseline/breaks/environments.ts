import { BaselineError } from '../baseline-error.ts';
import { firstOf } from '../../model/first-of.ts';
import type { Sides } from '../open-sides.ts';
import type { Squash } from '../squash.ts';
import type { Break } from './break.ts';

/**
 * Environments that have not reached the last squashed migration, by the newest id that each has applied: what they lack is
 * no longer there to be run.
 *
 * @throws BaselineError for an id that neither chain has
 */
export function environmentsLeftBehind(
  environments: readonly string[],
  { old, new: now }: Sides,
  { squashed }: Squash,
): readonly Break[] {
  return environments.flatMap((id) => {
    const at = old.chain.migrations.findIndex((migration) => migration.id === id);
    if (at === -1) {
      if (now.chain.migrations.some((migration) => migration.id === id)) return [];
      const last = old.chain.migrations.at(-1)?.id ?? '';
      throw new BaselineError(
        `--environments ${id}: neither chain has a migration of that id; give the newest id that the environment's ` +
          `ledger holds, as ${last}`,
      );
    }
    const isBehind = new Set(old.chain.migrations.slice(at + 1).map((migration) => migration.id));
    const lacking = squashed.filter((migration) => isBehind.has(migration.id)).map((migration) => migration.id);
    const last = lacking.at(-1);
    if (last === undefined) return [];
    return [
      {
        level: 'error',
        what: `the environment at ${id} has not run ${firstOf(lacking)}`,
        why: 'they are gone from the squashed chain, and the base counts as applied there: their changes would never arrive',
        remedy: `bring it to ${last} with the old chain before the squashed one is deployed`,
      },
    ];
  });
}
