import { describe, expect, test } from 'vitest';
import { operationOf } from './reading.ts';

/** What CREATE TABLE says of a column. */
function column(definition: string): unknown {
  return operationOf(`CREATE TABLE t (${definition})`);
}

describe('a column', () => {
  test.each([
    ['a', { name: 'a', type: { text: '' }, nullable: true }],
    ['a INT NOT NULL', { nullable: false }],
    ['a INT NULL', { nullable: true }],
    ["a TEXT DEFAULT 'x'", { default: { sql: "'x'", constant: true } }],
    ['a INT DEFAULT -1', { default: { sql: '-1', constant: true } }],
    ['a TEXT DEFAULT (lower(hex(randomblob(4))))', { default: { sql: 'lower(hex(randomblob(4)))', constant: false } }],
    ['a TEXT DEFAULT CURRENT_TIMESTAMP', { default: { sql: 'CURRENT_TIMESTAMP', calls: ['current_timestamp'] } }],
    ['a TEXT COLLATE nocase', { collation: 'NOCASE' }],
    ['a INT NOT NULL ON CONFLICT REPLACE', { attributes: { 'not-null-on-conflict': 'replace' } }],
    ['a INT GENERATED ALWAYS AS (b * 2) STORED', { generated: { expression: { sql: 'b * 2' }, stored: true } }],
    ['a INT AS (b * 2)', { generated: { stored: false } }],
  ])('%s', (definition, expected) => {
    expect(column(definition)).toMatchObject({ kind: 'CreateTable', columns: [expected] });
  });

  test('has no default when it is NULL', () => {
    expect(column('a INT DEFAULT NULL')).toEqual(column('a INT'));
  });

  test.each([['"x"'], ['x'], ['[x]']])('DEFAULT %s is a string, as SQLite reads a name there', (value) => {
    expect(column(`a TEXT DEFAULT ${value}`)).toEqual(column("a TEXT DEFAULT 'x'"));
  });

  test.each([['"a b"'], ['`a b`'], ['[a b]'], ["'a b'"]])('can be named %s', (name) => {
    expect(column(`${name} INT`)).toMatchObject({ columns: [{ name: 'a b' }] });
  });

  test('can be named with a word that is not reserved', () => {
    expect(column('key TEXT')).toMatchObject({ columns: [{ name: 'key', type: { text: 'text' } }] });
  });
});

describe('numbering', () => {
  test('AUTOINCREMENT is an identity', () => {
    expect(column('id INTEGER PRIMARY KEY AUTOINCREMENT')).toMatchObject({
      columns: [{ identity: { generation: 'auto-increment' } }],
    });
  });

  test('AUTOINCREMENT can stand in the constraint of the table', () => {
    const inTable = column('id INTEGER NOT NULL, CONSTRAINT pk PRIMARY KEY (id AUTOINCREMENT)');
    expect(inTable).toEqual(column('id INTEGER NOT NULL CONSTRAINT pk PRIMARY KEY AUTOINCREMENT'));
  });

  test('INTEGER PRIMARY KEY alone is no identity', () => {
    expect(column('id INTEGER PRIMARY KEY')).not.toHaveProperty('columns.0.identity');
  });
});

describe('a column of the primary key', () => {
  test.each([
    ['CREATE TABLE t (id TEXT PRIMARY KEY)', true],
    ['CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY)', false],
    ['CREATE TABLE t (id INT PRIMARY KEY)', true],
    ['CREATE TABLE t (id INTEGER PRIMARY KEY)', false],
    ['CREATE TABLE t (id INTEGER, PRIMARY KEY (id))', false],
    ['CREATE TABLE t (id INTEGER, b TEXT, PRIMARY KEY (id, b))', true],
    ['CREATE TABLE t (id TEXT PRIMARY KEY) STRICT', false],
    ['CREATE TABLE t (id TEXT PRIMARY KEY) WITHOUT ROWID', false],
  ])('%s: can be null: %s', (sql, nullable) => {
    const operation = operationOf(sql);
    const columns = operation.kind === 'CreateTable' ? operation.columns : [];
    expect(columns.find(({ name }) => name === 'id')?.nullable).toBe(nullable);
  });
});

