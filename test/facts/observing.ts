import type { Engine } from '../../src/engines/engine.ts';
import type { Prediction } from '../../src/trace/compare.ts';
import { compare } from '../../src/trace/compare.ts';
import { seed } from '../../src/trace/seed/seed.ts';
import type { Outcome } from '../../src/trace/statement.ts';
import { isRefusedInTransaction, runInTransaction, runOutside } from '../../src/trace/statement.ts';
import type { FactCase } from './fact-page.ts';
import { statementsIn } from './stating.ts';

const rows = 300;

/** An engine that runs cases of a page, and makes their setup anew only where that is needed. */
export interface CaseRunner {
  /** Where the engine does something else than is expected; or why the case could not be run. */
  disagreements(
    one: Pick<FactCase, 'setup' | 'sql'>,
    expected: Prediction,
    transactional: boolean,
  ): Promise<readonly string[]>;
}

export function caseRunner(engine: Engine): CaseRunner {
  const { query } = engine;
  if (query === undefined) throw new Error('the engine cannot be asked');
  const watchable = { engine, query };
  let ready: string | undefined;

  async function prepare(setup: string): Promise<readonly string[]> {
    if (ready === setup) return [];
    ready = undefined;
    await engine.reset();
    for (const { sql } of statementsIn(setup)) {
      const ran = await engine.run(sql);
      if (!ran.ok) return [`setup: ${ran.message}`];
    }
    const { empty } = await seed(watchable.query, rows);
    if (empty.length > 0) return empty.map(({ table, reason }) => `${table} has no rows: ${reason}`);
    ready = setup;
    return [];
  }

  async function observed(
    { sql }: Pick<FactCase, 'sql'>,
    transactional: boolean,
    expected: Prediction,
  ): Promise<Outcome> {
    await engine.run('BEGIN');
    const inside = await runInTransaction(watchable, [sql]);
    await engine.run('ROLLBACK');
    if (transactional) return inside;
    if (inside.ok) return { ok: false, message: 'it runs in a transaction block', statement: sql };
    if (!isRefusedInTransaction(inside.message)) return inside;
    ready = undefined;
    return runOutside(
      watchable,
      [sql],
      expected.locks.map(({ table }) => table),
    );
  }

  return {
    async disagreements(one, expected, transactional) {
      const problems = await prepare(one.setup);
      if (problems.length > 0) return problems;
      const outcome = await observed(one, transactional, expected);
      if (!outcome.ok) return [outcome.message];
      return compare(expected, outcome.observation).map(({ message }) => message);
    },
  };
}
