import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { operationOf, operationsOf } from './reading.ts';

type Expected = Pick<Operation, 'kind'> & Readonly<Record<string, unknown>>;

function reads(cases: readonly (readonly [sql: string, expected: Expected])[]): void {
  test.each(cases)('%s', (sql, expected) => {
    expect(operationOf(sql)).toMatchObject(expected);
  });
}

describe('ALTER TABLE', () => {
  const table = { name: 't' };
  reads([
    ['ALTER TABLE t RENAME TO "new t"', { kind: 'RenameTable', table, newName: { name: 'new t' } }],
    ['ALTER TABLE t RENAME COLUMN a TO b', { kind: 'RenameColumn', table, column: 'a', newName: 'b' }],
    ['ALTER TABLE t RENAME a TO b', { kind: 'RenameColumn', table, column: 'a', newName: 'b' }],
    ['ALTER TABLE t ADD COLUMN a INT NOT NULL DEFAULT 0', { kind: 'AddColumn', table, column: { name: 'a' } }],
    ['ALTER TABLE main.t ADD a', { kind: 'AddColumn', table: { schema: 'main', name: 't' } }],
    ['ALTER TABLE t DROP COLUMN a', { kind: 'DropColumn', table, column: 'a' }],
    ['ALTER TABLE t DROP a', { kind: 'DropColumn', table, column: 'a' }],
  ]);

  test('ADD COLUMN with a reference adds a foreign key too', () => {
    expect(operationsOf('ALTER TABLE t ADD COLUMN a INT REFERENCES b (id) ON DELETE CASCADE')).toMatchObject([
      { kind: 'AddColumn', column: { name: 'a' } },
      { kind: 'AddForeignKey', constraint: { columns: ['a'], target: { name: 'b' }, onDelete: 'cascade' } },
    ]);
  });
});

describe('indexes', () => {
  reads([
    [
      'CREATE INDEX i ON t (a, b DESC)',
      {
        kind: 'CreateIndex',
        index: { name: 'i', unique: false, parts: [{ column: 'a' }, { column: 'b', descending: true }] },
      },
    ],
    ['CREATE UNIQUE INDEX i ON t (a)', { kind: 'CreateIndex', index: { unique: true } }],
    ['CREATE INDEX IF NOT EXISTS i ON t (a)', { kind: 'CreateIndex', guards: [{ kind: 'if-not-exists' }] }],
    [
      'CREATE INDEX main.i ON t (a)',
      { kind: 'CreateIndex', table: { schema: 'main', name: 't' }, index: { name: 'i' } },
    ],
    [
      'CREATE INDEX i ON t (a COLLATE nocase ASC)',
      { kind: 'CreateIndex', index: { parts: [{ column: 'a', collation: 'NOCASE' }] } },
    ],
    [
      'CREATE INDEX i ON t (lower(a))',
      { kind: 'CreateIndex', index: { parts: [{ expression: { sql: 'lower(a)', calls: ['lower'] } }] } },
    ],
    [
      'CREATE INDEX i ON t (a) WHERE b IS NOT NULL',
      { kind: 'CreateIndex', index: { where: { sql: 'b IS NOT NULL' } } },
    ],
    [
      'DROP INDEX IF EXISTS main.i',
      { kind: 'DropIndex', name: { schema: 'main', name: 'i' }, guards: [{ kind: 'if-exists' }] },
    ],
  ]);
});

describe('views and triggers', () => {
  const body = 'BEGIN UPDATE b SET n = n + 1 WHERE id = NEW.b; END';
  reads([
    [
      'CREATE VIEW v (x) AS SELECT a FROM t JOIN u USING (a)',
      { kind: 'CreateView', name: { name: 'v' }, columns: ['x'], reads: [{ name: 't' }, { name: 'u' }] },
    ],
    ['CREATE TEMP VIEW v AS SELECT 1', { kind: 'CreateView', attributes: { temporary: 'yes' } }],
    ['DROP VIEW v', { kind: 'DropView', name: { name: 'v' } }],
    [
      `CREATE TRIGGER r AFTER INSERT ON t ${body}`,
      { kind: 'CreateTrigger', name: 'r', table: { name: 't' }, timing: 'after', events: ['insert'] },
    ],
    [`CREATE TRIGGER r UPDATE OF a, b ON t ${body}`, { kind: 'CreateTrigger', timing: 'before', events: ['update'] }],
    [
      `CREATE TRIGGER r INSTEAD OF DELETE ON v FOR EACH ROW WHEN 1 ${body}`,
      { kind: 'CreateTrigger', timing: 'instead-of', events: ['delete'] },
    ],
    [`CREATE TRIGGER r AFTER INSERT ON t ${body}`, { kind: 'CreateTrigger', definition: `AFTER INSERT ON t ${body}` }],
    [`CREATE TEMP TRIGGER r AFTER INSERT ON t ${body}`, { kind: 'CreateTrigger', schema: 'temp', name: 'r' }],
    ['DROP TRIGGER IF EXISTS r', { kind: 'DropTrigger', name: 'r', guards: [{ kind: 'if-exists' }] }],
  ]);
});

