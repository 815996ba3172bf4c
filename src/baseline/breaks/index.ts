import { ledgerTableOf } from '../../frameworks/ledger.ts';
import { firstOf } from '../../model/first-of.ts';
import type { Migration } from '../../model/migration.ts';
import type { Sides } from '../open-sides.ts';
import type { Squash } from '../squash.ts';
import type { Break } from './break.ts';
import { environmentsLeftBehind } from './environments.ts';
import { references } from './references.ts';
import { staleSnapshots } from './snapshots.ts';

export type { Break } from './break.ts';

/** What the squash breaks besides the schema and the rows. */
export function breaksOf(sides: Sides, squash: Squash, environments: readonly string[]): readonly Break[] {
  return [
    ...environmentsLeftBehind(environments, sides, squash),
    ...references(squash, sides.new),
    ...staleSnapshots(sides, squash),
    ...ledgerRows(sides, squash),
    ...(environments.length > 0 ? [] : unknownEnvironments(squash)),
    ...downPastBase(squash),
  ];
}

/** Databases that ran the old chain know nothing of the base. */
function ledgerRows({ new: now }: Sides, { base, squashed }: Squash): readonly Break[] {
  const { ledger, title } = now.chain.framework;
  const recorded = new Set(squashed.map(keyOf));
  const unknown = base.filter((migration) => !recorded.has(keyOf(migration)));
  if (ledger === undefined || unknown.length === 0 || squashed.length === 0) return [];
  const table = ledgerTableOf(ledger, now.chain.source);
  return [
    {
      level: 'note',
      what: `no ledger (${table}) holds ${firstOf(unknown.map(({ id }) => id))} yet`,
      why: `${title} would run the base on databases that have everything in it already`,
      remedy:
        'write the statements that correct it with --ledger-sql <file>, and run them before the squashed chain is deployed',
    },
  ];
}

/** What the ledger knows a migration by. */
function keyOf({ id, ledgerKey }: Migration): string {
  return ledgerKey ?? id;
}

function unknownEnvironments({ squashed }: Squash): readonly Break[] {
  const last = squashed.at(-1)?.id;
  if (last === undefined) return [];
  return [
    {
      level: 'note',
      what: `whether every environment has reached ${last} is not known`,
      why: 'one that has not would never get what it lacks',
      remedy: `say the newest id that each has applied: --environments ${last} …`,
    },
  ];
}

function downPastBase({ base, squashed }: Squash): readonly Break[] {
  const drops = base.flatMap(({ id, down = [] }) =>
    down.some(({ operations }) => operations.some(({ kind }) => kind === 'DropTable')) ? [id] : [],
  );
  const [first] = squashed;
  if (first === undefined) return [];
  const nothing = base.every(({ down }) => down === undefined);
  return [
    {
      level: 'note',
      what: nothing
        ? 'there is no way down past the base'
        : drops.length > 0
          ? `the way down past the base drops every table (${firstOf(drops)})`
          : 'the way down past the base leads to an empty database',
      why: `the states between ${first.id} and ${squashed.at(-1)?.id ?? first.id} are gone: none of them can be gone back to`,
      remedy: 'roll back across the base by restoring a backup, or with the old chain at its last commit',
    },
  ];
}
