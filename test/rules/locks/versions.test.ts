import { describe, expect, it } from 'vitest';
import { findInNew } from '../find-in-new.ts';

async function found(rule: string, engineVersion: string, shipped: string, sql: string): Promise<readonly string[]> {
  const diagnostics = await findInNew(rule, { dialect: 'postgres', engineVersion }, shipped, sql);
  return diagnostics.map((one) => one.message);
}

describe('what is judged depends on the version of the engine', () => {
  const mood = `create type mood as enum ('calm');`;
  const addValue = `begin; alter type mood add value 'merry'; commit;`;

  it('adds an enum value in a transaction from PostgreSQL 12 on', async () => {
    expect(await found('concurrent-outside-transaction', '11', mood, addValue)).toEqual([
      'ALTER TYPE … ADD VALUE cannot run inside a transaction',
    ]);
    expect(await found('concurrent-outside-transaction', '12', mood, addValue)).toEqual([]);
  });

  it('takes a validated CHECK as proof from PostgreSQL 12 on', async () => {
    const checked = 'create table t (a int, constraint a_set check (a is not null));';
    const require = 'alter table t alter column a set not null;';
    expect(await found('no-blocking-scan', '11', checked, require)).toHaveLength(1);
    expect(await found('no-blocking-scan', '12', checked, require)).toEqual([]);
  });
});

describe('what cannot run in a transaction is named as it is written', () => {
  it.each([
    ['vacuum full t', 'VACUUM FULL'],
    ['reindex schema public', 'REINDEX SCHEMA'],
    ['reindex table concurrently t', 'REINDEX CONCURRENTLY'],
    ['create database d', 'CREATE DATABASE'],
    ['alter system set work_mem = 1', 'ALTER SYSTEM'],
  ])('%s', async (sql, name) => {
    const messages = await found('concurrent-outside-transaction', '17', 'create table t (a int);', `begin; ${sql};`);
    expect(messages).toEqual([`${name} cannot run inside a transaction`]);
  });
});

describe('what waits', () => {
  it('is everybody who needs a table or its indexes', async () => {
    const table = 'create table t (a int primary key);';
    expect(await found('no-blocking-index', '17', table, 'reindex table t;')).toEqual([
      'rebuilding the indexes of t blocks all reads and writes on t',
    ]);
  });

  it('is on a table that is not known, when only the index is', async () => {
    expect(await found('no-blocking-index', '17', '', 'drop index i;')).toEqual([
      'dropping i blocks all reads and writes on the table of i',
    ]);
  });

  it('is nobody, on a table that the same migration made from a query', async () => {
    const sql = 'create table t as select 1 as a; create index i on t (a); alter table t add primary key (a);';
    expect(await found('no-blocking-index', '17', '', sql)).toEqual([]);
    expect(await found('no-blocking-scan', '17', '', sql)).toEqual([]);
  });

  it('is everybody, on a table that the chain never created, however often the migration names it', async () => {
    const sql = 'alter table t add column a int; create index i on t (a);';
    expect(await found('no-blocking-index', '17', '', sql)).toHaveLength(1);
  });
});
