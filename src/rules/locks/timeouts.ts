import { lookUp } from '../../model/look-up.ts';
import type { Operation } from '../../model/operation.ts';
import type { Step } from '../rule.ts';

/** Milliseconds by the units that PostgreSQL takes ("Setting Parameters", numeric with unit). */
const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time limit of PostgreSQL in milliseconds, as written: `'5s'`, `5000`, `'1 min'`; `undefined`: not known. */
function milliseconds(value: string): number | undefined {
  const written = /^'?\s*(?<number>\d+(?:\.\d+)?)\s*(?!\s)(?<unit>[a-z]*)\s*'?$/i.exec(value)?.groups;
  if (written === undefined) return undefined;
  const unit = written['unit'] === '' ? 1 : lookUp(units, written['unit'] ?? '');
  return unit === undefined ? undefined : Number(written['number']) * unit;
}

/** A limit that is set at some point of a migration. */
export interface Limit {
  readonly operation: Operation<'SetVariable'>;
  /** Absent: the value is not known before it runs. */
  readonly milliseconds: number | undefined;
}

/** The settings of PostgreSQL that end the wait for a lock. */
const limiting: ReadonlySet<string> = new Set(['lock_timeout', 'statement_timeout']);

export function isLimit(operation: Operation): operation is Operation<'SetVariable'> {
  return operation.kind === 'SetVariable' && limiting.has(operation.name.toLowerCase());
}

/** The limits that hold at each step, by the name of the setting; SET LOCAL holds to the end of the transaction. */
export function limitsAt(steps: readonly Step[]): readonly ReadonlyMap<string, Limit>[] {
  const session = new Map<string, Limit>();
  const local = new Map<string, Limit>();
  return steps.map(({ operation, inTransaction, applied }) => {
    if (operation.kind === 'Commit' || operation.kind === 'Rollback') local.clear();
    if (operation.kind === 'SetVariable' && operation.name.toLowerCase() === 'all') session.clear();
    if (applied && isLimit(operation)) {
      const name = operation.name.toLowerCase();
      const isLocal = operation.scope === 'transaction';
      const { value } = operation;
      if (value === undefined) session.delete(name);
      else if (!isLocal || inTransaction) {
        (isLocal ? local : session).set(name, { operation, milliseconds: milliseconds(value) });
      }
      if (!isLocal) local.delete(name);
    }
    return new Map([...session, ...local]);
  });
}
