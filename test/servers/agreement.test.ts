import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementBlocks, asRun, asSaid } from '../scripts/compare/agreement-blocks.ts';
import { majors, startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

describe.each(majors)('the statements of docs/agreement.md, on PostgreSQL %i', (major) => {
  let server: RunningServer;
  let client: Client;

  beforeAll(async () => {
    server = await startPostgres(major);
    client = new Client({ connectionString: server.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  it.each(agreementBlocks)('$heading', async (block) => {
    expect(await asRun(ask, block)).toEqual(asSaid(block));
  });

  async function ask(sql: string): Promise<object | undefined> {
    const answer: unknown = await client.query(sql);
    return rowsOf(Array.isArray(answer) ? answer.at(-1) : answer)[0];
  }
});

function rowsOf(result: unknown): readonly object[] {
  if (typeof result !== 'object' || result === null || !('rows' in result)) return [];
  const { rows } = result;
  return Array.isArray(rows)
    ? rows.filter((row: unknown): row is object => typeof row === 'object' && row !== null)
    : [];
}
