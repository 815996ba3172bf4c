import type { Dialect } from '../dialects/dialect.ts';
import type { Span } from '../model/span.ts';
import type { MigrationView } from '../rules/rule.ts';
import type { Mismatch } from './compare.ts';
import { compare } from './compare.ts';
import { predictionOf } from './prediction.ts';
import type { Outcome, Watchable } from './statement.ts';
import { isRefusedInTransaction, runInTransaction, runOutside } from './statement.ts';
import type { TracedStatement, TraceFailure } from './trace.ts';
import type { Unit } from './units.ts';
import { isWrapped, unitsOf } from './units.ts';

/** Runs migrations one after the other, in the transactions that their tool opens. */
export interface MigrationRunner {
  /** Runs the up side; what is traced is told. Gives the statement that failed, after which nothing more is run. */
  run(view: MigrationView, tell: ((traced: TracedStatement) => void) | undefined): Promise<TraceFailure | undefined>;
  /** Ends the transaction of a whole batch. */
  end(): Promise<TraceFailure | undefined>;
  isInTransaction(): boolean;
}

export function migrationRunner(watchable: Watchable, dialect: Dialect): MigrationRunner {
  const { engine } = watchable;
  /** Who opened the transaction that is open. */
  let openedBy: 'tool' | 'migration' | undefined;
  let last: { readonly migration: string; readonly span: Span } | undefined;

  async function send(sql: string): Promise<Outcome | undefined> {
    const ran = await engine.run(sql);
    return ran.ok ? undefined : { ...ran, statement: sql };
  }

  /** Opens or ends the tool's transaction; that of the migration is its own affair. */
  async function setOpen(wanted: boolean): Promise<Outcome | undefined> {
    if (openedBy === 'migration' || (openedBy === 'tool') === wanted) return undefined;
    openedBy = wanted ? 'tool' : undefined;
    return send(wanted ? 'BEGIN' : 'COMMIT');
  }

  /** A statement that says itself where a transaction begins and ends; it is not observed. */
  async function bound({ sql, steps }: Unit): Promise<Outcome | undefined> {
    for (const { operation } of steps) {
      if (operation.kind === 'Begin') openedBy ??= 'migration';
      if (operation.kind === 'Commit' || operation.kind === 'Rollback') openedBy = undefined;
    }
    return plain({ sql });
  }

  async function plain({ sql }: Pick<Unit, 'sql'>): Promise<Outcome | undefined> {
    for (const statement of sql) {
      const failed = await send(statement);
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  async function traced(unit: Unit, migration: string): Promise<TracedStatement | Outcome> {
    const predicted = predictionOf(unit.steps);
    const inTransaction = openedBy !== undefined;
    const surprises: Mismatch[] = [];
    let outcome: Outcome;
    if (inTransaction) outcome = await runInTransaction(watchable, unit.sql);
    else {
      outcome = predicted?.transactional === false ? refusedBefore : await inOwnTransaction(unit.sql);
      if (!outcome.ok && isRefusedInTransaction(outcome.message)) {
        if (predicted?.transactional === true) {
          surprises.push({
            about: 'transaction',
            message: 'it was predicted to run in a transaction block, and does not',
          });
        }
        outcome = await runOutside(watchable, unit.sql, predicted?.locks.map(({ table }) => table) ?? []);
      }
    }
    if (!outcome.ok) return outcome;
    return {
      migration,
      span: unit.span,
      sql: unit.sql,
      inTransaction,
      ...(predicted === undefined ? {} : { predicted }),
      observed: outcome.observation,
      mismatches: predicted === undefined ? [] : [...surprises, ...compare(predicted, outcome.observation)],
      milliseconds: outcome.milliseconds,
    };
  }

  /** Locks are gone when a statement that stands by itself is done: a transaction around it holds them. */
  async function inOwnTransaction(sql: readonly string[]): Promise<Outcome> {
    const begun = await send('BEGIN');
    if (begun !== undefined) return begun;
    const outcome = await runInTransaction(watchable, sql);
    const ended = await send(outcome.ok ? 'COMMIT' : 'ROLLBACK');
    return outcome.ok && ended !== undefined ? ended : outcome;
  }

  async function runUnit(
    unit: Unit,
    migration: string,
    tell: ((traced: TracedStatement) => void) | undefined,
  ): Promise<Outcome | undefined> {
    if (unit.steps.some(({ operation }) => isBound(operation.kind))) return bound(unit);
    // To look first would come before what has to be the first word of a transaction.
    const isSetting = unit.steps.every(({ operation }) => operation.kind === 'SetVariable');
    if (tell === undefined || isSetting) return plain(unit);
    const outcome = await traced(unit, migration);
    if ('ok' in outcome) return outcome;
    tell(outcome);
    return undefined;
  }

  return {
    async run({ migration, up }, tell) {
      const isInTool = isWrapped(migration);
      for (const unit of unitsOf(up, dialect)) {
        const { span } = unit;
        last = { migration: migration.id, span };
        if ('unsaid' in unit) return { ...last, message: unit.unsaid };
        const failed = (await setOpen(isInTool && !unit.isOutside)) ?? (await runUnit(unit, migration.id, tell));
        if (failed !== undefined) return failureOf(failed, last);
      }
      if (migration.transaction === 'whole-batch') return undefined;
      return this.end();
    },
    async end() {
      const failed = await setOpen(false);
      return last === undefined ? undefined : failureOf(failed, last);
    },
    isInTransaction: () => openedBy !== undefined,
  };
}

/** Stands for an attempt that need not be made. */
const refusedBefore: Outcome = { ok: false, message: 'cannot run inside a transaction block', statement: '' };

function isBound(kind: string): boolean {
  return kind === 'Begin' || kind === 'Commit' || kind === 'Rollback';
}

function failureOf(
  outcome: Outcome | undefined,
  at: { readonly migration: string; readonly span: Span },
): TraceFailure | undefined {
  if (outcome === undefined || outcome.ok) return undefined;
  return { ...at, sql: outcome.statement, message: outcome.message };
}
