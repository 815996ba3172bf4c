import { expect, test } from 'vitest';
import { postgres } from './reading.ts';

test.each([
  ['int', 'integer'],
  ['INT4', 'integer'],
  ['pg_catalog.int8', 'bigint'],
  ['varchar( 20 )', 'character varying(20)'],
  ['VARCHAR', 'character varying'],
  ['char', 'character(1)'],
  ['bpchar', 'bpchar'],
  ['"char"', '"char"'],
  ['decimal(10)', 'numeric(10,0)'],
  ['dec(10,2)', 'numeric(10,2)'],
  ['timestamp', 'timestamp without time zone'],
  ['timestamptz(3)', 'timestamp(3) with time zone'],
  ['time with time zone', 'time with time zone'],
  ['double precision', 'double precision'],
  ['float(10)', 'real'],
  ['bit', 'bit(1)'],
  ['bit varying(8)', 'bit varying(8)'],
  ['interval day to second(3)', 'interval day to second(3)'],
  ['text[][]', 'text[]'],
  ['int array[3]', 'integer[]'],
  ['public.mood', 'mood'],
  ['app."Mood"', 'app."Mood"'],
  ['geometry(Point, 4326)', 'geometry(point,4326)'],
])('%s is %s', (written, normal) => {
  expect(postgres.columnType(written).text).toBe(normal);
});

test('a normal form is its own normal form', () => {
  for (const text of ['timestamp(3) with time zone', 'character varying(20)', 'numeric(10,2)', 'integer[]', '"char"']) {
    expect(postgres.columnType(text).text).toBe(text);
  }
});

test('the facets of a type are told', () => {
  expect(postgres.columnType('varchar(20)')).toMatchObject({ family: 'text', length: 20 });
  expect(postgres.columnType('numeric(10,2)')).toMatchObject({ family: 'decimal', precision: 10, scale: 2 });
  expect(postgres.columnType('timestamptz')).toMatchObject({ family: 'timestamp', zoned: true });
  expect(postgres.columnType('smallint')).toMatchObject({ family: 'integer', bits: 16 });
  expect(postgres.columnType('char(3)')).toMatchObject({ family: 'text', length: 3, fixed: true });
  expect(postgres.columnType('uuid[]')).toMatchObject({ family: 'array', name: 'uuid' });
});

test('a text that is no type is kept and has no family', () => {
  expect(postgres.columnType('not a type!')).toEqual({ text: 'not a type!', name: 'not a type!', family: 'other' });
});

test('what follows a type is not taken for a part of it', () => {
  expect(postgres.columnType('int, 1').family).toBe('other');
});
