import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/model/operation.ts';
import { meanings, operationsOf } from './read.ts';

function createTable(sql: string): Operation<'CreateTable'> {
  const [operation] = operationsOf(sql);
  if (operation?.kind !== 'CreateTable') throw new Error(`not a table: ${JSON.stringify(operation)}`);
  return operation;
}

describe('CREATE TABLE', () => {
  it('reads columns with their facets', () => {
    const sql = `CREATE TABLE t (
      id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'the key',
      name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'x',
      changed datetime(6) NOT NULL DEFAULT now(6) ON UPDATE CURRENT_TIMESTAMP(6),
      total int AS (a + b) STORED,
      uid binary(16) DEFAULT (uuid_to_bin(uuid()))
    )`;
    expect(createTable(sql).columns).toMatchObject([
      { name: 'id', nullable: false, identity: { generation: 'auto-increment' }, comment: 'the key' },
      {
        name: 'name',
        collation: 'utf8mb4_bin',
        attributes: { charset: 'utf8mb4' },
        default: { sql: "'x'", constant: true },
      },
      { name: 'changed', default: { sql: 'CURRENT_TIMESTAMP(6)' }, onUpdate: { sql: 'CURRENT_TIMESTAMP(6)' } },
      { name: 'total', generated: { expression: { sql: 'a + b' }, stored: true } },
      { name: 'uid', default: { sql: 'uuid_to_bin(uuid())', constant: false, calls: ['uuid_to_bin', 'uuid'] } },
    ]);
  });

  it('takes DEFAULT NULL for no default', () => {
    expect(createTable('CREATE TABLE t (a int DEFAULT NULL)').columns[0]).not.toHaveProperty('default');
  });

  it('makes the columns of the primary key not nullable', () => {
    const { columns, constraints } = createTable('CREATE TABLE t (a int, b int, PRIMARY KEY (a))');
    expect(columns.map(({ nullable }) => nullable)).toEqual([false, true]);
    expect(constraints).toEqual([{ kind: 'PrimaryKey', columns: ['a'], validated: true }]);
  });

  it('reads constraints that a column defines', () => {
    const { constraints } = createTable('CREATE TABLE t (a int UNIQUE, b int CONSTRAINT c CHECK (b > 0) NOT ENFORCED)');
    expect(constraints).toMatchObject([
      { kind: 'Unique', columns: ['a'] },
      { kind: 'Check', name: 'c', columns: ['b'], attributes: { enforced: 'no' } },
    ]);
  });

  it('makes no foreign key of REFERENCES on a column, which the server forgets', () => {
    const { columns, constraints } = createTable('CREATE TABLE t (a int REFERENCES u (id) ON DELETE CASCADE)');
    expect(constraints).toEqual([]);
    expect(columns[0]?.attributes).toEqual({ references: 'u(id) ON DELETE CASCADE' });
  });

  it('reads foreign keys', () => {
    const sql =
      'CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES s.u (id) ON DELETE SET NULL ON UPDATE CASCADE)';
    expect(createTable(sql).constraints).toMatchObject([
      {
        ...{ kind: 'ForeignKey', name: 'f', columns: ['a'], target: { schema: 's', name: 'u' }, targetColumns: ['id'] },
        ...{ onDelete: 'set-null', onUpdate: 'cascade' },
      },
    ]);
  });

  it('reads keys with prefixes, directions, expressions and kinds as indexes', () => {
    const sql = `CREATE TABLE t (a int, b text,
      KEY i (a DESC, b(10)) USING BTREE COMMENT 'c', FULLTEXT KEY f (b), UNIQUE KEY u ((lower(b))), INDEX (a))`;
    expect(createTable(sql).indexes).toMatchObject([
      {
        ...{ name: 'i', unique: false, method: 'btree', attributes: { comment: 'c' } },
        parts: [
          { column: 'a', descending: true },
          { column: 'b', prefix: 10 },
        ],
      },
      { name: 'f', method: 'fulltext' },
      { name: 'u', unique: true, parts: [{ expression: { sql: 'lower(b)' } }] },
      { parts: [{ column: 'a' }] },
    ]);
  });

  it('reads a unique key of plain columns as a constraint', () => {
    expect(createTable('CREATE TABLE t (a int, UNIQUE KEY u (a))').constraints).toEqual([
      { kind: 'Unique', name: 'u', columns: ['a'], validated: true },
    ]);
  });

  it('reads options, partitions and the comment', () => {
    const sql = `CREATE TABLE t (a int) ENGINE=InnoDB AUTO_INCREMENT = 5 DEFAULT CHARSET=utf8mb4 COLLATE utf8mb4_bin
      ROW_FORMAT=DYNAMIC COMMENT='it''s' PARTITION BY HASH (a) PARTITIONS 4`;
    expect(createTable(sql)).toMatchObject({
      comment: "it's",
      attributes: {
        ...{ engine: 'InnoDB', 'auto-increment': '5', charset: 'utf8mb4', collation: 'utf8mb4_bin' },
        'row-format': 'dynamic',
      },
      partitionBy: 'HASH(a) PARTITIONS 4',
    });
  });

  it.each([
    ['CREATE TABLE t LIKE u', { from: { how: 'like', tables: [{ name: 'u' }] } }],
    ['CREATE TABLE t (LIKE u)', { from: { how: 'like', tables: [{ name: 'u' }] } }],
    ['CREATE TEMPORARY TABLE t AS SELECT 1', { temporary: true, query: 'SELECT 1' }],
    ['CREATE TABLE t SELECT a FROM u', { query: 'SELECT a FROM u' }],
    ['CREATE TABLE IF NOT EXISTS t (a int)', { guards: [{ kind: 'if-not-exists' }] }],
  ])('reads %s', (sql, expected) => {
    expect(createTable(sql)).toMatchObject(expected);
  });

  it('drops the table first with OR REPLACE', () => {
    expect(meanings('CREATE OR REPLACE TABLE t (a int)')).toMatchObject([
      { kind: 'DropTable', guards: [{ kind: 'if-exists' }] },
      { kind: 'CreateTable' },
    ]);
  });

  it('reads what a version comment holds', () => {
    expect(createTable('CREATE TABLE t (a int) /*!50100 PARTITION BY KEY(a) */').partitionBy).toBe('KEY (a)');
  });

  it('reads what Pomelo writes', () => {
    const sql = `CREATE TABLE \`Order\` (
      \`Id\` char(36) COLLATE ascii_general_ci NOT NULL,
      CONSTRAINT \`PK_Order\` PRIMARY KEY (\`Id\`)
    ) CHARACTER SET=utf8mb4;`;
    expect(createTable(sql)).toMatchObject({
      table: { name: 'Order' },
      columns: [{ name: 'Id', type: { text: 'char(36)' }, collation: 'ascii_general_ci' }],
      constraints: [{ kind: 'PrimaryKey', name: 'PK_Order' }],
      attributes: { charset: 'utf8mb4' },
    });
  });
});

describe('DROP TABLE and RENAME TABLE', () => {
  it('reads each table as an operation', () => {
    expect(meanings('DROP TABLE IF EXISTS a, s.b CASCADE')).toEqual([
      { kind: 'DropTable', guards: [{ kind: 'if-exists' }], table: { name: 'a' }, cascade: false },
      { kind: 'DropTable', guards: [{ kind: 'if-exists' }], table: { schema: 's', name: 'b' }, cascade: false },
    ]);
  });

  it('reads each renaming as an operation', () => {
    expect(meanings('RENAME TABLE a TO b, c TO d')).toEqual([
      { kind: 'RenameTable', table: { name: 'a' }, newName: { name: 'b' } },
      { kind: 'RenameTable', table: { name: 'c' }, newName: { name: 'd' } },
    ]);
  });
});
