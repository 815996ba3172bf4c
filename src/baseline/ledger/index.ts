import { printableLine } from '../../model/printable.ts';
import { commandsOf } from './commands.ts';
import { planOf } from './plan.ts';
import type { LedgerRequest, LedgerScript } from './request.ts';
import { scriptLines } from './scripts.ts';
import { headOf, wordsOf } from './words.ts';

export type { LedgerRequest, LedgerScript } from './request.ts';

/**
 * The SQL that makes the base migration stand in the tool's ledger in the place of the migrations that it replaces, on
 * databases that exist. It is one transaction, refuses on a database that is not at the last old migration, and changes
 * nothing when it is run again. It is for people to run: nothing here runs it.
 */
export function ledgerScript(request: LedgerRequest): LedgerScript {
  const { framework, squashed, dialect } = request;
  const { ledger } = framework;
  const notes = commandsOf(request);
  if (ledger === undefined) {
    const why = `${framework.title} keeps no record that is known of what it has applied: there is no ledger to change`;
    return { notes: [why, ...notes] };
  }
  const known = { ...request, ledger };
  const plan = planOf(known);
  if (plan === undefined) {
    const why = squashed.length === 0 ? 'No migration goes away' : 'None of the migrations that go away is recorded';
    return { notes: [`${why}: there is no ledger to change`, ...notes] };
  }
  if (plan.changes.length === 0) {
    const why = `${printableLine(request.base.id)} is recorded as the last old migration is: no ledger has to change`;
    return { notes: [why, ...notes] };
  }
  const head = [...headOf(known), ...notes].map((line) => `-- ${line}`);
  return { sql: [...head, '', ...scriptLines(plan, wordsOf(known, plan), dialect), ''].join('\n'), notes };
}
