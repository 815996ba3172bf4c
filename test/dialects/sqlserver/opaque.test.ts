import { describe, expect, it } from 'vitest';
import { operations, places } from './operations.ts';

describe('what is not understood', () => {
  it('is named by its first words', () => {
    expect(operations('CREATE WIDGET w (a)')).toEqual([
      {
        kind: 'Opaque',
        reason: 'not-recognised',
        detail: 'CREATE WIDGET is a statement that the reader does not know.',
        text: 'CREATE WIDGET w(a)',
      },
    ]);
  });

  it.each([
    ['CREATE TABLE t (a int,, b int)', ',', "Expected a column's name, but found ,."],
    ['ALTER TABLE t', 't', 'Expected an action of ALTER TABLE, but the statement ends here.'],
    ['INSERT INTO t (a) 1', '1', 'Expected VALUES, DEFAULT VALUES or a query, but found 1.'],
    ['UPDATE t SET a', 'a', 'Expected "=", but the statement ends here.'],
    ['DROP INDEX ix', 'ix', 'Expected ON and a table, but the statement ends here.'],
    ['CREATE TABLE t (a int) b', 'b', 'Expected the end of the statement, but found b.'],
  ])('is wrong at the exact place: %s', (text, place, detail) => {
    expect(operations(text)).toMatchObject([{ kind: 'Opaque', reason: 'syntax-error', detail }]);
    expect(places(text)).toEqual([place]);
  });

  it('does not hide the statement after it', () => {
    expect(operations('CREATE TABLE t a int) DROP TABLE u').at(-1)).toMatchObject({ kind: 'DropTable' });
    expect(operations('CREATE TABLE t (a int\nGO\nDROP TABLE u').at(-1)).toMatchObject({ kind: 'DropTable' });
    expect(operations('CREATE TABLE t (a int; DROP TABLE u').at(-1)).toMatchObject({ kind: 'DropTable' });
  });
});
