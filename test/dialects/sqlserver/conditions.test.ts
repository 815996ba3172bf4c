import { describe, expect, it } from 'vitest';
import { operations } from './operations.ts';

function guardsOf(condition: string, statement = 'PRINT 1'): unknown {
  return operations(`IF ${condition} ${statement}`)[0]?.guards;
}

function object(exists: boolean, type: string, name: object, table?: object): unknown {
  return [{ kind: 'object', exists, object: { type, name, ...(table === undefined ? {} : { table }) } }];
}

const t = { schema: 'dbo', name: 't' };

describe('conditions that ask for an object', () => {
  it.each([
    ["OBJECT_ID('[dbo].[t]', 'U') IS NULL", object(false, 'table', t)],
    ["OBJECT_ID(N'dbo.t', N'V') IS NOT NULL", object(true, 'view', t)],
    ["OBJECT_ID(N'dbo.t', N'P') IS NOT NULL", object(true, 'routine', t)],
    ["(OBJECT_ID('dbo.t', 'TR') IS NOT NULL)", object(true, 'trigger', t)],
    ["NOT OBJECT_ID('dbo.t', 'U') IS NULL", object(true, 'table', t)],
    ["COL_LENGTH('[dbo].[t]', 'c') IS NULL", object(false, 'column', { name: 'c' }, t)],
    ["COLUMNPROPERTY(OBJECT_ID('dbo.t'), 'c', 'ColumnId') IS NULL", object(false, 'column', { name: 'c' }, t)],
    ["INDEXPROPERTY(OBJECT_ID('dbo.t'), 'ix', 'IndexID') IS NOT NULL", object(true, 'index', { name: 'ix' }, t)],
    ["TYPE_ID('[dbo].[t]') IS NULL", object(false, 'type', t)],
    ["SCHEMA_ID('s') IS NULL", object(false, 'schema', { name: 's' })],
    ["EXISTS (SELECT * FROM sys.tables WHERE name = 't')", object(true, 'table', { name: 't' })],
    [
      "NOT EXISTS (SELECT 1 FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id WHERE s.name = 'dbo' AND t.name = 't')",
      object(false, 'table', t),
    ],
    ["EXISTS (SELECT * FROM sys.views WHERE [name] = 't')", object(true, 'view', { name: 't' })],
    [
      "EXISTS (SELECT * FROM sys.columns WHERE name = N'c' AND object_id = OBJECT_ID(N'[dbo].[t]'))",
      object(true, 'column', { name: 'c' }, t),
    ],
    [
      "NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = 'ix' AND object_id = OBJECT_ID('dbo.t'))",
      object(false, 'index', { name: 'ix' }, t),
    ],
    ["NOT (EXISTS (SELECT 1 FROM sys.indexes i WHERE i.name = 'ix'))", object(false, 'index', { name: 'ix' })],
    [
      "EXISTS (SELECT * FROM sys.objects WHERE object_id = OBJECT_ID(N'[dbo].[t]') AND type IN (N'P', N'PC'))",
      object(true, 'routine', t),
    ],
    ["EXISTS (SELECT * FROM sysobjects WHERE name = 't' AND xtype = 'U')", object(true, 'table', { name: 't' })],
    [
      "EXISTS (SELECT 1 FROM sys.foreign_keys WHERE name = 'fk' AND parent_object_id = OBJECT_ID('dbo.t'))",
      object(true, 'constraint', { name: 'fk' }, t),
    ],
    [
      "EXISTS (SELECT * FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME = 't')",
      object(true, 'table', t),
    ],
    [
      "EXISTS (SELECT * FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 't' AND COLUMN_NAME = 'c')",
      object(true, 'column', { name: 'c' }, { name: 't' }),
    ],
    ["EXISTS (SELECT * FROM sys.schemas WHERE name = 's')", object(true, 'schema', { name: 's' })],
  ])('%s', (condition, guards) => {
    expect(guardsOf(condition)).toEqual(guards);
  });

  it('are several where AND joins them', () => {
    expect(guardsOf("COL_LENGTH('t', 'a') IS NULL AND COL_LENGTH('t', 'b') IS NOT NULL")).toHaveLength(2);
  });

  it('are turned in ELSE', () => {
    expect(operations("IF COL_LENGTH('t', 'a') IS NULL PRINT 1 ELSE PRINT 2")[1]?.guards).toEqual(
      object(true, 'column', { name: 'a' }, { name: 't' }),
    );
  });

  it.each([
    ['a procedure', 'DROP PROCEDURE [dbo].[t]', 'routine'],
    ['a view', 'BEGIN PRINT 1 DROP VIEW t END', 'view'],
    ['a table', 'ALTER TABLE t ADD c int', 'table'],
    ['a procedure that is refreshed', "EXEC sp_refreshsqlmodule N'[dbo].[t]'", 'routine'],
  ])('of any kind mean what the statements inside speak of: %s', (_, statement, type) => {
    expect(guardsOf("OBJECT_ID('dbo.t') IS NOT NULL", statement)).toEqual(object(true, type, t));
  });

  it('of any kind mean the constraint that is added', () => {
    expect(guardsOf("OBJECT_ID('DF_t_c') IS NULL", 'ALTER TABLE t ADD CONSTRAINT DF_t_c DEFAULT 0 FOR c')).toEqual(
      object(false, 'constraint', { name: 'DF_t_c' }, { name: 't' }),
    );
  });
});

