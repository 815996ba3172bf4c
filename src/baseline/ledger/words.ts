import { printableLine } from '../../model/printable.ts';
import { ledgerTableOf } from '../../frameworks/ledger.ts';
import { count } from '../../frameworks/sql/names.ts';
import type { LedgerPlan } from './plan.ts';
import type { KnownLedger } from './request.ts';

/** What a script says of a database that it was run on. */
export interface LedgerWords {
  readonly done: string;
  readonly settled: string;
  /** Why it refuses; each begins with a number that only the database knows, where that can be said. */
  readonly missing: string;
  readonly unknown: string;
  readonly failed: string;
}

export function wordsOf({ ledger, chain, squashed, base, framework }: KnownLedger, plan: LedgerPlan): LedgerWords {
  const table = ledgerTableOf(ledger, chain);
  const last = squashed.findLast(({ repeatable, neverRun }) => repeatable !== true && neverRun !== true);
  const lastId = oneLine(last?.id ?? '');
  return {
    done: `${table} has ${oneLine(base.id)} already: nothing to do`,
    settled: `${table} has ${oneLine(base.id)} in the place of ${count(squashed.length, 'migration')}`,
    missing:
      plan.required === 1
        ? `${lastId} is not recorded in ${table} as applied: bring the database there with ${framework.title} first`
        : `not all ${plan.required} squashed migrations are recorded in ${table} as applied: bring the database to ${lastId} with ${framework.title} first`,
    unknown: `${table} records migrations that the squash does not know: this database is not where the old ones ended`,
    failed: `${table} records a migration that failed: mend that first`,
  };
}

/** The lines above a script. */
export function headOf({ ledger, chain, squashed, base, framework }: KnownLedger): readonly string[] {
  const table = ledgerTableOf(ledger, chain);
  const [first] = squashed;
  const last = squashed.at(-1);
  const range = first === last ? '' : ` (${oneLine(first?.id ?? '')} to ${oneLine(last?.id ?? '')})`;
  return [
    `${table} of ${framework.title}: ${oneLine(base.id)} takes the place of ${count(squashed.length, 'migration')}${range}.`,
    'Run it once on every database that exists, before the tool sees the new files there: a new database needs none of it.',
    `A database that is not at ${oneLine(last?.id ?? '')} is refused and left as it is; a second run changes nothing.`,
  ];
}

/** A name in a line of its own: it comes from the names of files. */
function oneLine(text: string): string {
  return printableLine(text);
}
