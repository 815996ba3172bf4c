import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/model/source-text.ts';
import { operationsOf, placedOperations, postgres, statementsOf, textAt } from './reading.ts';

const textsOf = (text: string) => statementsOf(text).map((statement) => statement.sql);

describe('where statements end', () => {
  test('at semicolons, which are not a part of them', () => {
    expect(textsOf('SELECT 1;\n\nSELECT 2 ; ;')).toEqual(['SELECT 1', 'SELECT 2']);
  });

  test('a text without statements has none', () => {
    expect(textsOf('')).toEqual([]);
    expect(textsOf('  -- nothing here\n/* ; */ ;')).toEqual([]);
  });

  test.each([
    ['a string with a semicolon', "SELECT 'a;b'"],
    ['a quoted name with one', 'SELECT "a;b"'],
    ['a string with escapes', "SELECT E'it\\'s; fine'"],
    ['a backslash at the end of a plain string', "SELECT 'a\\'"],
    ['a dollar quote', 'SELECT $$a;b$$'],
    ['a dollar quote with a tag', 'SELECT $x$ $$;$$ $x$'],
    ['nested comments', 'SELECT /* a /* ; */ ; */ 1'],
    ['a body of SQL', 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN TRUE THEN 1 END; END'],
    ['the commands of a rule', 'CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)'],
  ])('not inside of %s', (_, sql) => {
    expect(textsOf(`${sql};\nSELECT 2`)).toEqual([sql, 'SELECT 2']);
  });

  test('a missing parenthesis ends with its statement', () => {
    expect(textsOf('CREATE TABLE t (a int;\nSELECT 2')).toEqual(['CREATE TABLE t (a int', 'SELECT 2']);
  });
});

describe('the client', () => {
  test('an order to psql is a statement that changes nothing, whatever its line holds', () => {
    expect(operationsOf("\\connect it's\nDROP TABLE t;")).toEqual([
      { kind: 'NoChange', statement: "\\connect it's" },
      { kind: 'DropTable', table: { name: 't' }, cascade: false },
    ]);
  });

  test('an order can end a statement', () => {
    expect(textsOf('SELECT 1 \\gset\nSELECT 2')).toEqual(['SELECT 1', '\\gset', 'SELECT 2']);
  });

  test('rows after COPY from stdin are skipped', () => {
    const text = "COPY t (a, b) FROM stdin;\nit's\t1\n;\\N\n\\.\nDROP TABLE t;";
    expect(operationsOf(text)).toEqual([
      { kind: 'InsertRows', table: { name: 't' }, columns: ['a', 'b'], source: { kind: 'stream' } },
      { kind: 'DropTable', table: { name: 't' }, cascade: false },
    ]);
  });

  test('a line with a backslash inside of a string is a part of it', () => {
    expect(textsOf("SELECT '\n\\d\n'; SELECT 2")).toEqual(["SELECT '\n\\d\n'", 'SELECT 2']);
  });
});

describe('what does not end', () => {
  test.each(["'open", '"open', '$$open', '/* open'])(
    '%s is one error, and reading goes on at the next statement',
    (open) => {
      const text = `SELECT 1;\nSELECT ${open};\nCREATE TABLE t (a int);`;
      const [first, second, third] = statementsOf(text);
      expect(first?.operations[0]?.kind).toBe('Query');
      expect(second?.operations[0]).toMatchObject({ kind: 'Opaque', reason: 'syntax-error' });
      expect(third?.operations[0]?.kind).toBe('CreateTable');
    },
  );

  test('without a next statement the error goes to the end', () => {
    const text = "SELECT 1; SELECT 'open\nand on";
    expect(statementsOf(text).at(-1)?.sql).toBe("SELECT 'open\nand on");
  });
});

describe('errors', () => {
  test('have PostgreSQL’s message and the place of the token', () => {
    const text = "SELECT 'é😀'; CREATE TABEL 😀😀 (a int)";
    const [, error] = placedOperations(text);
    expect(error).toMatchObject({ reason: 'syntax-error', detail: 'syntax error at or near "TABEL"' });
    expect(error && textAt(text, error)).toBe('TABEL');
  });

  test('stand after characters of any width', () => {
    const text = "SELECT 'é😀' FROM FROM";
    const [error] = placedOperations(text);
    expect(error?.span.start).toBe(text.lastIndexOf('FROM'));
  });

  test('are at the last token when the statement ends too early', () => {
    const text = 'SELECT 1; ALTER TABLE t ADD';
    const error = placedOperations(text).at(-1);
    expect(error && textAt(text, error)).toBe('ADD');
  });

  test('a NUL character does not end the text', () => {
    expect(operationsOf('SELECT \0 1; DROP TABLE t')).toMatchObject([{ kind: 'Opaque' }, { kind: 'DropTable' }]);
  });
});

test('comments are kept with their places', () => {
  const text = 'SELECT 1; -- one\n/* two */ SELECT 2;';
  const { comments } = postgres.read(plainText('a.sql', text));
  expect(comments.map(({ text: own, span }) => [own, text.slice(span.start, span.end)])).toEqual([
    ['-- one', '-- one'],
    ['/* two */', '/* two */'],
  ]);
});

test('spans count from where the text stands in its file', () => {
  const { statements } = postgres.read(plainText('a.ts', 'SELECT 1', 100));
  expect(statements[0]?.span).toEqual({ file: 'a.ts', start: 100, end: 108 });
});

test.each([
  'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1',
  'CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a',
])('%s: a body that is never ended stops before the next CREATE', (open) => {
  const statements = statementsOf(`${open};\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);`).map(({ sql }) => sql);
  expect(statements.slice(-2)).toEqual(['CREATE TABLE t (a int)', 'CREATE TABLE u (a int)']);
});

test('behind the twentieth comment that is never closed, the rest is one statement that is not understood', () => {
  const text = '/*;\nSELECT 1 '.repeat(50);
  const statements = statementsOf(text);
  expect(statements.length).toBeLessThan(45);
  expect(statements.at(-1)?.operations).toMatchObject([{ kind: 'Opaque', reason: 'syntax-error' }]);
  expect(statements.at(-1)?.span.end).toBe(text.trimEnd().length);
});
