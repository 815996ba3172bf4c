import { expect, test } from 'vitest';
import { only, operationsOf } from './reading.ts';

const createIndex = (sql: string) => only('CreateIndex', sql);

test('an index of columns', () => {
  expect(createIndex('CREATE INDEX i ON s.t (a, "B")')).toMatchObject({
    table: { schema: 's', name: 't' },
    index: { name: 'i', parts: [{ column: 'a' }, { column: 'B' }], unique: false },
    concurrently: false,
  });
});

test('the usual method is left out', () => {
  expect(createIndex('CREATE INDEX ON t USING btree (a)').index).toEqual({ parts: [{ column: 'a' }], unique: false });
  expect(createIndex('CREATE INDEX ON t USING gin (a)').index.method).toBe('gin');
});

test('CONCURRENTLY, UNIQUE and IF NOT EXISTS', () => {
  expect(createIndex('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a) NULLS NOT DISTINCT')).toMatchObject({
    guards: [{ kind: 'if-not-exists' }],
    index: { unique: true, nullsNotDistinct: true },
    concurrently: true,
  });
});

test('what is said of a part', () => {
  const { parts } = createIndex(
    'CREATE INDEX i ON t (a COLLATE "C" text_pattern_ops DESC NULLS LAST, lower( b ) gin_trgm_ops, (c||d) DESC, f(e))',
  ).index;
  expect(parts).toEqual([
    { column: 'a', collation: 'C', operatorClass: 'text_pattern_ops', descending: true, nulls: 'last' },
    { expression: { sql: 'lower(b)', constant: false, calls: ['lower'] }, operatorClass: 'gin_trgm_ops' },
    { expression: { sql: 'c || d', constant: false, calls: [] }, descending: true },
    { expression: { sql: 'f(e)', constant: false, calls: ['f'] } },
  ]);
});

test('the condition, the included columns and the storage', () => {
  expect(
    createIndex('CREATE INDEX i ON t (a) INCLUDE (b) WITH (fillfactor = 70) TABLESPACE x WHERE deleted_at  IS NULL')
      .index,
  ).toMatchObject({
    include: ['b'],
    where: { sql: 'deleted_at IS NULL' },
    attributes: { fillfactor: '70', tablespace: 'x' },
  });
});

test('ON ONLY a partitioned table is an attribute', () => {
  expect(createIndex('CREATE INDEX i ON ONLY t (a)').index.attributes).toEqual({ only: 'true' });
});

test.each([
  [
    'DROP INDEX CONCURRENTLY IF EXISTS s.i',
    {
      kind: 'DropIndex',
      guards: [{ kind: 'if-exists' }],
      name: { schema: 's', name: 'i' },
      concurrently: true,
      cascade: false,
    },
  ],
  ['ALTER INDEX i RENAME TO j', { kind: 'RenameIndex', name: { name: 'i' }, newName: 'j' }],
  [
    'ALTER INDEX i SET (fillfactor = 70)',
    { kind: 'AlterIndex', name: { name: 'i' }, attributes: { fillfactor: '70' } },
  ],
  [
    'ALTER INDEX i ATTACH PARTITION s.p',
    { kind: 'AlterIndex', name: { name: 'i' }, attributes: { 'attach-partition': 's.p' } },
  ],
  ['REINDEX INDEX CONCURRENTLY i', { kind: 'Reindex', target: 'index', name: { name: 'i' }, concurrently: true }],
  [
    'REINDEX TABLE t',
    { kind: 'Reindex', target: 'table', name: { name: 't' }, table: { name: 't' }, concurrently: false },
  ],
  ['REINDEX SCHEMA s', { kind: 'Reindex', target: 'schema', name: { name: 's' }, concurrently: false }],
  ['REINDEX SYSTEM d', { kind: 'Reindex', target: 'system', name: { name: 'd' }, concurrently: false }],
])('%s', (sql, operation) => {
  expect(operationsOf(sql)).toEqual([operation]);
});
