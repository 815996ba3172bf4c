import { afterEach, describe, expect, it } from 'vitest';
import { describeDatabase, differingSubjects, runAll } from '../engines/described.ts';
import { engineOnMariadb, missingMariadb } from './mariadb.ts';

if (missingMariadb !== undefined) console.warn(`Not tested on MariaDB: ${missingMariadb}`);

const seeded: readonly string[] = [
  'CREATE TABLE country (code CHAR(2) PRIMARY KEY, name VARCHAR(50) NOT NULL)',
  `CREATE TABLE person (
    id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) DEFAULT 'a, (b)', country CHAR(2), age INT, photo VARBINARY(9),
    doubled INT AS (age * 2) STORED, seen TIMESTAMP NULL,
    KEY by_name (name), CONSTRAINT adult CHECK (age > 17),
    CONSTRAINT lives FOREIGN KEY (country) REFERENCES country (code)) COMMENT 'AUTO_INCREMENT=7'`,
  'CREATE VIEW adults AS SELECT * FROM person WHERE age > 17',
  'CREATE PROCEDURE clean() DELETE FROM person',
  'CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1',
  'CREATE TRIGGER touched BEFORE UPDATE ON person FOR EACH ROW SET NEW.age = 20',
  'CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM person',
  'CREATE SEQUENCE numbers START WITH 10',
  "INSERT INTO country VALUES ('at', 'Austria')",
  "INSERT INTO person (name, age, photo, seen) VALUES ('x', 20, x'00FF', '2024-01-31 12:00:00')",
];

describe.skipIf(missingMariadb !== undefined)('the digest of MariaDB', () => {
  const engine = engineOnMariadb({ statementTimeout: 2000 });
  afterEach(() => engine().reset());

  it('of an empty database is empty', async () => {
    expect(await engine().digest()).toEqual(new Map());
  });

  it('does not depend on the database, but for when an event starts', async () => {
    await runAll(engine(), seeded);
    const before = await describeDatabase(engine());
    await engine().reset();
    await runAll(engine(), seeded);
    expect(
      differingSubjects(before, await describeDatabase(engine())).filter((of) => of !== 'event nightly, starts'),
    ).toEqual([]);
    expect(before.get('table person, options')).toMatch(/^ENGINE.* COMMENT ?= ?'AUTO_INCREMENT=7'$/);
  });

  it.each([
    ["ALTER TABLE person MODIFY name VARCHAR(50) DEFAULT 'a, (c)'", ['table person, column name']],
    ["ALTER TABLE person COMMENT 'people'", ['table person, options']],
    ['ALTER TABLE person AUTO_INCREMENT = 100', ['table person, auto_increment']],
    [
      "ALTER TABLE person MODIFY name VARCHAR(50) COLLATE utf8mb4_bin DEFAULT 'a, (b)'",
      ['table person, column name', 'table person, column name, collation'],
    ],
    ['ALTER TABLE person DROP KEY by_name, ADD KEY by_name (name(9))', ['table person, key by_name']],
    [
      'ALTER TABLE person DROP CONSTRAINT adult, ADD CONSTRAINT of_age CHECK (age > 17)',
      ['table person, constraint adult', 'table person, constraint of_age'],
    ],
    ['CREATE OR REPLACE VIEW adults AS SELECT * FROM person WHERE age > 18', ['view adults']],
    ['CREATE OR REPLACE PROCEDURE clean() DELETE FROM country', ['procedure clean']],
    ['CREATE OR REPLACE TRIGGER touched BEFORE UPDATE ON person FOR EACH ROW SET NEW.age = 21', ['trigger touched']],
    ['ALTER EVENT nightly DISABLE', ['event nightly']],
    ['ALTER SEQUENCE numbers INCREMENT BY 5', ['sequence numbers']],
    ['SELECT NEXTVAL(numbers)', ['sequence numbers, next value']],
    ["UPDATE country SET name = 'Österreich'", ['rows of country']],
  ])('tells %s, and nothing else', async (change, subjects) => {
    await runAll(engine(), seeded);
    const before = await describeDatabase(engine());
    await runAll(engine(), [change]);
    expect(differingSubjects(before, await describeDatabase(engine()))).toEqual(subjects);
  });

  it('has rows with bytes in digits, instants in UTC, and generated values', async () => {
    await runAll(engine(), [...seeded, "SET time_zone = '+05:00'", 'UPDATE person SET seen = seen']);
    const { columns, rows } = await engine().rows({ name: 'person' }, 5);
    expect(columns).toEqual(['id', 'name', 'country', 'age', 'photo', 'doubled', 'seen']);
    expect(rows).toEqual([['1', 'x', undefined, '20', '00FF', '40', expect.stringMatching(/^2024-01-31 /)]]);
    const [utc] = (await engine().rows({ name: 'person' }, 5)).rows;
    await runAll(engine(), ["SET time_zone = '+09:00'"]);
    expect((await engine().rows({ name: 'person' }, 5)).rows).toEqual([utc]);
  });

  it('a statement that does not end is ended, and the engine goes on', async () => {
    const ran = await engine().run('DO SLEEP(60)');
    expect(ran.ok ? 'it ran' : ran.message).toMatch(/^statement timeout: it was ended after 2 s/);
    expect(await engine().run('CREATE TABLE t (a INT)')).toEqual({ ok: true });
  });

  it.each([
    ["INSTALL PLUGIN a SONAME 'b'", 'INSTALL PLUGIN', 'code outside of the database'],
    ["INSTALL SONAME 'b'", 'INSTALL SONAME', 'code outside of the database'],
    ["CREATE FUNCTION f RETURNS STRING SONAME 'x.so'", 'CREATE FUNCTION with a SONAME', 'code outside of the database'],
    [
      "CREATE TABLE t (a INT) ENGINE=FEDERATED CONNECTION='mysql://x/y'",
      'a table of the engine FEDERATED',
      'another server',
    ],
    ["CREATE TABLE t (a INT) DATA DIRECTORY='/tmp'", 'a DIRECTORY for a table', 'files outside of the database'],
    ["SET PASSWORD = 'x'", 'SET PASSWORD', 'the roles of the whole server'],
    ["CREATE VIEW v AS SELECT LOAD_FILE('/etc/passwd')", 'a file of the server', 'files outside of the database'],
    ["INSERT INTO t VALUES (LOAD_FILE('/etc/passwd'))", 'a file of the server', 'files outside of the database'],
    [
      "CREATE PROCEDURE p() BEGIN SELECT 1 INTO OUTFILE 'x'; END",
      'a file of the server',
      'files outside of the database',
    ],
  ])('does not run %s', async (statement, named, reached) => {
    expect(await engine().run(statement)).toEqual({
      ok: false,
      message: `${named} would leave the scratch database, and was not run: it reaches ${reached}`,
    });
  });

  it('runs words in texts', async () => {
    await runAll(engine(), ['CREATE TABLE t (a TEXT)', "INSERT INTO t VALUES ('see load_file(x) or INTO OUTFILE')"]);
    expect((await engine().rows({ name: 't' }, 1)).rows).toHaveLength(1);
  });
});
