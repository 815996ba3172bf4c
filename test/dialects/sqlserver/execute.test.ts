import { describe, expect, it } from 'vitest';
import { operations, places, statements } from './operations.ts';

describe('EXEC of a text', () => {
  it.each([
    ["EXEC('DROP TABLE t')", 'DROP TABLE t'],
    ["EXECUTE (N'DROP TABLE t')", 'DROP TABLE t'],
    ["EXEC sp_executesql N'DROP TABLE t', N'@a int', @a = 1", 'DROP TABLE t'],
    ["EXEC sp_executesql @statement = N'DROP TABLE t'", 'DROP TABLE t'],
    ["EXEC('DROP ' + 'TABLE t')", "DROP ' + 'TABLE t"],
  ])('is read, at its place inside the string: %s', (text, place) => {
    expect(operations(text)).toEqual([{ kind: 'DropTable', table: { name: 't' }, cascade: false }]);
    expect(places(text)).toEqual([place]);
  });

  it('counts a doubled quote as one character', () => {
    const text = "EXEC('PRINT ''a'' DROP TABLE t')";
    expect(places(text)).toEqual(["PRINT ''a''", 'DROP TABLE t']);
  });

  it('can hold a text in the text', () => {
    const text = "EXEC('EXEC(''DROP TABLE t'')')";
    expect(operations(text)).toMatchObject([{ kind: 'DropTable' }]);
    expect(places(text)).toEqual(['DROP TABLE t']);
  });

  it('gets the guards around it', () => {
    expect(operations("IF OBJECT_ID('p') IS NULL EXEC('CREATE PROC p AS SELECT 1')")).toMatchObject([
      { kind: 'CreateRoutine', guards: [{ kind: 'object', exists: false, object: { type: 'routine' } }] },
    ]);
  });

  it.each([
    "EXEC('DROP TABLE ' + @t)",
    'EXEC(@sql)',
    'EXEC sp_executesql @sql',
    "EXEC sp_executesql N'a' + @b",
    'EXEC @procedure',
    "EXEC('SELECT 1') AT other",
  ])('is opaque when it is known at run time only: %s', (text) => {
    expect(operations(text)).toMatchObject([{ kind: 'Opaque', reason: 'built-at-run-time' }]);
  });

  it('that is empty changes nothing', () => {
    expect(operations("EXEC('')")).toEqual([{ kind: 'NoChange', statement: 'EXEC' }]);
  });
});

describe('EXEC of a text in a variable', () => {
  it.each([
    ["DECLARE @s nvarchar(max) = N'DROP TABLE t'; EXEC sp_executesql @s", ['DROP TABLE t']],
    ["DECLARE @s nvarchar(max); SET @s = N'DROP TABLE t' EXEC (@s)", ['DROP TABLE t']],
    ["DECLARE @a int = 1, @S nvarchar(max) = 'DROP TABLE t'; EXECUTE sp_executesql @stmt = @s", ['DROP TABLE t']],
    ["DECLARE @s varchar(99); SELECT @s = 'DROP TABLE t'; EXEC(@s)", ['DROP TABLE t']],
    ["DECLARE @s varchar(99) = 'DROP '; SET @s = @s + 'TABLE t'; EXEC(@s)", ["DROP '; SET @s = @s + 'TABLE t"]],
    ["DECLARE @s varchar(99) = 'DROP TABLE t;'; SET @s += CHAR(10) + 'PRINT 1'; EXEC(@s)", ['DROP TABLE t', 'PRINT 1']],
    ["DECLARE @t sysname = 't'; EXEC('DROP TABLE ' + @t)", ['DROP TABLE ']],
    ["DECLARE @s varchar(99) = CONCAT('DROP ', ('TABLE ' + 't')); EXEC(@s)", ["DROP ', ('TABLE ' + 't"]],
    ["DECLARE @s varchar(99) IF 1 = 1 BEGIN SET @s = 'DROP TABLE t' EXEC(@s) END", ['DROP TABLE t']],
    ["DECLARE @s varchar(99) WHILE 1 = 1 BEGIN SET @s = 'DROP TABLE t' EXEC(@s) END", ['DROP TABLE t']],
  ])('is read where it is written: %s', (text, expected) => {
    const run = statements(text).at(-1);
    expect(run?.operations[0]).toMatchObject({ kind: 'DropTable', table: { name: 't' } });
    expect(run?.operations.map(({ span }) => text.slice(span.start, span.end))).toEqual(expected);
  });

  it.each([
    ['EXEC(@s)', 'nothing here says what @s holds'],
    ["DECLARE @s varchar(9) = 'a'\nGO\nEXEC(@s)", 'nothing here says what @s holds'],
    ['DECLARE @s varchar(9) EXEC(@s)', '@s gets its value when it runs'],
    ["DECLARE @s varchar(9) = 'a' EXEC p @s OUTPUT EXEC(@s)", '@s gets its value when it runs'],
    ["DECLARE @s varchar(9) = 'a' FETCH NEXT FROM c INTO @s EXEC(@s)", '@s gets its value when it runs'],
    ["DECLARE @s varchar(9) SELECT @s = name FROM u EXEC('DROP TABLE ' + @s)", '@s gets its value when it runs'],
    ["DECLARE @s varchar(99) = 'DROP TABLE ' + DB_NAME() EXEC(@s)", 'DB_NAME() is worked out then'],
    ["DECLARE @s varchar(9) = 'a' IF 1 = 1 SET @s = 'b' EXEC(@s)", 'what @s holds depends on a condition'],
    ["DECLARE @s varchar(9) = '' WHILE 1 = 1 SET @s += 'b' EXEC(@s)", '@s grows in a loop'],
  ])('is opaque, and says what is not known: %s', (text, because) => {
    expect(operations(text).at(-1)).toMatchObject({
      kind: 'Opaque',
      reason: 'built-at-run-time',
      detail: `EXEC runs a text that is put together when it runs: ${because}.`,
    });
  });

  it('does not grow without end', () => {
    const doubled = Array.from({ length: 40 }, () => 'SET @s = @s + @s;').join(' ');
    expect(operations(`DECLARE @s varchar(max) = 'PRINT 1;'; ${doubled} EXEC(@s)`).at(-1)).toMatchObject({
      kind: 'Opaque',
      detail: 'EXEC runs a text that is put together when it runs: it is longer than 200000 characters.',
    });
  });
});

describe('EXEC of a procedure', () => {
  it.each([
    ["EXECUTE sp_refreshview N'[dbo].[v]'", { name: { name: 'sp_refreshview' }, text: "N'[dbo].[v]'" }],
    ['EXEC @rc = dbo.p @a = 1, @b OUTPUT', { name: { schema: 'dbo', name: 'p' }, text: '@a = 1, @b OUTPUT' }],
    ['EXEC master..xp_x', { name: { name: 'xp_x' }, text: '' }],
  ])('%s', (text, operation) => {
    expect(operations(text)).toEqual([{ kind: 'CallRoutine', ...operation }]);
  });

  it('needs the word but at the start of a batch', () => {
    expect(operations("dbo.p 'x'")).toMatchObject([{ kind: 'CallRoutine' }]);
    expect(operations("PRINT 1; dbo.p 'x'")[1]).toMatchObject({ kind: 'Opaque', reason: 'not-recognised' });
  });
});
