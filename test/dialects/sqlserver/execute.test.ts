import { describe, expect, it } from 'vitest';
import { operations, places } from './operations.ts';

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