describe('conditions that name an index or a constraint without its table', () => {
  it.each([
    ["EXISTS (SELECT 1 FROM sys.indexes WHERE name = 'x')", 'DROP INDEX x ON dbo.t', 'index'],
    ["NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = 'x')", 'CREATE INDEX x ON dbo.t (a)', 'index'],
    ["OBJECT_ID('dbo.x', 'F') IS NOT NULL", 'ALTER TABLE dbo.t DROP CONSTRAINT x', 'constraint'],
    ["EXISTS (SELECT 1 FROM sys.foreign_keys WHERE name = 'x')", 'ALTER TABLE dbo.t DROP CONSTRAINT x', 'constraint'],
  ])('mean the one of the table that the statement inside names: %s', (condition, statement, type) => {
    const exists = !condition.startsWith('NOT');
    expect(guardsOf(condition, statement)).toEqual(object(exists, type, { name: 'x' }, t));
  });
});

describe('conditions that ask for anything else', () => {
  it.each([
    ["OBJECT_ID('dbo.t') IS NOT NULL", "OBJECT_ID('dbo.t') IS NOT NULL"],
    ["COL_LENGTH('t', 'c') = 100", "COL_LENGTH('t', 'c') = 100"],
    ['EXISTS (SELECT 1 FROM [t] WHERE [a] = 1)', 'EXISTS (SELECT 1 FROM t WHERE a = 1)'],
    [
      "EXISTS (SELECT 1 FROM sys.columns WHERE name = 'c' AND object_id = OBJECT_ID('t') AND is_nullable = 1)",
      "EXISTS (SELECT 1 FROM sys.columns WHERE name = 'c' AND object_id = OBJECT_ID('t') AND is_nullable = 1)",
    ],
    ["@a = 1 OR OBJECT_ID('t', 'U') IS NULL", "@a = 1 OR OBJECT_ID('t', 'U') IS NULL"],
    ['@a BETWEEN 1 AND 2', '@a BETWEEN 1 AND 2'],
  ])('%s', (condition, text) => {
    expect(guardsOf(condition)).toEqual([{ kind: 'condition', text }]);
  });
});

describe('IF EXISTS of a DROP', () => {
  it('stands behind the guards around it', () => {
    expect(guardsOf('@a = 1', 'DROP TABLE IF EXISTS t')).toEqual([
      { kind: 'condition', text: '@a = 1' },
      { kind: 'if-exists' },
    ]);
  });
});
