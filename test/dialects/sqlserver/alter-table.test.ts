import { describe, expect, it } from 'vitest';
import { kinds, operations, places } from './operations.ts';

const t = { name: 't' };

describe('ALTER TABLE ADD', () => {
  it('adds several columns and constraints, each at its place', () => {
    const text =
      'ALTER TABLE t ADD a int NULL, [b] bit NOT NULL CONSTRAINT DF DEFAULT (0), CONSTRAINT CK CHECK (a > 0)';
    expect(kinds(text)).toEqual(['AddColumn', 'AddColumn', 'AddCheck']);
    expect(places(text)).toEqual([
      'a int NULL',
      '[b] bit NOT NULL CONSTRAINT DF DEFAULT (0)',
      'CONSTRAINT CK CHECK (a > 0)',
    ]);
  });

  it('is the whole statement when it adds one', () => {
    expect(places('ALTER TABLE t ADD a int')).toEqual(['ALTER TABLE t ADD a int']);
  });

  it('may give old rows the default', () => {
    expect(operations('ALTER TABLE t ADD a int NULL DEFAULT 1 WITH VALUES')).toMatchObject([
      { kind: 'AddColumn', execution: { 'with-values': 'yes' } },
    ]);
  });

  it('adds the constraints of a column too', () => {
    expect(kinds('ALTER TABLE t ADD a int UNIQUE REFERENCES s (i)')).toEqual([
      'AddColumn',
      'AddUnique',
      'AddForeignKey',
    ]);
  });

  it.each([
    ['WITH NOCHECK ', false],
    ['WITH CHECK ', true],
    ['', true],
  ])('%schecks old rows: %s', (words, validated) => {
    expect(operations(`ALTER TABLE t ${words}ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s (i)`)).toMatchObject([
      { kind: 'AddForeignKey', constraint: { name: 'f', validated } },
    ]);
  });

  it('gives a column a default with a name', () => {
    expect(operations('ALTER TABLE t ADD CONSTRAINT DF_a DEFAULT (getdate()) FOR [a]')).toEqual([
      {
        kind: 'AlterColumn',
        table: t,
        column: 'a',
        change: { default: { sql: 'getdate()', constant: false, calls: ['getdate'] }, defaultName: 'DF_a' },
      },
    ]);
  });

  it('says how a key is built', () => {
    expect(operations('ALTER TABLE t ADD CONSTRAINT PK PRIMARY KEY (a) WITH (ONLINE = ON, MAXDOP = 4)')).toMatchObject([
      { kind: 'AddPrimaryKey', execution: { online: 'on', maxdop: '4' } },
    ]);
  });
});

describe('ALTER TABLE', () => {
  it.each([
    [
      'ALTER COLUMN a nvarchar(50) NOT NULL',
      { kind: 'AlterColumn', column: 'a', change: { type: { text: 'nvarchar(50)' }, nullable: false } },
    ],
    ['ALTER COLUMN a int', { kind: 'AlterColumn', change: { type: { text: 'int' }, nullable: true } }],
    [
      'ALTER COLUMN a int COLLATE Latin1_General_BIN WITH (ONLINE = ON)',
      { change: { collation: 'Latin1_General_BIN' }, execution: { online: 'on' } },
    ],
    ['ALTER COLUMN a ADD SPARSE', { kind: 'AlterColumn', change: { attributes: { sparse: 'yes' } } }],
    [
      'NOCHECK CONSTRAINT c',
      { kind: 'AlterConstraint', name: 'c', attributes: { enabled: 'false', trusted: 'false' } },
    ],
    ['CHECK CONSTRAINT c', { kind: 'AlterConstraint', name: 'c', attributes: { enabled: 'true', trusted: 'false' } }],
    ['WITH CHECK CHECK CONSTRAINT c', { name: 'c', attributes: { enabled: 'true', trusted: 'true' } }],
    ['NOCHECK CONSTRAINT ALL', { kind: 'AlterConstraint', attributes: { enabled: 'false', trusted: 'false' } }],
    ['DISABLE TRIGGER ALL', { kind: 'SetTrigger', enabled: false }],
    ['ENABLE TRIGGER x', { kind: 'SetTrigger', name: 'x', enabled: true }],
    ['SET (LOCK_ESCALATION = AUTO)', { kind: 'AlterTable', attributes: { 'lock-escalation': 'auto' } }],
    ['SET (SYSTEM_VERSIONING = OFF)', { kind: 'AlterTable', attributes: { 'system-versioning': 'off' } }],
    [
      'REBUILD WITH (DATA_COMPRESSION = PAGE, ONLINE = ON)',
      {
        kind: 'AlterTable',
        attributes: { 'data-compression': 'page' },
        execution: { rebuild: 'yes', online: 'on' },
      },
    ],
    ['SWITCH PARTITION 1 TO s', { kind: 'AlterTable', execution: { switch: '1', to: 's' } }],
  ])('%s', (action, operation) => {
    expect(operations(`ALTER TABLE t ${action}`)).toMatchObject([{ table: t, ...operation }]);
  });

  it('drops columns and constraints in one go', () => {
    const text = 'ALTER TABLE t DROP CONSTRAINT IF EXISTS c, d, COLUMN a, b';
    expect(operations(text)).toEqual([
      { kind: 'DropConstraint', guards: [{ kind: 'if-exists' }], table: t, name: 'c', cascade: false },
      { kind: 'DropConstraint', guards: [{ kind: 'if-exists' }], table: t, name: 'd', cascade: false },
      { kind: 'DropColumn', table: t, column: 'a', cascade: false },
      { kind: 'DropColumn', table: t, column: 'b', cascade: false },
    ]);
  });

  it('needs no word before the name of a constraint', () => {
    expect(operations('ALTER TABLE t DROP c')).toMatchObject([{ kind: 'DropConstraint', name: 'c' }]);
  });
});

describe('sp_rename', () => {
  it.each([
    [
      "'dbo.t', 'u'",
      { kind: 'RenameTable', table: { schema: 'dbo', name: 't' }, newName: { schema: 'dbo', name: 'u' } },
    ],
    [
      "N'[dbo].[t].[a]', N'b', N'COLUMN'",
      { kind: 'RenameColumn', table: { schema: 'dbo', name: 't' }, column: 'a', newName: 'b' },
    ],
    [
      "@objname = 't.ix', @newname = 'iy', @objtype = 'INDEX'",
      { kind: 'RenameIndex', table: t, name: { name: 'ix' }, newName: 'iy' },
    ],
    [
      "'dbo.t.PK_t', 'PK_u', 'OBJECT'",
      { kind: 'RenameConstraint', table: { schema: 'dbo', name: 't' }, name: 'PK_t', newName: 'PK_u' },
    ],
    ["'PK_t', 'PK_u', 'OBJECT'", { kind: 'RenameObject', name: { name: 'PK_t' }, newName: { name: 'PK_u' } }],
    ["'dbo.p', 'q', 'USERDATATYPE'", { kind: 'RenameType' }],
    ["'dbo.t.a', 'b'", { kind: 'RenameColumn', table: { schema: 'dbo', name: 't' }, column: 'a', newName: 'b' }],
    ['@old, @new', { kind: 'CallRoutine', name: { name: 'sp_rename' }, text: '@old, @new' }],
  ])('%s', (args, operation) => {
    expect(operations(`EXEC sp_rename ${args}`)).toMatchObject([operation]);
  });

  it('needs no EXEC at the start of a batch', () => {
    expect(operations("sp_rename 't.a', 'b', 'COLUMN'")).toMatchObject([{ kind: 'RenameColumn' }]);
  });
});