describe('a constraint', () => {
  test.each([
    ['a INT PRIMARY KEY', { kind: 'PrimaryKey', columns: ['a'] }],
    ['a INT CONSTRAINT pk PRIMARY KEY', { kind: 'PrimaryKey', name: 'pk' }],
    ['a INT PRIMARY KEY DESC', { attributes: { descending: 'yes' } }],
    ['a INT UNIQUE ON CONFLICT IGNORE', { kind: 'Unique', attributes: { 'on-conflict': 'ignore' } }],
    ['a INT CHECK (a > 0)', { kind: 'Check', expression: { sql: 'a > 0' }, columns: ['a'] }],
    ['a, b, PRIMARY KEY (a, b)', { kind: 'PrimaryKey', columns: ['a', 'b'] }],
    ['a, PRIMARY KEY (a COLLATE NOCASE DESC)', { columns: ['a'], attributes: { parts: 'a COLLATE NOCASE DESC' } }],
    ['a, CONSTRAINT u UNIQUE (a)', { kind: 'Unique', name: 'u', columns: ['a'] }],
    ['a, CONSTRAINT c CHECK (a > 0)', { kind: 'Check', name: 'c' }],
    ['a REFERENCES b', { kind: 'ForeignKey', columns: ['a'], target: { name: 'b' }, targetColumns: [] }],
    ['a, FOREIGN KEY (a) REFERENCES b (x)', { kind: 'ForeignKey', columns: ['a'], targetColumns: ['x'] }],
    ['a REFERENCES b ON DELETE CASCADE ON UPDATE SET NULL', { onDelete: 'cascade', onUpdate: 'set-null' }],
    ['a REFERENCES b', { onDelete: 'no-action', onUpdate: 'no-action' }],
    ['a REFERENCES b DEFERRABLE INITIALLY DEFERRED', { deferrable: 'initially-deferred' }],
    ['a REFERENCES b DEFERRABLE', { deferrable: 'initially-immediate' }],
    ['a REFERENCES b MATCH FULL', { match: 'full' }],
  ])('%s', (definition, expected) => {
    expect(column(definition)).toMatchObject({ constraints: [expected] });
  });

  test('has no name when the author gave none', () => {
    expect(column('a INT UNIQUE')).not.toHaveProperty('constraints.0.name');
  });

  test('is not named after NOT NULL, whose name SQLite forgets', () => {
    expect(column('a INT CONSTRAINT filled NOT NULL UNIQUE')).toMatchObject({ columns: [{ nullable: false }] });
  });

  test('of a key that is not deferrable is not deferred', () => {
    expect(column('a REFERENCES b NOT DEFERRABLE INITIALLY IMMEDIATE')).not.toHaveProperty('constraints.0.deferrable');
  });

  test('needs no comma before it after another', () => {
    const constraints = [{ kind: 'Unique' }, { kind: 'Check' }];
    expect(column('a, UNIQUE (a) CHECK (a > 0)')).toMatchObject({ constraints });
  });
});

describe('a table', () => {
  test.each([
    ['CREATE TABLE IF NOT EXISTS t (a)', { guards: [{ kind: 'if-not-exists' }] }],
    ['CREATE TEMP TABLE t (a)', { temporary: true }],
    ['CREATE TABLE main.t (a)', { table: { schema: 'main', name: 't' } }],
    ['CREATE TABLE t (a TEXT) STRICT, WITHOUT ROWID', { attributes: { strict: 'yes', 'without-rowid': 'yes' } }],
    ['CREATE TABLE t AS SELECT 1 AS a', { query: 'SELECT 1 AS a', columns: [] }],
  ])('%s', (sql, expected) => {
    expect(operationOf(sql)).toMatchObject({ kind: 'CreateTable', ...expected });
  });

  test('that is virtual keeps its module and leaves the columns to it', () => {
    expect(operationOf("CREATE VIRTUAL TABLE found USING FTS5(title, content='post')")).toMatchObject({
      kind: 'CreateTable',
      table: { name: 'found' },
      columns: [],
      attributes: { virtual: 'fts5', arguments: "title, content = 'post'" },
    });
  });
});
