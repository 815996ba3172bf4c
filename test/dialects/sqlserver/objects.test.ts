import { describe, expect, it } from 'vitest';
import { kinds, operations, places } from './operations.ts';

const t = { schema: 'dbo', name: 't' };

describe('indexes', () => {
  it('have columns, included columns, a filter and options', () => {
    const text = `CREATE UNIQUE NONCLUSTERED INDEX [ix] ON [dbo].[t] ([a] ASC, [b] DESC) INCLUDE ([c])
      WHERE [a] IS NOT NULL WITH (ONLINE = ON, DROP_EXISTING = ON, FILLFACTOR = 90) ON [PRIMARY]`;
    expect(operations(text)).toEqual([
      {
        kind: 'CreateIndex',
        table: t,
        concurrently: false,
        index: {
          name: 'ix',
          unique: true,
          parts: [{ column: 'a' }, { column: 'b', descending: true }],
          include: ['c'],
          where: { sql: 'a IS NOT NULL', constant: false, calls: [] },
          attributes: { fillfactor: '90' },
        },
        execution: { online: 'on', 'drop-existing': 'on' },
      },
    ]);
  });

  it.each([
    ['CREATE CLUSTERED INDEX ix ON t (a)', { index: { clustered: true, unique: false } }],
    ['CREATE CLUSTERED COLUMNSTORE INDEX ix ON t', { index: { method: 'columnstore', parts: [] } }],
    ['CREATE PRIMARY XML INDEX ix ON t (a)', { index: { method: 'primary xml', parts: [{ column: 'a' }] } }],
    ['CREATE FULLTEXT INDEX ON t (a LANGUAGE 1033, b) KEY INDEX pk', { index: { method: 'fulltext' } }],
    [
      'DROP INDEX IF EXISTS ix ON dbo.t WITH (ONLINE = ON)',
      { name: { name: 'ix' }, table: t, execution: { online: 'on' } },
    ],
    ['DROP INDEX dbo.t.ix', { kind: 'DropIndex', name: { name: 'ix' }, table: t }],
    ['ALTER INDEX ix ON t REBUILD WITH (ONLINE = ON)', { kind: 'Reindex', target: 'index', concurrently: true }],
    ['ALTER INDEX ALL ON dbo.t REBUILD', { kind: 'Reindex', target: 'table', name: t, concurrently: false }],
    ['ALTER INDEX ix ON t DISABLE', { kind: 'AlterIndex', attributes: { disabled: 'yes' } }],
    ['ALTER INDEX ix ON t REORGANIZE', { kind: 'Maintenance', tables: [{ name: 't' }] }],
    ['UPDATE STATISTICS dbo.t WITH FULLSCAN', { kind: 'Maintenance', command: 'UPDATE STATISTICS', tables: [t] }],
    ['CREATE STATISTICS s ON dbo.t (a)', { kind: 'CreateObject', objectType: 'extended-statistics', table: t }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([operation]);
  });
});

describe('views', () => {
  it('name what they read', () => {
    const text =
      'CREATE OR ALTER VIEW [dbo].[v] (x) WITH SCHEMABINDING AS SELECT a FROM [dbo].[t] JOIN s ON 1 = 1 WITH CHECK OPTION;';
    expect(operations(text)).toEqual([
      {
        kind: 'CreateView',
        name: { schema: 'dbo', name: 'v' },
        materialized: false,
        replace: true,
        query: 'SELECT a FROM dbo.t JOIN s ON 1 = 1',
        columns: ['x'],
        reads: [t, { name: 's' }],
        attributes: { schemabinding: 'yes', 'check-option': 'yes' },
      },
    ]);
  });

  it('do not read the queries in front of them', () => {
    expect(operations('CREATE VIEW v AS WITH c AS (SELECT * FROM t) SELECT * FROM c')).toMatchObject([
      { reads: [{ name: 't' }] },
    ]);
  });
});

describe('procedures and functions', () => {
  it('take the rest of the batch, and name what they use', () => {
    const text = `ALTER PROCEDURE [dbo].[p] @a AS int = 1, @b dbo.Ids READONLY WITH RECOMPILE AS
      BEGIN
        INSERT INTO #x SELECT i FROM dbo.t;
        UPDATE u SET a = dbo.f(1) FROM [dbo].[s] u WHERE i IN (SELECT i FROM @b)
        EXEC dbo.q @a
        DELETE FROM r
      END
      EXEC dbo.last`;
    expect(operations(text)).toMatchObject([
      {
        kind: 'CreateRoutine',
        routineType: 'procedure',
        replace: true,
        language: 'tsql',
        attributes: { recompile: 'yes' },
        uses: [
          t,
          { schema: 'dbo', name: 's' },
          { name: 'r' },
          { schema: 'dbo', name: 'f' },
          { schema: 'dbo', name: 'q' },
          { schema: 'dbo', name: 'last' },
        ],
      },
    ]);
  });

  it('are equal whatever their layout and brackets', () => {
    const [one] = operations('CREATE PROC p AS SELECT [a] FROM [dbo].[t] -- why');
    const [other] = operations('CREATE PROCEDURE [p]\nAS\n  SELECT a\n  FROM dbo.t');
    expect(one).toEqual(other);
  });

  it.each([
    ['CREATE FUNCTION f (@a int) RETURNS int AS BEGIN RETURN 1 END', 'function'],
    ['CREATE FUNCTION f () RETURNS TABLE RETURN SELECT a FROM t', 'function'],
    ['CREATE PROC p @a int AS SELECT 1', 'procedure'],
    ["CREATE PROC p WITH EXECUTE AS 'u' AS SELECT 1", 'procedure'],
  ])('%s', (text, routineType) => {
    expect(operations(text)).toMatchObject([{ kind: 'CreateRoutine', routineType }]);
  });
});

describe('triggers', () => {
  it('belong to a table', () => {
    expect(operations('CREATE TRIGGER dbo.x ON dbo.t AFTER INSERT, UPDATE AS SELECT 1')).toEqual([
      {
        kind: 'CreateTrigger',
        schema: 'dbo',
        name: 'x',
        table: t,
        replace: false,
        timing: 'after',
        events: ['insert', 'update'],
        definition: 'AFTER INSERT, UPDATE AS SELECT 1',
      },
    ]);
  });

  it.each([
    ['CREATE TRIGGER x ON t INSTEAD OF DELETE AS PRINT 1', { kind: 'CreateTrigger', timing: 'instead-of' }],
    ['CREATE TRIGGER x ON DATABASE FOR DROP_TABLE AS PRINT 1', { kind: 'CreateObject', objectType: 'event-trigger' }],
    ['DISABLE TRIGGER x ON dbo.t', { kind: 'SetTrigger', name: 'x', table: t, enabled: false }],
    ['DROP TRIGGER dbo.x', { kind: 'DropTrigger', schema: 'dbo', name: 'x' }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([operation]);
  });
});

describe('other objects', () => {
  it.each([
    ['CREATE TYPE dbo.t AS TABLE ([Id] int NOT NULL)', { definition: { kind: 'table', text: '(Id int NOT NULL)' } }],
    ['CREATE TYPE dbo.t FROM varchar(9) NOT NULL', { definition: { kind: 'domain', nullable: false } }],
    [
      'CREATE SEQUENCE dbo.t AS int START WITH 1 INCREMENT BY -1 NO CACHE',
      { attributes: { type: 'int', start: '1', increment: '-1', cache: 'no' } },
    ],
    ['CREATE SCHEMA s AUTHORIZATION dbo', { kind: 'CreateSchema', name: 's' }],
    ['ALTER SCHEMA s TRANSFER dbo.t', { kind: 'RenameTable', table: t, newName: { schema: 's', name: 't' } }],
    ['CREATE SYNONYM dbo.t FOR other.dbo.t', { kind: 'CreateObject', objectType: 'synonym', name: t }],
    ['DROP TYPE IF EXISTS dbo.t', { kind: 'DropType', name: t, guards: [{ kind: 'if-exists' }] }],
    ['DROP SCHEMA s', { kind: 'DropSchema', name: 's' }],
    ['GRANT SELECT ON OBJECT::dbo.t TO r', { kind: 'Grant', revoke: false, tables: [t] }],
    ['REVOKE EXECUTE TO r', { kind: 'Grant', revoke: true, tables: [] }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toMatchObject([operation]);
  });

  it('are dropped one by one', () => {
    expect(kinds('DROP TABLE a, b')).toEqual(['DropTable', 'DropTable']);
    expect(places('DROP VIEW a, b')).toEqual(['a', 'b']);
  });
});

describe('extended properties', () => {
  it('are the comment of a column', () => {
    const text = `EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'it''s', @level0type = N'SCHEMA',
      @level0name = N'dbo', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a'`;
    expect(operations(text)).toEqual([{ kind: 'Comment', on: 'column dbo.t.a', table: t, column: 'a', text: "it's" }]);
  });

  it('can be given by place, and dropped', () => {
    expect(operations("EXEC sys.sp_dropextendedproperty 'MS_Description', 'SCHEMA', 'dbo', 'TABLE', 't'")).toEqual([
      { kind: 'Comment', on: 'table dbo.t', table: t, text: null },
    ]);
  });

  it('of other names are no comment of the table', () => {
    expect(operations("EXEC sp_addextendedproperty 'Owner', 'x', 'SCHEMA', 'dbo', 'TABLE', 't'")).toEqual([
      { kind: 'Comment', on: 'property Owner of table dbo.t', text: 'x' },
    ]);
  });
});
