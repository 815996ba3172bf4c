import { describe, expect, test } from 'vitest';
import { postgres } from './reading.ts';

const normal = (sql: string) => postgres.expression(sql).sql;

describe('normal form', () => {
  test.each([
    ["'x' :: text", "'x'::text"],
    ['NOW( )', 'now()'],
    ['a   >0 -- more', 'a > 0'],
    ['a /* why */ AND b', 'a AND b'],
    ['((a > 0))', 'a > 0'],
    ['(a) + (b)', '(a) + (b)'],
    ['"a" = "B"', 'a = "B"'],
    ['- 1', '-1'],
    ['a - -1', 'a - -1'],
    ["a->>'b'", "a ->> 'b'"],
    ['a<->b', 'a <-> b'],
    ['count( * )', 'count(*)'],
    ['array[ 1,2 ] [1]', 'ARRAY[1, 2][1]'],
    ['true', 'TRUE'],
    ['current_timestamp ( 3 )', 'CURRENT_TIMESTAMP(3)'],
    ['(select 1)', '(SELECT 1)'],
    ['(1, 2)', '(1, 2)'],
    ["e'\\n'", "E'\\n'"],
  ])('%s is %s', (written, expected) => {
    expect(normal(written)).toBe(expected);
  });

  test('strings keep their white space', () => {
    expect(normal("'a  b'")).toBe("'a  b'");
  });

  test('two strings stay on two lines, for only then are they one', () => {
    expect(normal("'a'\n'b'")).toBe("'a'\n'b'");
  });

  test('a name that a word of the language would hide stays in quotes', () => {
    expect(normal('"user" = "char"')).toBe('"user" = "char"');
  });
});

test.each(['0', "'x'", 'NULL', 'TRUE', "'{}'::jsonb", '-1', '1 + 1', "ARRAY['a']::text[]"])('%s is constant', (sql) => {
  expect(postgres.expression(sql).constant).toBe(true);
});

test.each(['now()', 'a', '$1', 'CURRENT_DATE', '(SELECT 1)', 'not ( valid'])('%s is not constant', (sql) => {
  expect(postgres.expression(sql).constant).toBe(false);
});

test('calls are named in lower case and without pg_catalog', () => {
  expect(postgres.expression('pg_catalog.NOW() + app.f(lower(x)) + CURRENT_TIMESTAMP(3)').calls).toEqual([
    'now',
    'app.f',
    'lower',
    'current_timestamp',
  ]);
});

test('a cast is no call', () => {
  expect(postgres.expression("'1'::varchar(3)").calls).toEqual([]);
});

test.each([
  [{ type: 'null' } as const, 'NULL'],
  [{ type: 'boolean', value: true } as const, 'TRUE'],
  [{ type: 'number', text: '1.5' } as const, '1.5'],
  [{ type: 'string', value: "it's" } as const, "'it''s'"],
  [{ type: 'bytes', hex: 'ff' } as const, "'\\xff'"],
])('the literal %o is %s', (literal, sql) => {
  expect(postgres.literal(literal)).toMatchObject({ sql, constant: true });
});
