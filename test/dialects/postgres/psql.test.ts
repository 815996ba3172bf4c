import { describe, expect, test } from 'vitest';
import { operationsOf, placedOperations, statementsOf, textAt } from './reading.ts';

describe('variables of psql', () => {
  test.each([
    ['ALTER TABLE :t DROP COLUMN a', 'ALTER TABLE orders DROP COLUMN a'],
    ['ALTER TABLE :"t" DROP COLUMN a', 'ALTER TABLE "orders" DROP COLUMN a'],
    ["UPDATE x SET a = :'t'", "UPDATE x SET a = 'orders'"],
    ['DROP TABLE :s.:t', 'DROP TABLE old.orders'],
  ])('%s is read with the value that the file sets', (sql, filled) => {
    const operations = operationsOf(`\\set t orders\n\\set s 'old'\n${sql};`);
    expect(operations.slice(2)).toEqual(operationsOf(filled));
  });

  test('the statement’s text is what psql sends, its place is where it stands', () => {
    const text = '\\set t orders\nDROP TABLE :t;';
    const statement = statementsOf(text).at(-1);
    expect(statement?.sql).toBe('DROP TABLE orders');
    expect(statement && text.slice(statement.span.start, statement.span.end)).toBe('DROP TABLE :t');
  });

  test('a value can be several statements', () => {
    expect(operationsOf("\\set both 'DROP TABLE a; DROP TABLE b'\n:both;").slice(1)).toMatchObject([
      { kind: 'DropTable', table: { name: 'a' } },
      { kind: 'DropTable', table: { name: 'b' } },
    ]);
  });

  test('one that is empty leaves nothing to run', () => {
    expect(operationsOf("\\set nothing ''\n:nothing;").at(-1)).toEqual({ kind: 'NoChange', statement: ':nothing' });
  });

  test.each([
    ['that nothing sets', 'DROP TABLE :t;'],
    ['that is unset again', '\\set t orders\n\\unset t\nDROP TABLE :t;'],
    ['from the environment', '\\getenv t TABLE_NAME\nDROP TABLE :t;'],
    ['from the shell', '\\set t `hostname`\nDROP TABLE :t;'],
  ])('one %s stands in the way, and the finding stands at it', (_, text) => {
    const operation = placedOperations(text).at(-1);
    expect(operation).toMatchObject({
      kind: 'Opaque',
      reason: 'template',
      detail: ':t is a psql variable whose value is not set to a literal in this file',
    });
    expect(operation && textAt(text, operation)).toBe(':t');
  });

  test('casts, slices and strings hold none', () => {
    const text = "\\set int orders\nSELECT a::int, b[1:2], ':int' FROM t;";
    expect(statementsOf(text).at(-1)?.sql).toBe("SELECT a::int, b[1:2], ':int' FROM t");
  });
});

describe('orders to psql', () => {
  test('\\if is a condition around what it holds', () => {
    const text = '\\if :new\nDROP TABLE a;\n\\else\nDROP TABLE b;\n\\endif\nDROP TABLE c;';
    const drops = operationsOf(text).filter(({ kind }) => kind === 'DropTable');
    expect(drops).toMatchObject([
      { table: { name: 'a' }, guards: [{ kind: 'condition', text: '\\if :new' }] },
      { table: { name: 'b' }, guards: [{ kind: 'condition', text: 'NOT (\\if :new) \\else' }] },
      { table: { name: 'c' } },
    ]);
    expect(drops[2]).not.toHaveProperty('guards');
  });

  test('\\gexec runs what a query of constants yields, under its condition', () => {
    const text = "SELECT 'CREATE TABLE t (a int)' WHERE to_regclass('t') IS NULL \\gexec\n";
    expect(operationsOf(text)).toMatchObject([
      { kind: 'Query' },
      { kind: 'CreateTable', table: { name: 't' }, guards: [{ kind: 'object', exists: false }] },
    ]);
  });

  test('\\gexec of anything else is only known when it runs', () => {
    expect(operationsOf("SELECT 'DROP TABLE ' || tablename FROM pg_tables \\gexec\n")).toMatchObject([
      { kind: 'Query' },
      { kind: 'Opaque', reason: 'built-at-run-time' },
    ]);
  });

  test('\\gexec of an empty text runs nothing', () => {
    expect(operationsOf("SELECT '' \\gexec\n").map(({ kind }) => kind)).toEqual(['Query', 'NoChange']);
  });

  test('\\i runs a file that is not read here', () => {
    expect(operationsOf('\\i more.sql\n')).toMatchObject([
      { kind: 'Opaque', detail: 'what \\i more.sql runs stands in another file, which is not read here' },
    ]);
  });

  test('\\copy puts rows in, and what follows it is data', () => {
    expect(operationsOf('\\copy t (a) from stdin\nDROP TABLE t;\n\\.\nSELECT 1;')).toMatchObject([
      { kind: 'InsertRows', table: { name: 't' }, columns: ['a'], source: { kind: 'stream' } },
      { kind: 'Query' },
    ]);
  });

  test('\\; separates statements', () => {
    expect(statementsOf('DROP TABLE a \\; DROP TABLE b;').map(({ sql }) => sql)).toEqual([
      'DROP TABLE a',
      'DROP TABLE b',
    ]);
  });

  test('in a comment there are none', () => {
    expect(statementsOf('SELECT 1 -- or \\g out\n+ 1;').map(({ sql }) => sql)).toEqual(['SELECT 1 -- or \\g out\n+ 1']);
  });
});

describe('prepared statements', () => {
  test('EXECUTE does what PREPARE said, at its own place', () => {
    const text = 'PREPARE p (int) AS DELETE FROM t WHERE a = $1; EXECUTE p (1);';
    const [prepared, executed] = placedOperations(text);
    expect(prepared?.kind).toBe('NoChange');
    expect(executed).toMatchObject({ kind: 'DeleteRows', table: { name: 't' }, where: 'a = $1' });
    expect(executed && textAt(text, executed)).toBe('EXECUTE p (1)');
  });

  test('EXPLAIN ANALYZE runs it, too', () => {
    expect(operationsOf('PREPARE p AS DELETE FROM t; EXPLAIN ANALYZE EXECUTE p;')).toMatchObject([
      { kind: 'NoChange' },
      { kind: 'DeleteRows' },
    ]);
  });

  test.each([
    'EXECUTE p',
    'PREPARE p AS SELECT 1; DEALLOCATE p; EXECUTE p',
    'PREPARE p AS SELECT 1; DEALLOCATE ALL; EXECUTE p',
  ])('what is not prepared is not known: %s', (text) => {
    expect(operationsOf(text).at(-1)).toMatchObject({
      kind: 'Opaque',
      reason: 'not-recognised',
      detail: 'what EXECUTE p runs is not prepared in this text',
    });
  });
});
