import { describe, expect, it } from 'vitest';
import { operations } from './operations.ts';

const t = { name: 't' };

describe('INSERT', () => {
  it.each([
    [
      "INSERT INTO t ([a], b) VALUES (1, N'x'), (2, DEFAULT)",
      {
        columns: ['a', 'b'],
        source: {
          kind: 'values',
          rows: [
            ['1', "N'x'"],
            ['2', 'DEFAULT'],
          ],
        },
      },
    ],
    ['INSERT t DEFAULT VALUES', { columns: [], source: { kind: 'values', rows: [[]] } }],
    [
      'INSERT INTO t WITH (TABLOCK) (a) OUTPUT inserted.a INTO @x SELECT a FROM s',
      { columns: ['a'], source: { kind: 'query', query: 'SELECT a FROM s', reads: [{ name: 's' }] } },
    ],
    ['INSERT TOP (5) INTO t EXEC dbo.p 1', { source: { kind: 'query', query: 'EXEC dbo.p 1', reads: [] } }],
    [
      'WITH c AS (SELECT a FROM s) INSERT INTO t SELECT a FROM c',
      { source: { kind: 'query', query: 'WITH c AS (SELECT a FROM s) SELECT a FROM c', reads: [{ name: 's' }] } },
    ],
    ["BULK INSERT t FROM 'f' WITH (TABLOCK)", { source: { kind: 'stream' } }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([{ kind: 'InsertRows', table: t, ...operation }]);
  });

  it('can fill a table variable', () => {
    expect(operations('INSERT INTO @t VALUES (1)')).toMatchObject([{ table: { name: '@t' } }]);
  });
});

describe('UPDATE', () => {
  it.each([
    ['UPDATE t SET a = 1, [b] += 2 WHERE [c] = 3', { where: 'c = 3', reads: [] }],
    ['UPDATE TOP (10) t SET a = 1', { limited: true }],
    [
      'UPDATE u SET u.a = s.a FROM t u INNER JOIN s ON s.i = u.i WHERE s.b = 1',
      { where: '(s.i = u.i) AND (s.b = 1)', reads: [{ name: 's' }] },
    ],
    ['UPDATE u SET a = 1 FROM t AS u LEFT JOIN s ON s.i = u.i', { reads: [{ name: 's' }] }],
    ['WITH c AS (SELECT TOP (5) * FROM t) UPDATE c SET a = 1', { limited: true, reads: [] }],
    ['UPDATE t SET a = 1 WHERE CURRENT OF c', { limited: true }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([{ kind: 'UpdateRows', table: t, ...operation }]);
  });

  it('of a left join touches every row', () => {
    expect(operations('UPDATE u SET a = 1 FROM t u LEFT JOIN s ON 1 = 1')[0]).not.toHaveProperty('where');
  });

  it('assigns columns, not variables', () => {
    expect(operations('UPDATE t SET @x = 1, @y = a = 2, b += 3, c.WRITE(NULL, 0, 1)')).toMatchObject([
      {
        assignments: [
          { column: 'a', value: { sql: '2' } },
          { column: 'b', value: { sql: 'b + (3)' } },
          { column: 'c', value: { sql: 'NULL, 0, 1' } },
        ],
      },
    ]);
  });
});

describe('DELETE, MERGE, TRUNCATE and SELECT', () => {
  it.each([
    ['DELETE FROM t', { kind: 'DeleteRows', table: t, reads: [] }],
    ['DELETE TOP (@n) FROM t WHERE a = 1', { kind: 'DeleteRows', table: t, limited: true, where: 'a = 1' }],
    [
      'DELETE u FROM t u JOIN s ON s.i = u.i',
      { kind: 'DeleteRows', table: t, where: 's.i = u.i', reads: [{ name: 's' }] },
    ],
    [
      'MERGE INTO t AS x USING s ON x.i = s.i WHEN MATCHED THEN DELETE;',
      { kind: 'MergeRows', table: t, reads: [{ name: 's' }] },
    ],
    ['TRUNCATE TABLE t', { kind: 'Truncate', tables: [t], cascade: false }],
    ['SELECT * FROM t WHERE EXISTS (SELECT 1 FROM s)', { kind: 'Query', reads: [t, { name: 's' }] }],
    ['(SELECT 1)', { kind: 'Query' }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([operation]);
  });
});

describe('the session', () => {
  it.each([
    ['SET NOCOUNT ON', { kind: 'SetVariable', name: 'nocount', value: 'on' }],
    ['SET LOCK_TIMEOUT 5000', { name: 'lock_timeout', value: '5000' }],
    ['SET IDENTITY_INSERT [dbo].[T] OFF', { name: 'identity_insert dbo.T', value: 'off' }],
    [
      'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
      { name: 'transaction isolation level', value: 'read committed' },
    ],
    ["SET @a = N'x'", { name: '@a', value: "N'x'" }],
    ["DECLARE @a int, @b nvarchar(5) = 'x'", { name: '@b', value: "'x'" }],
    ['DECLARE @a int', { kind: 'NoChange', statement: 'DECLARE' }],
    ['BEGIN TRANSACTION t1', { kind: 'Begin' }],
    ['SAVE TRAN s', { kind: 'Savepoint' }],
    ['ROLLBACK', { kind: 'Rollback' }],
    ['COMMIT TRAN', { kind: 'Commit' }],
    ["RAISERROR ('x', 16, 1) WITH NOWAIT", { kind: 'NoChange', statement: 'RAISERROR' }],
    ["THROW 50000, 'x', 1", { kind: 'NoChange', statement: 'THROW' }],
    ['USE master', { kind: 'NoChange', statement: 'USE' }],
    ['DBCC CHECKIDENT (t)', { kind: 'Maintenance' }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([operation]);
  });

  it('can have several options set at once', () => {
    expect(operations('SET ANSI_NULLS, QUOTED_IDENTIFIER ON')).toMatchObject([
      { name: 'ansi_nulls', value: 'on' },
      { name: 'quoted_identifier', value: 'on' },
    ]);
  });
});
