import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { operationsOf } from './reading.ts';

/** Why a text is not understood, and the part of it that is shown. */
function opaqueIn(sql: string): readonly (readonly [reason: string, detail: string, place: string])[] {
  return sqlite.read(plainText('f.sql', sql)).statements.flatMap(({ operations }) =>
    operations.flatMap((operation) => {
      if (operation.kind !== 'Opaque') return [];
      const { reason, detail, span } = operation;
      return [[reason, detail, sql.slice(span.start, span.end)] as const];
    }),
  );
}

describe('a statement that is not valid says what was expected, and where', () => {
  test.each([
    ['CREATE TABLE t (a INT,)', "a column's name, but found ).", ')'],
    ['CREATE TABLE t (a INT DEFAULT now())', '"," or ")", but found (.', '('],
    ['CREATE TABLE t (a INT AUTOINCREMENT)', '"," or ")", but found AUTOINCREMENT.', 'AUTOINCREMENT'],
    ['CREATE TABLE t (a INT, CHECK a > 0)', '"(", but found a.', 'a'],
    ['CREATE TABLE t (a INT, PRIMARY KEY (a), b INT)', "a table's constraint, but found b.", 'b'],
    ['CREATE TABLE t (a INT) ENGINE = InnoDB', 'STRICT or WITHOUT ROWID, but found ENGINE.', 'ENGINE'],
    ['CREATE TABLE t (a INT REFERENCES b ON DELETE NOTHING)', 'CASCADE, RESTRICT, SET NULL,', 'NOTHING'],
    ['CREATE TABLE t (a VARCHAR(max))', 'a number, but found max.', 'max'],
    ['ALTER TABLE t ALTER COLUMN a SET NOT NULL', 'RENAME, ADD COLUMN or DROP COLUMN, but found ALTER.', 'ALTER'],
    ['ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)', "a column's name, but found CONSTRAINT.", 'CONSTRAINT'],
    ['CREATE INDEX i ON t (a) WHERE', 'a condition, but the statement ends here.', 'WHERE'],
    ['CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1', '";" and END, but the statement ends here.', '1'],
    ['CREATE TRIGGER r AFTER INSERT ON t BEGIN DROP TABLE t; END', 'INSERT, UPDATE, DELETE or SELECT,', 'DROP'],
    ['DROP TABLE a, b', 'the end of the statement, but found ,.', ','],
    ['DELETE t', 'FROM, but found t.', 't'],
    ['INSERT INTO t SET a = 1', 'VALUES, DEFAULT VALUES or a query, but found SET.', 'SET'],
    ['PRAGMA foreign_keys =', 'a value, but the statement ends here.', '='],
  ])('%s', (sql, expected, place) => {
    const [[reason, detail, found] = []] = opaqueIn(sql);
    expect(reason).toBe('syntax-error');
    expect(detail).toContain(`Expected ${expected}`);
    expect(found).toBe(place);
  });

  test('a string that is never closed', () => {
    expect(opaqueIn("INSERT INTO t VALUES ('a); SELECT 1")).toEqual([
      ['syntax-error', 'The string that starts here is never closed.', "'a); SELECT 1"],
    ]);
  });
});

describe('a statement that is not known says which it is', () => {
  test.each([
    ['CREATE FUNCTION f() RETURNS int', 'CREATE FUNCTION is a statement that the reader does not know.'],
    ['CREATE TEMP INDEX i ON t (a)', 'CREATE TEMP INDEX is a statement that the reader does not know.'],
    ['DROP SCHEMA s', 'DROP SCHEMA is a statement that the reader does not know.'],
    ['TRUNCATE TABLE t', 'TRUNCATE is a statement that the reader does not know.'],
    ['.mode csv', '. is a statement that the reader does not know.'],
  ])('%s', (sql, detail) => {
    expect(opaqueIn(sql)).toEqual([['not-recognised', detail, sql]]);
  });
});

test('reading goes on after a statement that is not understood', () => {
  const kinds = operationsOf('CREATE TABLE (; DROP TABLE t').map(({ kind }) => kind);
  expect(kinds).toEqual(['Opaque', 'DropTable']);
});

test('an opaque statement keeps its text in normal form', () => {
  expect(operationsOf('TRUNCATE   t -- all')).toMatchObject([{ kind: 'Opaque', text: 'TRUNCATE t' }]);
});

const fragment = fc.constantFrom(
  ...['CREATE', 'TABLE', 'TEMP', 'TRIGGER', 'INDEX', 'VIEW', 'BEGIN', 'END', 'INSERT INTO', 'VALUES', 'UPDATE', 'SET'],
  ...['DELETE FROM', 'WITH', 'AS', 'SELECT', 'PRAGMA', 'ALTER TABLE', 'ADD', 'RENAME', 'TO', 'DROP', 'IF EXISTS', 'ON'],
  ...['PRIMARY KEY', 'REFERENCES', 'DEFAULT', 'CHECK', 'CONFLICT', 'DO', 'USING', 'WHERE', 'FROM', 'COLLATE', 'OR'],
  ...['t', 'a', '"b c"', "'s'", "'", '"', '[', '(', ')', ',', ';', '.', '=', '1', '-', '/*', '--', '\n', '?1', "x'00'"],
);

test('whatever the text, every statement has an operation and none throws', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fragment, fc.string()), { maxLength: 25 }), (parts) => {
      const { statements } = sqlite.read(plainText('f.sql', parts.join(' ')));
      expect(statements.every(({ operations }) => operations.length > 0)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
