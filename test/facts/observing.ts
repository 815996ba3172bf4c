import type { Engine } from '../../src/engines/engine.ts';
import type { Prediction } from '../../src/trace/compare.ts';
import { compare } from '../../src/trace/compare.ts';
import { seed } from '../../src/trace/seed/seed.ts';
import type { Outcome } from '../../src/trace/statement.ts';
import { isRefusedInTransaction, runInTransaction, runOutside } from '../../src/trace/statement.ts';
import type { FactCase } from '../../scripts/facts/fact-page.ts';
import type { Holdings } from './holdings.ts';
import { disagreementAboutLoss, holdingsIn, isLess } from './holdings.ts';
import { statementsIn } from './stating.ts';

const rows = 300;
const nothingHeld: Holdings = new Map();

/** An engine that runs cases of a page, and makes their setup anew only where that is needed. */
export interface CaseRunner {
  /** Where the engine does something else than is expected; or why the case could not be run. */
  disagreements(one: FactCase, expected: Prediction): Promise<readonly string[]>;
}

export function caseRunner(engine: Engine): CaseRunner {
  const { query } = engine;
  if (query === undefined) throw new Error('the engine cannot be asked');
  const watchable = { engine, query };
  let ready: { readonly setup: string; readonly holdings: Holdings } | undefined;

  async function prepare(setup: string): Promise<readonly string[]> {
    if (ready?.setup === setup) return [];
    ready = undefined;
    await engine.reset();
    for (const { sql } of statementsIn(setup)) {
      const ran = await engine.run(sql);
      if (!ran.ok) return [`setup: ${ran.message}`];
    }
    const { empty } = await seed(watchable.query, rows);
    if (empty.length > 0) return empty.map(({ table, reason }) => `${table} has no rows: ${reason}`);
    ready = { setup, holdings: await holdingsIn(watchable.query) };
    return [];
  }

  /** What became of the statement, and what the tables hold after it. */
  async function observed({ sql, facts }: FactCase, expected: Prediction): Promise<readonly [Outcome, Holdings]> {
    await engine.run('BEGIN');
    const inside = await runInTransaction(watchable, [sql]);
    const after = inside.ok ? await holdingsIn(watchable.query) : nothingHeld;
    await engine.run('ROLLBACK');
    if (facts.transactional) return [inside, after];
    if (inside.ok) return [{ ok: false, message: 'it runs in a transaction block', statement: sql }, after];
    if (!isRefusedInTransaction(inside.message)) return [inside, after];
    ready = undefined;
    const tables = expected.locks.map(({ table }) => table);
    const outside = await runOutside(watchable, [sql], tables);
    return [outside, await holdingsIn(watchable.query)];
  }

  return {
    async disagreements(one, expected) {
      const problems = await prepare(one.setup);
      if (problems.length > 0) return problems;
      const before = ready?.holdings ?? nothingHeld;
      const [outcome, after] = await observed(one, expected);
      if (!outcome.ok) return [outcome.message];
      return [
        ...compare(expected, outcome.observation).map(({ message }) => message),
        ...disagreementAboutLoss(one.facts, isLess(before, after)),
      ];
    },
  };
}
