import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { describeDatabase, differingSubjects, runAll } from './described.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine('sqlite');
}, 60_000);
afterEach(() => engine.reset());
afterAll(() => engine.close());

const seeded: readonly string[] = [
  'CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL)',
  `CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT 'x' COLLATE NOCASE, country TEXT REFERENCES country (code),
    age INT CONSTRAINT adult CHECK (age > 17), CONSTRAINT once UNIQUE (name, country))`,
  'CREATE INDEX person_age ON person (age) WHERE age > 20',
  'CREATE VIEW adults AS SELECT * FROM person WHERE age > 17',
  'CREATE TRIGGER touched AFTER UPDATE ON person BEGIN SELECT 1; END',
  "INSERT INTO country VALUES ('at', 'Austria')",
];

describe('the digest of SQLite', () => {
  it('of an empty database is empty', async () => {
    expect(await engine.digest()).toEqual(new Map());
  });

  it.each([
    [['PRAGMA user_version = 5'], ['user_version']],
    [['PRAGMA application_id = 7'], ['application_id']],
    [
      ['ALTER TABLE country ADD COLUMN size'],
      ['rows of country', 'table country, column size', 'table country, order of columns'],
    ],
    [['DROP INDEX person_age', 'CREATE INDEX person_age ON person (age) WHERE age > 21'], ['index person_age']],
    [
      ['DROP INDEX person_age', 'CREATE INDEX person_age ON person (age DESC) WHERE age > 20'],
      ['index person_age', 'index person_age, columns'],
    ],
    [['DROP VIEW adults', 'CREATE VIEW adults AS SELECT * FROM person WHERE age > 18'], ['view adults']],
    [['DROP TRIGGER touched'], ['trigger touched']],
    [["INSERT INTO person (name) VALUES ('a')"], ['rows of person', 'table person, last value']],
    [["UPDATE country SET name = 'Österreich'"], ['rows of country']],
  ])('tells %j, and nothing else', async (change, subjects) => {
    await runAll(engine, seeded);
    const before = await describeDatabase(engine);
    await runAll(engine, change);
    expect(differingSubjects(before, await describeDatabase(engine))).toEqual(subjects);
  });

  it.each([
    [
      'a constraint',
      'age INT CONSTRAINT adult CHECK (age > 17)',
      'age INT CONSTRAINT of_age CHECK (age > 17)',
      ['table t, column age'],
    ],
    ['a collation', 'a TEXT COLLATE NOCASE', 'a TEXT', ['table t, column a']],
    ['a type', 'a TEXT', 'a VARCHAR(10)', ['table t, column a', 'table t, column a, type']],
    [
      'what a key does',
      'a REFERENCES u (id)',
      'a REFERENCES u (id) ON DELETE CASCADE',
      ['table t, column a', 'table t, foreign key (a) to u (id)'],
    ],
    ['the order', 'a TEXT, b TEXT', 'b TEXT, a TEXT', ['table t, order of columns']],
    ['the order of constraints', 'a INT, CHECK (a > 1), CHECK (a < 9)', 'a INT, CHECK (a < 9), CHECK (a > 1)', []],
    ['layout', '"a" text  NOT NULL /* it */ , check(a<>1)', 'a text not null,\n  CHECK (a <> 1)', []],
    [
      'quotes that are needed',
      '"order" TEXT',
      '"a b" TEXT',
      [
        'table t, column a b',
        'table t, column a b, type',
        'table t, column order',
        'table t, column order, type',
        'table t, order of columns',
      ],
    ],
  ])('tells a difference of %s', async (_, one, other, subjects) => {
    await runAll(engine, [`CREATE TABLE t (${one})`]);
    const before = await engine.digest();
    await engine.reset();
    await runAll(engine, [`CREATE TABLE t (${other})`]);
    expect(differingSubjects(before, await engine.digest())).toEqual(subjects);
  });

  it('knows STRICT and WITHOUT ROWID', async () => {
    await runAll(engine, ['CREATE TABLE t (a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID']);
    const digest = await engine.digest();
    expect([digest.get('table t, strict'), digest.get('table t, without rowid')]).toEqual(['yes', 'yes']);
  });
});

describe('rows of SQLite', () => {
  it('tell a number from a text where the column has no type, and have generated values', async () => {
    await runAll(engine, [
      'CREATE TABLE t (a, b TEXT, c BLOB, d INT GENERATED ALWAYS AS (length(b)))',
      "INSERT INTO t VALUES (1, 'x', x'00ff'), ('1', NULL, 1.5)",
    ]);
    expect(await engine.rows({ name: 't' }, 10)).toEqual({
      columns: ['a', 'b', 'c', 'd'],
      rows: [
        ["'1'", undefined, '1.5', undefined],
        ['1', 'x', "X'00FF'", '1'],
      ],
      isCut: false,
    });
  });
});

describe('SQLite does not run', () => {
  it.each([
    ["ATTACH 'x.db' AS x", 'ATTACH would leave the scratch database, and was not run: it reaches another database'],
    ["SELECT 1; ATTACH 'x.db' AS x", 'ATTACH would leave'],
    ["VACUUM INTO 'x.db'", 'VACUUM INTO would leave the scratch database, and was not run: it reaches files outside'],
    [
      "SELECT load_extension('x')",
      'load_extension() would leave the scratch database, and was not run: it reaches code',
    ],
    ["INSERT INTO t SELECT writefile('x', a) FROM t", 'writefile() would leave'],
    ["CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT load_extension('x'); END", 'load_extension() would leave'],
    ["CREATE VIRTUAL TABLE v USING csv(filename='x')", 'a virtual table of csv would leave'],
    ['.read other.sql', '.read would leave the scratch database, and was not run: it reaches the client program'],
  ])('%s', async (statement, message) => {
    const ran = await engine.run(statement);
    expect(ran.ok ? 'it ran' : ran.message).toContain(message);
  });

  it('is silent about words in texts', async () => {
    await runAll(engine, [
      'CREATE TABLE t (a)',
      "INSERT INTO t VALUES ('load_extension(''x'') and VACUUM INTO')",
      'VACUUM',
    ]);
    expect((await engine.rows({ name: 't' }, 1)).rows).toHaveLength(1);
  });
});
