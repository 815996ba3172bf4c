import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementBlocks, asRun, asSaid } from './agreement-blocks.ts';

describe('the statements of docs/agreement.md, on PGlite', () => {
  let database: PGlite;

  beforeAll(async () => {
    database = await PGlite.create();
  }, 60_000);
  afterAll(() => database.close());

  it('are there', () => {
    expect(agreementBlocks.length).toBeGreaterThan(10);
  });

  it.each(agreementBlocks.filter(({ needsServer }) => !needsServer))('$heading', async (block) => {
    const ask = async (sql: string): Promise<object | undefined> => (await database.exec(sql)).at(-1)?.rows[0];
    expect(await asRun(ask, block)).toEqual(asSaid(block));
  });
});
