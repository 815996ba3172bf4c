import { expect, it } from 'vitest';
import type { Engine } from '../../../src/engines/engine.ts';
import type { LedgerCase } from './ledgers.ts';
import { fill, rowsIn, runScript, scriptOf } from './ledgers.ts';

/** What holds of the script of every tool, on its own kind of ledger. */
export function behavesLikeALedgerScript(one: LedgerCase, engineOf: () => Engine): void {
  const script = async (): Promise<string> => {
    const { sql } = await scriptOf(one);
    if (sql === undefined) throw new Error('no script');
    return sql;
  };
  const refuses = async (rows: LedgerCase['rows'], why: RegExp): Promise<void> => {
    const engine = engineOf();
    await fill(engine, one, rows);
    const before = await rowsIn(engine, one);
    expect(await runScript(engine, await script())).toMatch(why);
    expect(await rowsIn(engine, one)).toEqual(before);
    await runScript(engine, await script(), true);
    expect(await rowsIn(engine, one)).toEqual(before);
  };

  it('puts the base in the place of the old rows, once', async () => {
    const engine = engineOf();
    await fill(engine, one, one.rows);
    expect(await runScript(engine, await script())).toBeUndefined();
    expect(await rowsIn(engine, one)).toEqual(one.settled);
    expect(await runScript(engine, await script())).toBeUndefined();
    expect(await rowsIn(engine, one)).toEqual(one.settled);
  });

  it('refuses a database that the last old migration has not reached', async () => {
    await refuses(one.rows.slice(0, -1), /recorded .*as applied/);
  });

  it('refuses a database that went another way', async () => {
    const rows = one.rows.length === 1 ? [one.stranger] : [...one.rows, one.stranger];
    await refuses(rows, one.rows.length === 1 ? /recorded .*as applied/ : /does not know|unknown migrations/);
  });

  if (one.failed !== undefined) {
    const { failed } = one;
    it('refuses a database where a migration failed', async () => {
      await refuses([...one.rows, failed], /failed/);
    });
  }
}
