import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import { operations } from './arbitrary-operations.ts';
import { operationOf, operationsOf, placeless } from './reading.ts';

/** The SQL of what a statement says. */
function rewritten(sql: string): readonly string[] | undefined {
  return sqlite.write(operationOf(sql));
}

test('what is written reads as what it was written from', () => {
  fc.assert(
    fc.property(operations, (operation) => {
      const written = sqlite.write(operation);
      expect(written?.flatMap(operationsOf)).toEqual([placeless(operation)]);
    }),
    { numRuns: 1000 },
  );
});

describe('statements as people write them', () => {
  test.each([
    ['CREATE TABLE t (\n  id integer NOT NULL PRIMARY KEY AUTOINCREMENT,\n  "order" text DEFAULT \'x\'\n)'],
    ['CREATE TABLE t (\n  a text NOT NULL,\n  b text NOT NULL,\n  CONSTRAINT pk PRIMARY KEY (a, b)\n) WITHOUT ROWID'],
    ["CREATE VIRTUAL TABLE found USING fts5(title, content = 'post')"],
    ['CREATE UNIQUE INDEX main.i ON t (a COLLATE NOCASE DESC, lower(b)) WHERE b IS NOT NULL'],
    ['ALTER TABLE t RENAME COLUMN a TO "b c"'],
    ['CREATE TEMPORARY VIEW v (x) AS SELECT 1'],
    ['PRAGMA foreign_keys = OFF'],
    ['UPDATE t SET a = (SELECT max(a) FROM u) WHERE b IS NULL'],
  ])('%s', (sql) => {
    expect(rewritten(sql)).toEqual([sql]);
  });
});

describe('what SQLite cannot say, or the model does not keep, is not written', () => {
  test.each([
    ['UPDATE t SET a = u.a FROM u'],
    ['UPDATE t SET a = (SELECT max(a) FROM u) FROM v'],
    ['DELETE FROM t LIMIT 1'],
    ['INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 2'],
    ['REINDEX t'],
    ['EXPLAIN SELECT 1'],
  ])('%s', (sql) => {
    expect(rewritten(sql)).toBeUndefined();
  });

  const span = { file: 'f', start: 0, end: 0 };
  const table = { name: 't' };

  test.each([
    ['a constraint of a table that is there', operationsOf('ALTER TABLE t ADD a REFERENCES b')[1]],
    ['a changed column', { kind: 'AlterColumn', span, table, column: 'a', change: { nullable: true } } as const],
    ['a drop with CASCADE', { kind: 'DropTable', span, table, cascade: true } as const],
    ['a truncation', { kind: 'Truncate', span, tables: [table], cascade: false } as const],
    ['a guard on a column', { ...operationOf('ALTER TABLE t DROP a'), guards: [{ kind: 'if-exists' }] } as const],
    [
      'AUTOINCREMENT on a column that is added',
      operationsOf('ALTER TABLE t ADD a INTEGER PRIMARY KEY AUTOINCREMENT')[0],
    ],
  ])('%s', (_, operation) => {
    expect(operation && sqlite.write(operation)).toBeUndefined();
  });
});
