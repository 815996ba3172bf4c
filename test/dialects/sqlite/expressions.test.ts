import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import type { Literal } from '../../../src/model/table.ts';
import { operationOf } from './reading.ts';

describe('an expression', () => {
  test.each([
    ["'x'", true, []],
    ['-1.5', true, []],
    ["x'00ff'", true, []],
    ['NULL', true, []],
    ['true', true, []],
    ['a', false, []],
    ['"a"', false, []],
    ['?1', false, []],
    ['CURRENT_TIMESTAMP', false, ['current_timestamp']],
    ["datetime('now')", false, ['datetime']],
    ['lower(hex(randomblob(4)))', false, ['lower', 'hex', 'randomblob']],
    ['CAST(a AS text)', false, []],
    ['a IN (1, 2) AND (b)', false, []],
  ])('%s: constant %s, calls %j', (sql, constant, calls) => {
    expect(sqlite.expression(sql)).toEqual({ sql, constant, calls });
  });

  test('has the same text however it is laid out', () => {
    expect(sqlite.expression('a+ 1 /* one */\n>b').sql).toBe(sqlite.expression('a + 1 > b').sql);
  });
});

describe('a literal', () => {
  test.each<[Literal, string]>([
    [{ type: 'null' }, 'NULL'],
    [{ type: 'boolean', value: true }, '1'],
    [{ type: 'boolean', value: false }, '0'],
    [{ type: 'number', text: '1.5' }, '1.5'],
    [{ type: 'string', value: "it's" }, "'it''s'"],
    [{ type: 'timestamp', text: '2024-01-02T03:04:05Z' }, "'2024-01-02 03:04:05'"],
    [{ type: 'uuid', text: '6F9619FF-8B86-D011-B42D-00C04FC964FF' }, "'6F9619FF-8B86-D011-B42D-00C04FC964FF'"],
    [{ type: 'bytes', hex: '00ff' }, "X'00ff'"],
  ])('%j: %s', (literal, sql) => {
    expect(sqlite.literal(literal)).toEqual({ sql, constant: true, calls: [] });
  });
});

describe('the columns of a check are', () => {
  test.each([
    ['a > 0 AND lower(b) <> c', ['a', 'b', 'c']],
    ['t.a IS NOT NULL', ['a']],
    ['CAST(a AS INTEGER) = a COLLATE NOCASE', ['a']],
    [`"x y" LIKE 'z' ESCAPE '!'`, ['x y']],
  ])('of %s: %j', (condition, columns) => {
    expect(operationOf(`CREATE TABLE t (a, CHECK (${condition}))`)).toMatchObject({ constraints: [{ columns }] });
  });
});
