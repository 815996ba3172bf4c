import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/model/operation.ts';
import { operations, statements } from './operations.ts';

function table(elements: string, rest = ''): Operation<'CreateTable'> {
  const operation = statements(`CREATE TABLE t (${elements}) ${rest}`)[0]?.operations[0];
  if (operation?.kind !== 'CreateTable') throw new Error(JSON.stringify(operation));
  return operation;
}

const int = { text: 'int', name: 'int', family: 'integer', bits: 32 };

describe('columns', () => {
  it.each([
    ['a int', { nullable: true }],
    ['a int NULL', { nullable: true }],
    ['a int NOT NULL', { nullable: false }],
    ['a int PRIMARY KEY', { nullable: false }],
    ['a int IDENTITY', { nullable: false, identity: { generation: 'by-default' } }],
    [
      'a int IDENTITY(100, 5) NOT FOR REPLICATION',
      {
        nullable: false,
        identity: { generation: 'by-default', start: '100', increment: '5' },
        attributes: { 'for-replication': 'no' },
      },
    ],
    ['a int DEFAULT ((0)) NOT NULL', { nullable: false, default: { sql: '0', constant: true, calls: [] } }],
    [
      'a int CONSTRAINT [DF_t_a] DEFAULT (1) NOT NULL',
      { nullable: false, default: { sql: '1', constant: true, calls: [] }, defaultName: 'DF_t_a' },
    ],
    ['a int DEFAULT -1', { nullable: true, default: { sql: '-1', constant: true, calls: [] } }],
    [
      'a int DEFAULT NEXT VALUE FOR dbo.s',
      { nullable: true, default: { sql: 'NEXT VALUE FOR dbo.s', constant: false, calls: ['next value for'] } },
    ],
    ['a int SPARSE NULL', { nullable: true, attributes: { sparse: 'yes' } }],
    ['a int ROWGUIDCOL', { nullable: true, attributes: { rowguidcol: 'yes' } }],
    [
      "a int MASKED WITH (FUNCTION = 'default()')",
      { nullable: true, attributes: { masked: "FUNCTION = 'default()'" } },
    ],
    ['a int COLLATE Latin1_General_CI_AS', { nullable: true, collation: 'Latin1_General_CI_AS' }],
    [
      'a int GENERATED ALWAYS AS ROW START HIDDEN NOT NULL',
      { nullable: false, attributes: { 'generated-always': 'row start', hidden: 'yes' } },
    ],
  ])('%s', (definition, facets) => {
    expect(table(definition).columns).toEqual([{ name: 'a', type: int, ...facets }]);
  });

  it('can be computed, and stored', () => {
    expect(table('a int, b AS ([a] * 2), c AS a + 1 PERSISTED NOT NULL').columns.slice(1)).toMatchObject([
      { name: 'b', nullable: true, generated: { expression: { sql: 'a * 2' }, stored: false } },
      { name: 'c', nullable: false, generated: { expression: { sql: 'a + 1' }, stored: true } },
    ]);
  });

  it('called timestamp need no type', () => {
    expect(table('a int, timestamp').columns[1]).toMatchObject({ type: { text: 'rowversion' }, nullable: false });
  });
});

describe('constraints', () => {
  it.each([
    [
      'CONSTRAINT [PK_t] PRIMARY KEY CLUSTERED ([a] ASC)',
      { kind: 'PrimaryKey', name: 'PK_t', columns: ['a'], validated: true },
    ],
    ['PRIMARY KEY NONCLUSTERED (a, b)', { kind: 'PrimaryKey', columns: ['a', 'b'], validated: true, clustered: false }],
    [
      'PRIMARY KEY (a DESC) WITH (FILLFACTOR = 80, PAD_INDEX = OFF) ON [PRIMARY]',
      { kind: 'PrimaryKey', columns: ['a'], validated: true, attributes: { descending: 'a', fillfactor: '80' } },
    ],
    ['UNIQUE CLUSTERED (a)', { kind: 'Unique', columns: ['a'], validated: true, clustered: true }],
    [
      'CHECK NOT FOR REPLICATION (([a]>(0)))',
      {
        kind: 'Check',
        expression: { sql: 'a > (0)', constant: false, calls: [] },
        columns: ['a'],
        validated: true,
        attributes: { 'for-replication': 'no' },
      },
    ],
    [
      'CONSTRAINT FK FOREIGN KEY (a) REFERENCES [dbo].[s] ([i]) ON DELETE CASCADE ON UPDATE SET NULL',
      {
        kind: 'ForeignKey',
        name: 'FK',
        columns: ['a'],
        target: { schema: 'dbo', name: 's' },
        targetColumns: ['i'],
        onDelete: 'cascade',
        onUpdate: 'set-null',
        validated: true,
      },
    ],
  ])('%s', (definition, constraint) => {
    expect(table(`a int, b int, ${definition}`).constraints).toEqual([constraint]);
  });

  it("can stand in a column's definition", () => {
    const { constraints, indexes } = table('a int UNIQUE CHECK (a > 0) REFERENCES s (i) INDEX ix');
    expect(constraints.map(({ kind }) => kind)).toEqual(['Unique', 'Check', 'ForeignKey']);
    expect(indexes).toMatchObject([{ name: 'ix', parts: [{ column: 'a' }] }]);
  });

  it('may follow a column without a comma', () => {
    expect(table('a int NOT NULL CONSTRAINT PK PRIMARY KEY (a)').constraints).toMatchObject([{ name: 'PK' }]);
  });
});

describe('a table', () => {
  it('has indexes, a period and storage', () => {
    const elements = 'a int, PERIOD FOR SYSTEM_TIME ([f], [u]), INDEX ix UNIQUE (a DESC) WHERE a > 0';
    expect(table(elements, 'ON [fg] TEXTIMAGE_ON [PRIMARY] WITH (SYSTEM_VERSIONING = ON)')).toMatchObject({
      indexes: [{ name: 'ix', unique: true, parts: [{ column: 'a', descending: true }], where: { sql: 'a > 0' } }],
      attributes: { period: 'f, u', filegroup: 'fg', 'system-versioning': 'on' },
    });
  });

  it.each([
    ['CREATE TABLE #t (a int)', '#t'],
    ['CREATE TABLE tempdb..#t (a int)', '#t'],
    ['DECLARE @t AS TABLE (a int)', '@t'],
    ['SELECT 1 AS a INTO #t', '#t'],
  ])('is temporary in %s', (text, name) => {
    expect(operations(text)).toMatchObject([{ kind: 'CreateTable', table: { name }, temporary: true }]);
  });

  it('can take its rows from a query', () => {
    expect(operations('SELECT a, b INTO dbo.t FROM s WHERE a = 1')).toEqual([
      {
        kind: 'CreateTable',
        table: { schema: 'dbo', name: 't' },
        columns: [],
        constraints: [],
        indexes: [],
        query: 'SELECT a, b FROM s WHERE a = 1',
      },
    ]);
  });
});
