import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';

describe('the family of a type', () => {
  test.each([
    ['INTEGER', 'integer'],
    ['tinyint(1)', 'integer'],
    ['UNSIGNED BIG INT', 'integer'],
    ['FLOATING POINT', 'integer'],
    ['TEXT', 'text'],
    ['NVARCHAR(100)', 'text'],
    ['CLOB', 'text'],
    ['BLOB', 'binary'],
    ['REAL', 'float'],
    ['DOUBLE PRECISION', 'float'],
    ['NUMERIC', 'decimal'],
    ['DECIMAL(10, 5)', 'decimal'],
    ['STRING', 'decimal'],
    ['BOOLEAN', 'boolean'],
    ['DATE', 'date'],
    ['DATETIME', 'timestamp'],
    ['TIME', 'time'],
    ['json', 'json'],
    ['uniqueidentifier', 'uuid'],
    ['ANY', 'other'],
    ['', 'other'],
  ])('%s: %s', (text, family) => {
    expect(sqlite.columnType(text).family).toBe(family);
  });
});

test('types are equal however they are laid out', () => {
  expect(sqlite.columnType('  Decimal ( 10 ,5 )').text).toBe(sqlite.columnType('DECIMAL(10, 5)').text);
});

test('a quoted type is the type in its quotes', () => {
  expect(sqlite.columnType('"INTEGER"')).toEqual(sqlite.columnType('integer'));
});

test('the length stays in the text and is not enforced', () => {
  expect(sqlite.columnType('VARCHAR(20)')).toEqual({ text: 'varchar(20)', name: 'varchar', family: 'text' });
});

test('every integer has 64 bits', () => {
  expect(sqlite.columnType('smallint')).toEqual({ text: 'smallint', name: 'smallint', family: 'integer', bits: 64 });
});

test('what SQLite would not read as a type is another one', () => {
  expect(sqlite.columnType('varchar(max)').family).toBe('other');
});

test('a type in normal form is in normal form', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const type = sqlite.columnType(text);
      expect(sqlite.columnType(type.text).text).toBe(type.text);
    }),
  );
});
