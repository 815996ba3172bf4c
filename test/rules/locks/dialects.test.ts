import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../../src/model/names.ts';
import { findInNew } from '../find-in-new.ts';

interface Found {
  readonly dialect: DialectName;
  readonly engineVersion?: string;
}

async function found(rule: string, engine: Found, shipped: string, sql: string): Promise<readonly string[]> {
  const diagnostics = await findInNew(rule, engine, shipped, sql);
  return diagnostics.map(({ message, why, remedy }) => [message, why, remedy].join('\n'));
}

const orders = 'CREATE TABLE orders (id int NOT NULL PRIMARY KEY, total int NULL);';

describe('what an edition of SQL Server does online', () => {
  const add = 'ALTER TABLE orders ADD state int NOT NULL CONSTRAINT df_state DEFAULT 0;';

  it('is found on the others', async () => {
    const standard = { dialect: 'sqlserver', engineVersion: '2022' } as const;
    expect(await found('no-table-rewrite', standard, orders, add)).toHaveLength(1);
    expect(await found('no-table-rewrite', { ...standard, engineVersion: '2022-enterprise' }, orders, add)).toEqual([]);
  });

  it('is the remedy, in full', async () => {
    const [finding] = await found(
      'no-blocking-index',
      { dialect: 'sqlserver' },
      orders,
      'CREATE INDEX ix_total ON orders (total);',
    );
    expect(finding).toBe(
      [
        'building ix_total blocks all writes on orders',
        'it holds an S lock on orders until it is done, and takes the longer the more rows there are',
        'do it online, which the Enterprise and Developer editions and Azure SQL can, or in a maintenance window:',
        '    CREATE INDEX ix_total ON orders (total) WITH (ONLINE = ON);',
      ].join('\n'),
    );
  });

  it('is not needed for a check that is made later', async () => {
    const [finding] = await found(
      'no-blocking-scan',
      { dialect: 'sqlserver' },
      orders,
      'ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0);',
    );
    expect(finding).toContain('    ALTER TABLE orders WITH NOCHECK ADD CONSTRAINT ck_total CHECK (total > 0);');
    expect(finding).toContain('    ALTER TABLE orders WITH CHECK CHECK CONSTRAINT ck_total;');
  });
});

describe('what depends on the release of MySQL', () => {
  it('is not found where others write meanwhile', async () => {
    for (const engineVersion of ['5.7', '8.0.28', '8.4', 'mariadb 10.11']) {
      const engine = { dialect: 'mysql', engineVersion } as const;
      expect(await found('no-table-rewrite', engine, orders, 'ALTER TABLE orders ADD COLUMN a int FIRST;')).toEqual([]);
    }
  });

  it('is found where the table is copied', async () => {
    const longer = 'ALTER TABLE orders MODIFY note varchar(100);';
    const shipped = 'CREATE TABLE orders (id int PRIMARY KEY, note varchar(50));';
    expect(await found('varchar-byte-boundary', { dialect: 'mysql' }, shipped, longer)).toHaveLength(1);
    const mariadb = { dialect: 'mysql', engineVersion: 'mariadb 10.11' } as const;
    expect(await found('varchar-byte-boundary', mariadb, shipped, longer)).toEqual([]);
  });
});

describe('a statement that ends the transaction by itself', () => {
  it('is not refused in one', async () => {
    const rule = 'concurrent-outside-transaction';
    const sql = 'BEGIN; ALTER TABLE orders ADD COLUMN a int; COMMIT;';
    expect(await found(rule, { dialect: 'mysql' }, orders, sql)).toEqual([]);
  });
});

describe('what cannot run in a transaction', () => {
  it.each([
    ['sqlite', 'BEGIN; VACUUM; COMMIT;', 'VACUUM'],
    ['sqlite', 'BEGIN; PRAGMA journal_mode = WAL; COMMIT;', 'PRAGMA journal_mode'],
    ['sqlserver', 'BEGIN TRANSACTION; CREATE DATABASE d; COMMIT;', 'CREATE DATABASE'],
    [
      'sqlserver',
      'BEGIN TRANSACTION; CREATE FULLTEXT INDEX ON orders (total) KEY INDEX pk; COMMIT;',
      'this CREATE INDEX',
    ],
  ] as const)('%s: %s', async (dialect, sql, name) => {
    const diagnostics = await findInNew('concurrent-outside-transaction', { dialect }, orders, sql);
    expect(diagnostics.map(({ message }) => message)).toEqual([`${name} cannot run inside a transaction`]);
  });
});
