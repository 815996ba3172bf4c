import { describe, expect, it } from 'vitest';
import { kinds, operations, texts } from './operations.ts';

describe('GO', () => {
  it('is a statement between two batches', () => {
    expect(texts('SELECT 1\nGO\nSELECT 2')).toEqual(['SELECT 1', 'GO', 'SELECT 2']);
  });

  it('says nothing at the ends of a text, or twice', () => {
    expect(texts('GO\nSELECT 1\nGO\n  go  \nSELECT 2\nGO\n')).toEqual(['SELECT 1', 'GO', 'SELECT 2']);
  });

  it.each([
    ['a count', 'SELECT 1\nGO 5\nSELECT 2'],
    ['a comment', 'SELECT 1\nGO -- next\nSELECT 2'],
    ['a semicolon', 'SELECT 1\nGO;\nSELECT 2'],
    ['Windows line ends', 'SELECT 1\r\nGO\r\nSELECT 2'],
    ['a statement before it on its line, as DbUp takes it', 'SELECT 1 GO\nSELECT 2'],
  ])('may have %s', (_, text) => {
    expect(texts(text)).toEqual(['SELECT 1', 'GO', 'SELECT 2']);
  });

  it.each([
    ['a string', "PRINT 'a\nGO\nb'"],
    ['a comment', 'PRINT 1 /*\nGO\n*/'],
    ['a nested comment', 'PRINT 1 /* /* */\nGO\n*/'],
    ['a name', 'SELECT [a\nGO\n]'],
  ])('is none inside of %s', (_, text) => {
    expect(kinds(text)).toHaveLength(1);
  });

  it('ends a procedure', () => {
    expect(kinds('CREATE PROC p AS SELECT 1 SELECT 2\nGO\nSELECT 3')).toEqual(['CreateRoutine', 'NoChange', 'Query']);
  });
});

describe('what is never closed', () => {
  it.each([
    ['string', "PRINT 'a"],
    ['quoted name', 'SELECT [a'],
  ])('a %s ends with its batch', (what, broken) => {
    const [opaque, , next] = operations(`${broken}\nGO\nSELECT 1`);
    expect(opaque).toMatchObject({
      kind: 'Opaque',
      reason: 'syntax-error',
      detail: `The ${what} that starts here is never closed.`,
    });
    expect(next).toMatchObject({ kind: 'Query', text: 'SELECT 1' });
  });

  it('a comment ends with its batch', () => {
    expect(kinds('SELECT 1 /* a\nGO\nSELECT 2')).toEqual(['Query', 'Opaque', 'NoChange', 'Query']);
  });
});

describe("sqlcmd's directives", () => {
  it('take their line and change nothing', () => {
    expect(texts(':setvar Name "a"\n:on error exit\nSELECT 1')).toEqual([
      ':setvar Name "a"',
      ':on error exit',
      'SELECT 1',
    ]);
  });

  it('include files that are not read', () => {
    expect(operations(':r .\\other.sql')).toMatchObject([
      { kind: 'Opaque', detail: 'The file that :r includes is not read.' },
    ]);
  });
});
