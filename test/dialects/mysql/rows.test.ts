import { describe, expect, it } from 'vitest';
import { meanings } from './read.ts';

const t = { name: 't' };
const u = { name: 'u' };

describe('INSERT and REPLACE', () => {
  it('reads rows of values as written', () => {
    expect(meanings("INSERT INTO t (a, `b`) VALUES (1, 'x'), (now( ), DEFAULT)")).toEqual([
      {
        ...{ kind: 'InsertRows', table: t, columns: ['a', 'b'] },
        source: {
          kind: 'values',
          rows: [
            ['1', "'x'"],
            ['now()', 'DEFAULT'],
          ],
        },
      },
    ]);
  });

  it('reads the tables that a query takes the rows from', () => {
    expect(meanings('INSERT t SELECT * FROM u')).toEqual([
      {
        ...{ kind: 'InsertRows', table: t, columns: [] },
        source: { kind: 'query', query: 'SELECT * FROM u', reads: [u] },
      },
    ]);
  });

  it('reads SET as one row', () => {
    expect(meanings('INSERT INTO t SET a = 1, b = f(2, 3)')).toMatchObject([
      { columns: ['a', 'b'], source: { kind: 'values', rows: [['1', 'f(2, 3)']] } },
    ]);
  });

  it.each([
    ['INSERT IGNORE INTO t VALUES (1)', 'ignore'],
    ['REPLACE INTO t VALUES (1)', 'replace'],
    ['INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 2', 'update'],
    ['INSERT INTO t SELECT a FROM u ON DUPLICATE KEY UPDATE a = 2', 'update'],
  ])('knows what %s does on conflict', (sql, conflict) => {
    expect(meanings(sql)).toMatchObject([{ kind: 'InsertRows', conflict }]);
  });

  it('reads rows from a file as a stream', () => {
    expect(meanings("LOAD DATA INFILE 'f' REPLACE INTO TABLE t (a)")).toMatchObject([
      { kind: 'InsertRows', table: t, source: { kind: 'stream' }, conflict: 'replace' },
    ]);
  });
});

describe('UPDATE', () => {
  it('reads assignments and the condition', () => {
    expect(meanings('UPDATE t SET a = a + 1, b = lower(c) WHERE d IS NULL')).toEqual([
      {
        ...{ kind: 'UpdateRows', table: t, where: 'd IS NULL', reads: [] },
        assignments: [
          { column: 'a', value: { sql: 'a + 1', constant: false, calls: [] } },
          { column: 'b', value: { sql: 'lower(c)', constant: false, calls: ['lower'] } },
        ],
      },
    ]);
  });

  it('has no condition when every row changes', () => {
    expect(meanings('UPDATE t SET a = 1')[0]).not.toHaveProperty('where');
  });

  it('finds the table that a join changes, and what the join asks', () => {
    expect(meanings('UPDATE t AS x INNER JOIN u y ON x.id = y.id SET y.a = x.a WHERE x.b = 1')).toMatchObject([
      { table: u, assignments: [{ column: 'a' }], where: '(x.id = y.id) AND (x.b = 1)', reads: [t] },
    ]);
  });

  it('reads an update of two tables as two operations', () => {
    expect(meanings('UPDATE t, u SET t.a = 1, u.b = 2 WHERE t.id = u.id')).toMatchObject([
      { table: t, assignments: [{ column: 'a' }], reads: [u] },
      { table: u, assignments: [{ column: 'b' }], reads: [t] },
    ]);
  });

  it('does not take what an outer join asks for a condition', () => {
    expect(meanings('UPDATE t LEFT JOIN u ON t.id = u.id SET t.a = 1')[0]).not.toHaveProperty('where');
  });

  it('reads derived tables and sub-queries', () => {
    const sql = 'UPDATE t JOIN (SELECT id FROM u) x ON x.id = t.id SET a = (SELECT max(b) FROM v)';
    expect(meanings(sql)).toMatchObject([{ table: t, reads: [u, { name: 'v' }] }]);
  });

  it('says that a limit holds it back', () => {
    expect(meanings('UPDATE t SET a = 1 ORDER BY b LIMIT 10')).toMatchObject([{ limited: true }]);
  });
});

describe('DELETE and TRUNCATE', () => {
  it.each([
    ['DELETE FROM t WHERE a = 1', [{ table: t, where: 'a = 1', reads: [] }]],
    ['DELETE x FROM t x JOIN u ON x.id = u.id', [{ table: t, where: 'x.id = u.id', reads: [u] }]],
    ['DELETE t, u FROM t JOIN u USING (id)', [{ table: t }, { table: u }]],
    ['DELETE FROM t USING t JOIN u ON t.a = u.a', [{ table: t, reads: [u] }]],
    ['DELETE FROM t LIMIT 5', [{ table: t, limited: true }]],
  ])('reads %s', (sql, expected) => {
    expect(meanings(sql)).toMatchObject(expected.map((operation) => ({ kind: 'DeleteRows', ...operation })));
  });

  it('reads the emptying of a table', () => {
    expect(meanings('TRUNCATE t; TRUNCATE TABLE u')).toEqual([
      { kind: 'Truncate', tables: [t], cascade: false },
      { kind: 'Truncate', tables: [u], cascade: false },
    ]);
  });
});

describe('queries', () => {
  it.each([
    ['SELECT * FROM t', [t]],
    ['(SELECT 1 FROM t) UNION (SELECT 2 FROM u)', [t, u]],
    ['WITH x AS (SELECT 1 FROM t) SELECT * FROM x', [t]],
    ['VALUES ROW(1)', []],
  ])('reads %s', (sql, reads) => {
    expect(meanings(sql)).toMatchObject([{ kind: 'Query', reads }]);
  });

  it('reads the change behind WITH', () => {
    expect(meanings('WITH x AS (SELECT id FROM u) UPDATE t SET a = 1 WHERE id IN (SELECT id FROM x)')).toMatchObject([
      { kind: 'UpdateRows', table: t, reads: [u] },
    ]);
  });
});
