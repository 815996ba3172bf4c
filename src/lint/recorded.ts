import type { ChainSource } from '../frameworks/framework.ts';
import type { Ledger } from '../frameworks/ledger.ts';
import type { LedgerQuestion } from '../history/ledger.ts';
import type { Migration } from '../model/migration.ts';

/** What has to be read of a ledger to know which migrations of a chain it records. */
export function questionOf(ledger: Ledger, { name, dialect, ledgerTable }: ChainSource): LedgerQuestion {
  const holding = (value: Ledger['columns'][number]['holds']): string | undefined =>
    ledger.columns.find(({ holds }) => holds === value)?.name;
  const [table = ledger.table, schema = ledger.schema?.[dialect]] = ledgerTable?.split('.').toReversed() ?? [];
  return {
    chain: name,
    schema,
    table,
    identity: ledger.identity,
    order: holding('row-number'),
    applied: holding('is-applied'),
    dirty: holding('is-dirty'),
    rolledBack: holding('rolled-back-at'),
    // Prisma writes the row when it starts, and the time when it is done.
    finished: holding('started-at') === undefined ? undefined : holding('applied-at'),
  };
}

/** The migrations that the values of a ledger's identity column stand for. */
export function recordedIn(
  { migrations }: { readonly migrations: readonly Migration[] },
  values: readonly string[],
  ledger: Ledger | undefined,
): ReadonlySet<string> {
  if (ledger === undefined) return new Set();
  const recorded = new Set(values);
  const holds = ledger.columns.find(({ name }) => name === ledger.identity)?.holds ?? 'id';
  const isRecorded = (migration: Migration): boolean => {
    if (holds !== 'script-name') return namesOf(migration, holds).some((name) => recorded.has(name));
    const [name = ''] = namesOf(migration, 'file-name');
    return values.some((value) => value === name || value.endsWith(`.${name}`) || value.endsWith(`/${name}`));
  };
  const newest = migrations.findLastIndex(isRecorded);
  const applied = ledger.rows === 'newest' ? migrations.slice(0, newest + 1) : migrations.filter(isRecorded);
  return new Set(applied.map(({ id }) => id));
}

/** The forms in which a ledger can call a migration; a number can have lost the zeros before it. */
function namesOf(
  { id, file, ledgerKey = id }: Migration,
  holds: Ledger['columns'][number]['holds'],
): readonly string[] {
  const fileName = file.slice(file.lastIndexOf('/') + 1);
  switch (holds) {
    case 'key':
      return [ledgerKey, ledgerKey.replace(/^0+(?=\d)/, '')];
    case 'timestamp':
      return [/(?<!\d)\d+$/.exec(id)?.[0] ?? id];
    case 'file-name':
      return [fileName];
    default:
      // Kysely and Knex leave the extension away, or keep it.
      return [id, fileName];
  }
}
