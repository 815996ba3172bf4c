import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import { sameName } from '../../../src/model/names.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { findTable } from '../../../src/model/schema.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';
import { operationsOf } from './reading.ts';

function after(sql: string): Schema {
  return replayAll(emptySchema(sqlite.traits), operationsOf(sql), 'm');
}

describe('names', () => {
  test('that differ in case are the same', () => {
    expect(sameName(sqlite.traits, { name: 'Post' }, { name: 'post' })).toBe(true);
  });

  test('without a schema are of the main one', () => {
    expect(sameName(sqlite.traits, { schema: 'main', name: 'post' }, { name: 'post' })).toBe(true);
  });

  test('of the temporary schema are others', () => {
    expect(sameName(sqlite.traits, { schema: 'temp', name: 'post' }, { name: 'post' })).toBe(false);
  });

  test('of indexes are found without their table', () => {
    const { inconsistencies } = after('CREATE TABLE t (a); CREATE INDEX i ON t (a); DROP INDEX main.I;');
    expect(inconsistencies.toArray()).toEqual([]);
  });
});

test('constraints without a name are numbered: keys as their indexes, the others by their kind', () => {
  const schema = after('CREATE TABLE t (a INT UNIQUE REFERENCES u, b INT UNIQUE CHECK (b > 0), CHECK (a > b));');
  const names = findTable(schema, { name: 't' })?.constraints.map(({ name }) => name);
  expect(names).toEqual(['sqlite_autoindex_t_1', 't_fk_1', 'sqlite_autoindex_t_2', 't_ck_1', 't_ck_2']);
});
