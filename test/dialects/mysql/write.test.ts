import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { operation } from './arbitraries.ts';
import { meaning, meanings, operationsOf } from './read.ts';

/** What is written for the operations of a text. */
function rewritten(sql: string): readonly (readonly string[] | undefined)[] {
  return operationsOf(sql).map((own) => mysql.write(own));
}

describe('write', () => {
  it('is read back as the same operation', () => {
    fc.assert(
      fc.property(operation, (own) => {
        const written = mysql.write(own);
        expect(written?.flatMap((statement) => meanings(statement))).toEqual([meaning(own)]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['alter table `t` add `Name` varchar(50) null', 'ALTER TABLE t ADD COLUMN Name varchar(50)'],
    ['alter table `Order` drop `key`', 'ALTER TABLE `Order` DROP COLUMN `key`'],
    ['create index i on t (a) lock=none', 'CREATE INDEX i ON t (a) LOCK = NONE'],
    ['create table t (a int primary key)', 'CREATE TABLE t (\n  a int NOT NULL,\n  PRIMARY KEY (a)\n)'],
    ['alter table t change a a timestamp', 'ALTER TABLE t MODIFY COLUMN a timestamp NULL'],
    ["insert t values (1, 'x')", "INSERT INTO t VALUES (1, 'x')"],
  ])('writes %s as %s', (sql, written) => {
    expect(rewritten(sql)).toEqual([[written]]);
  });

  it.each([
    'INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 2',
    'UPDATE t JOIN u ON t.a = u.a SET t.b = u.b',
    'DELETE FROM t LIMIT 1',
    'ALTER TABLE IF EXISTS t DROP a',
  ])('does not write what it cannot give back of %s', (sql) => {
    expect(rewritten(sql)).toEqual([undefined]);
  });

  it('does not write a partial change of a column, which MySQL has to state as a whole', () => {
    const change: Operation = {
      ...{ kind: 'AlterColumn', table: { name: 't' }, column: 'a', change: { nullable: false } },
      span: { file: '', start: 0, end: 0 },
    };
    expect(mysql.write(change)).toBeUndefined();
  });
});

describe('literal', () => {
  it.each([
    [{ type: 'null' }, 'NULL'],
    [{ type: 'boolean', value: true }, 'TRUE'],
    [{ type: 'number', text: '1.5' }, '1.5'],
    [{ type: 'string', value: "it's \\" }, String.raw`'it''s \\'`],
    [{ type: 'timestamp', text: '2024-01-02T03:04:05Z' }, "'2024-01-02 03:04:05'"],
    [{ type: 'bytes', hex: 'ff00' }, "X'ff00'"],
  ] as const)('writes %j', (literal, sql) => {
    expect(mysql.literal(literal)).toEqual({ sql, constant: true, calls: [] });
  });
});