describe('rows', () => {
  reads([
    [
      "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')",
      {
        kind: 'InsertRows',
        columns: ['a', 'b'],
        source: {
          kind: 'values',
          rows: [
            ['1', "'x'"],
            ['2', "'y'"],
          ],
        },
      },
    ],
    ['INSERT INTO t DEFAULT VALUES', { kind: 'InsertRows', source: { kind: 'values', rows: [[]] } }],
    ['INSERT OR IGNORE INTO t VALUES (1)', { kind: 'InsertRows', conflict: 'ignore' }],
    ['REPLACE INTO t VALUES (1)', { kind: 'InsertRows', conflict: 'replace' }],
    ['INSERT INTO t VALUES (1) ON CONFLICT (a) DO NOTHING', { kind: 'InsertRows', conflict: 'ignore' }],
    [
      'INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 1 RETURNING *',
      { kind: 'InsertRows', conflict: 'update' },
    ],
    [
      'INSERT INTO t SELECT a FROM u',
      { kind: 'InsertRows', source: { kind: 'query', query: 'SELECT a FROM u', reads: [{ name: 'u' }] } },
    ],
    [
      'WITH q AS (SELECT a FROM u) INSERT INTO t SELECT a FROM q',
      { kind: 'InsertRows', source: { query: 'WITH q AS (SELECT a FROM u) SELECT a FROM q', reads: [{ name: 'u' }] } },
    ],
    [
      'UPDATE t SET a = 1, b = c WHERE d IS NULL',
      {
        kind: 'UpdateRows',
        assignments: [{ column: 'a' }, { column: 'b', value: { sql: 'c' } }],
        where: 'd IS NULL',
        reads: [],
      },
    ],
    [
      'UPDATE OR IGNORE t AS x SET (a, b) = (1, 2)',
      {
        kind: 'UpdateRows',
        assignments: [
          { column: 'a', value: { sql: '1' } },
          { column: 'b', value: { sql: '2' } },
        ],
      },
    ],
    [
      'UPDATE t SET a = u.a FROM u WHERE u.id = t.id',
      { kind: 'UpdateRows', table: { name: 't' }, where: 'u.id = t.id', reads: [{ name: 'u' }] },
    ],
    ['UPDATE t SET a = (SELECT max(a) FROM u)', { kind: 'UpdateRows', reads: [{ name: 'u' }] }],
    [
      'DELETE FROM t WHERE a IN (SELECT a FROM u)',
      { kind: 'DeleteRows', where: 'a IN (SELECT a FROM u)', reads: [{ name: 'u' }] },
    ],
    ['DELETE FROM t ORDER BY a LIMIT 10', { kind: 'DeleteRows', limited: true }],
    ['WITH q AS (SELECT 1) DELETE FROM t', { kind: 'DeleteRows', table: { name: 't' } }],
    ['SELECT a FROM t', { kind: 'Query', text: 'SELECT a FROM t', reads: [{ name: 't' }] }],
    ['VALUES (1)', { kind: 'Query' }],
    ['EXPLAIN QUERY PLAN DELETE FROM t', { kind: 'NoChange', statement: 'EXPLAIN' }],
  ]);

  test('an UPDATE of all rows has no condition', () => {
    expect(operationOf('UPDATE t SET a = 1')).not.toHaveProperty('where');
  });
});

describe('pragmas', () => {
  reads([
    ['PRAGMA foreign_keys = OFF', { kind: 'SetVariable', name: 'foreign_keys', value: 'OFF', scope: 'session' }],
    ['PRAGMA legacy_alter_table=ON', { kind: 'SetVariable', name: 'legacy_alter_table', value: 'ON' }],
    ['PRAGMA main.user_version(3)', { kind: 'SetVariable', name: 'main.user_version', value: '3', scope: 'global' }],
    ['PRAGMA defer_foreign_keys = 1', { kind: 'SetVariable', scope: 'transaction' }],
    ['PRAGMA foreign_keys', { kind: 'NoChange', statement: 'PRAGMA foreign_keys' }],
    ['PRAGMA table_info("t")', { kind: 'NoChange', statement: 'PRAGMA table_info' }],
    ['PRAGMA wal_checkpoint(TRUNCATE)', { kind: 'Maintenance', command: 'PRAGMA wal_checkpoint' }],
  ]);
});

describe('transactions and the file', () => {
  reads([
    ['BEGIN IMMEDIATE TRANSACTION', { kind: 'Begin', text: 'BEGIN IMMEDIATE TRANSACTION' }],
    ['COMMIT', { kind: 'Commit' }],
    ['END TRANSACTION', { kind: 'Commit' }],
    ['ROLLBACK', { kind: 'Rollback' }],
    ['SAVEPOINT s', { kind: 'Savepoint' }],
    ['RELEASE s', { kind: 'Savepoint' }],
    ['ROLLBACK TRANSACTION TO SAVEPOINT s', { kind: 'Savepoint' }],
    ['VACUUM', { kind: 'Maintenance', command: 'VACUUM', full: true }],
    ['ANALYZE t', { kind: 'Maintenance', command: 'ANALYZE', tables: [{ name: 't' }] }],
    ['REINDEX t', { kind: 'Maintenance', command: 'REINDEX', tables: [] }],
    ["ATTACH 'other.db' AS other", { kind: 'Maintenance', command: 'ATTACH' }],
    ['DETACH DATABASE other', { kind: 'Maintenance', command: 'DETACH' }],
    [
      'DROP TABLE IF EXISTS main.t',
      { kind: 'DropTable', table: { schema: 'main', name: 't' }, guards: [{ kind: 'if-exists' }] },
    ],
  ]);
});

test('comments are kept beside the statements', () => {
  const { comments } = sqlite.read(plainText('f.sql', '-- one\nSELECT 1; /* two */'));
  expect(comments.map(({ text }) => text)).toEqual(['-- one', '/* two */']);
});
