import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { printStats } from '../../../src/stats/file.ts';
import { openInMemory } from '../example-project.ts';

const statsFile = 'mig-lint-stats.json';

interface Case {
  readonly rule: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Rows by table; the others are not in the statistics. */
  readonly rows: Readonly<Record<string, number>>;
  readonly before?: string;
  readonly sql: string;
  readonly today?: string;
}

const tables = `
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, note text);
  CREATE TABLE users (id bigint PRIMARY KEY, name text);
  CREATE MATERIALIZED VIEW totals AS SELECT user_id, count(*) FROM orders GROUP BY user_id;`;

function statistics(rows: Case['rows']): string {
  const sized = Object.entries(rows).map(([name, count]) => ({ name: { schema: 'public', name }, rows: count }));
  return printStats({ dialect: 'postgres', takenAt: '2026-01-01T00:00:00Z', tables: sized });
}

async function report({ rule, options = {}, rows, before = tables, sql, today = '2026-01-31' }: Case) {
  const shipped = new Map([['migrations/0001_before.sql', before]]);
  const project = await openInMemory({
    config: {
      extends: [],
      stats: statsFile,
      chains: [{ name: 'main', framework: 'sql', dialect: 'postgres', include: ['**/*.sql'] }],
      rules: { [rule]: ['error', options] },
    },
    workTree: new Map([...shipped, ['migrations/0002_new.sql', sql], [statsFile, statistics(rows)]]),
    shipped,
  });
  return lintProject(project, { today, startedAt: 0 });
}

async function found(one: Case): Promise<readonly Diagnostic[]> {
  return (await report(one)).diagnostics;
}

const cases: readonly (readonly [rule: string, table: string, sql: string])[] = [
  ['no-table-rewrite', 'orders', 'ALTER TABLE orders ALTER COLUMN id TYPE int;'],
  ['no-blocking-scan', 'orders', 'ALTER TABLE orders ALTER COLUMN note SET NOT NULL;'],
  ['no-blocking-index', 'orders', 'CREATE INDEX orders_note ON orders (note);'],
  ['no-blocking-maintenance', 'orders', 'VACUUM FULL orders;'],
  ['batch-backfill', 'orders', "BEGIN; ALTER TABLE users ADD a int; UPDATE orders SET note = 'x'; COMMIT;"],
  [
    'no-lock-pileup',
    'orders',
    'BEGIN; ALTER TABLE users ADD a int; CREATE INDEX orders_note ON orders (note); COMMIT;',
  ],
  [
    'validate-separately',
    'orders',
    'BEGIN; ALTER TABLE orders ADD CONSTRAINT o CHECK (id > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT o; COMMIT;',
  ],
];

describe.each(cases)('%s', (rule, table, sql) => {
  it('passes over a table that is known to be small', async () => {
    expect(await found({ rule, sql, rows: { [table]: 9000 } })).toEqual([]);
  });

  it('judges a large table, and one of which nothing is known', async () => {
    expect(await found({ rule, sql, rows: { [table]: 10_000 } })).toHaveLength(1);
    expect(await found({ rule, sql, rows: {} })).toHaveLength(1);
  });

  it('is told how small that is', async () => {
    expect(await found({ rule, sql, rows: { [table]: 9000 }, options: { small: 0 } })).toHaveLength(1);
    expect(await found({ rule, sql, rows: { [table]: 90_000 }, options: { small: 100_000 } })).toEqual([]);
  });
});

describe('the size of a table', () => {
  const rewrite = 'ALTER TABLE orders ALTER COLUMN id TYPE int;';

  it('is said, and leaves the fingerprint as it is', async () => {
    const [without] = await found({ rule: 'no-table-rewrite', sql: rewrite, rows: {} });
    const [small] = await found({ rule: 'no-table-rewrite', sql: rewrite, rows: { orders: 12_345 } });
    const [large] = await found({ rule: 'no-table-rewrite', sql: rewrite, rows: { orders: 41_200_000 } });
    expect(without?.why).not.toContain('orders has');
    expect(small?.why).toMatch(/; orders has about 12,000 rows$/);
    expect(large?.why).toMatch(/; orders has about 41 million rows$/);
    expect(new Set([without, small, large].map((one) => one?.fingerprint)).size).toBe(1);
  });

  it('is that of the large table where a statement reads two', async () => {
    const sql = 'ALTER TABLE orders ADD CONSTRAINT o_u FOREIGN KEY (user_id) REFERENCES users (id);';
    const rows = { orders: 40_000_000, users: 12 };
    const [one] = await found({ rule: 'no-blocking-scan', sql, rows });
    expect(one?.message).toMatch(/^orders is read in full/);
    expect(one?.why).toContain('ShareRowExclusive locks on orders and users');
    expect(one?.why).toMatch(/orders has about 40 million rows; users has about 12 rows$/);
  });

  it('does not matter where a small table refers to a large one', async () => {
    const sql = 'ALTER TABLE orders ADD CONSTRAINT o_u FOREIGN KEY (user_id) REFERENCES users (id);';
    expect(await found({ rule: 'no-blocking-scan', sql, rows: { orders: 12, users: 40_000_000 } })).toEqual([]);
  });

  it('is no reason to wait for a lock without a limit: a small table can be the one that everybody reads', async () => {
    const sql = 'ALTER TABLE users ADD a int;';
    expect(await found({ rule: 'require-lock-timeout', sql, rows: { users: 12 } })).toHaveLength(1);
  });

  it('is noted when it is old', async () => {
    const old = { rule: 'no-table-rewrite', sql: rewrite, rows: {}, today: '2026-07-01' };
    expect((await report({ ...old, today: '2026-03-31' })).notes).toEqual([]);
    expect((await report(old)).notes).toEqual([
      'the sizes in mig-lint-stats.json were taken 181 days ago: tables may have grown; `mig-lint stats` takes them anew',
    ]);
  });
});
