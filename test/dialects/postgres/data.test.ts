import { describe, expect, test } from 'vitest';
import { only, operationsOf } from './reading.ts';

describe('INSERT', () => {
  test('keeps literal rows as SQL', () => {
    expect(operationsOf("INSERT INTO t (a, b) VALUES (1, 'it''s, fine'), (DEFAULT, now( )) RETURNING a")).toEqual([
      {
        kind: 'InsertRows',
        table: { name: 't' },
        columns: ['a', 'b'],
        source: {
          kind: 'values',
          rows: [
            ['1', "'it''s, fine'"],
            ['DEFAULT', 'now()'],
          ],
        },
      },
    ]);
  });

  test('keeps the query that rows come from, and what it reads', () => {
    expect(operationsOf('INSERT INTO t SELECT * FROM u JOIN v ON u.id = v.id ON CONFLICT DO NOTHING')).toEqual([
      {
        kind: 'InsertRows',
        table: { name: 't' },
        columns: [],
        source: {
          kind: 'query',
          query: 'SELECT * FROM u JOIN v ON u.id = v.id',
          reads: [{ name: 'u' }, { name: 'v' }],
        },
        conflict: 'ignore',
      },
    ]);
  });

  test('the WITH in front of it belongs to the query', () => {
    expect(only('InsertRows', 'WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x').source).toEqual({
      kind: 'query',
      query: 'WITH x AS (SELECT 1) SELECT * FROM x',
      reads: [],
    });
  });

  test('tells DO UPDATE', () => {
    expect(only('InsertRows', 'INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2')).toMatchObject({
      source: { rows: [['1']] },
      conflict: 'update',
    });
  });

  test('of nothing but defaults is one row without values', () => {
    expect(only('InsertRows', 'INSERT INTO t DEFAULT VALUES').source).toEqual({ kind: 'values', rows: [[]] });
  });
});

describe('UPDATE', () => {
  test('knows assignments, condition and the tables that decide', () => {
    const sql = 'UPDATE s.t SET a = b + 1, c = (SELECT max(x) FROM u) FROM v WHERE t.id = v.id RETURNING a';
    expect(operationsOf(sql)).toEqual([
      {
        kind: 'UpdateRows',
        table: { schema: 's', name: 't' },
        assignments: [
          { column: 'a', value: { sql: 'b + 1', constant: false, calls: [] } },
          { column: 'c', value: { sql: '(SELECT max(x) FROM u)', constant: false, calls: ['max'] } },
        ],
        where: 't.id = v.id',
        reads: [{ name: 'v' }, { name: 'u' }],
      },
    ]);
  });

  test('of every row has no condition', () => {
    expect(only('UpdateRows', 'UPDATE t SET a = 1')).not.toHaveProperty('where');
  });

  test('of several columns at once names them all', () => {
    expect(only('UpdateRows', 'UPDATE t SET (a, b) = (1, 2)').assignments.map(({ column }) => column)).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('DELETE', () => {
  test('knows condition and tables', () => {
    expect(operationsOf('DELETE FROM t USING u WHERE t.id = u.id AND a IN (SELECT b FROM v)')).toEqual([
      {
        kind: 'DeleteRows',
        table: { name: 't' },
        where: 't.id = u.id AND a IN (SELECT b FROM v)',
        reads: [{ name: 'u' }, { name: 'v' }],
      },
    ]);
  });
});

test('a common table expression that changes rows is an operation of its own', () => {
  const sql = 'WITH gone AS (DELETE FROM a WHERE x > 1 RETURNING *) INSERT INTO b SELECT * FROM gone';
  expect(operationsOf(sql)).toMatchObject([
    { kind: 'DeleteRows', table: { name: 'a' }, where: 'x > 1' },
    { kind: 'InsertRows', table: { name: 'b' } },
  ]);
  expect(operationsOf('WITH u AS (UPDATE a SET b = 1 RETURNING *) SELECT * FROM u')).toMatchObject([
    { kind: 'UpdateRows', table: { name: 'a' } },
  ]);
});

test('MERGE, TRUNCATE, COPY TO and queries', () => {
  expect(operationsOf('MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE')).toMatchObject([
    { kind: 'MergeRows', table: { name: 't' }, reads: [{ name: 'u' }] },
  ]);
  expect(operationsOf('TRUNCATE a, s.b CASCADE')).toEqual([
    { kind: 'Truncate', tables: [{ name: 'a' }, { schema: 's', name: 'b' }], cascade: true },
  ]);
  expect(operationsOf('COPY (DELETE FROM t RETURNING *) TO STDOUT')).toMatchObject([{ kind: 'DeleteRows' }]);
  expect(operationsOf('COPY (WITH a AS (UPDATE t SET b = 1 RETURNING b) SELECT b FROM a) TO STDOUT')).toMatchObject([
    { kind: 'UpdateRows', table: { name: 't' } },
  ]);
  expect(operationsOf("COPY t TO '/x'")).toMatchObject([{ kind: 'Query', reads: [{ name: 't' }] }]);
  expect(operationsOf('SELECT a FROM t')).toEqual([{ kind: 'Query', text: 'SELECT a FROM t', reads: [{ name: 't' }] }]);
});
