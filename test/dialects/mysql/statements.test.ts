import { describe, expect, it } from 'vitest';
import { meanings, operationsOf } from './read.ts';

describe('views', () => {
  it('reads a view with what it reads', () => {
    expect(meanings('CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW v (a) AS SELECT b FROM t')).toEqual([
      {
        ...{ kind: 'CreateView', name: { name: 'v' }, materialized: false, replace: true, columns: ['a'] },
        ...{ query: 'SELECT b FROM t', reads: [{ name: 't' }] },
        attributes: { algorithm: 'merge', 'sql-security': 'invoker' },
      },
    ]);
  });

  it('takes the check option out of the query', () => {
    expect(meanings('CREATE VIEW v AS SELECT 1 WITH LOCAL CHECK OPTION')).toMatchObject([
      { query: 'SELECT 1', attributes: { 'check-option': 'WITH LOCAL CHECK OPTION' } },
    ]);
  });

  it('reads ALTER VIEW as a replacement', () => {
    expect(meanings('ALTER VIEW v AS SELECT 1')).toMatchObject([{ kind: 'CreateView', replace: true }]);
  });
});

describe('routines, triggers and events', () => {
  it('reads a procedure with what its body uses', () => {
    const sql = 'CREATE DEFINER=`a`@`%` PROCEDURE p (IN x int) BEGIN UPDATE t SET a = x; SELECT 1 FROM u; END';
    expect(meanings(sql)).toEqual([
      {
        ...{ kind: 'CreateRoutine', name: { name: 'p' }, routineType: 'procedure', replace: false, language: 'sql' },
        definition: '(IN x int) BEGIN UPDATE t SET a = x; SELECT 1 FROM u; END',
        uses: [{ name: 't' }, { name: 'u' }],
        attributes: { definer: '`a` @`%`' },
      },
    ]);
  });

  it('reads a trigger', () => {
    expect(meanings('CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1')).toEqual([
      {
        ...{ kind: 'CreateTrigger', name: 'g', table: { name: 't' }, replace: false, timing: 'before' },
        ...{ events: ['insert'], definition: 'SET NEW.a = 1' },
      },
    ]);
  });

  it.each([
    ['CALL s.p(1, 2)', { kind: 'CallRoutine', name: { schema: 's', name: 'p' }, text: '(1, 2)' }],
    ['DROP FUNCTION IF EXISTS f', { kind: 'DropRoutine', routineType: 'function', guards: [{ kind: 'if-exists' }] }],
    ['DROP TRIGGER s.g', { kind: 'DropTrigger', schema: 's', name: 'g' }],
    ['CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t', { kind: 'CreateObject', objectType: 'event' }],
    ['DROP EVENT e', { kind: 'DropObject', objectType: 'event', name: { name: 'e' } }],
  ])('reads %s', (sql, expected) => {
    expect(meanings(sql)).toMatchObject([expected]);
  });
});

describe('everything around the catalog', () => {
  it.each([
    ['CREATE DATABASE IF NOT EXISTS d', { kind: 'CreateSchema', name: 'd', guards: [{ kind: 'if-not-exists' }] }],
    ["XA START 'x'", { kind: 'NoChange', statement: 'XA' }],
    ['KILL 5', { kind: 'NoChange', statement: 'KILL' }],
    ['ALTER EVENT e RENAME TO f', { kind: 'RenameObject', objectType: 'event', newName: { name: 'f' } }],
    ['CREATE SEQUENCE s START 5 NOCYCLE', { kind: 'CreateSequence', attributes: { start: '5', cycle: 'false' } }],
    ['ALTER DATABASE d COLLATE utf8mb4_bin', { kind: 'AlterObject', objectType: 'database', name: { name: 'd' } }],
    ['ALTER DATABASE CHARACTER SET utf8mb4', { kind: 'AlterObject', name: { name: 'DATABASE()' } }],
    ['DROP SCHEMA d', { kind: 'DropSchema', name: 'd' }],
    ["CREATE USER 'a'@'%' IDENTIFIED BY 'x'", { kind: 'CreateObject', objectType: 'role' }],
    [
      "ALTER USER 'a'@'%' ACCOUNT LOCK",
      { kind: 'AlterObject', name: { name: "'a' @'%'" }, definition: 'ACCOUNT LOCK' },
    ],
    ['GRANT SELECT ON d.t TO a', { kind: 'Grant', revoke: false, tables: [{ schema: 'd', name: 't' }] }],
    ['GRANT ALL ON d.* TO a', { kind: 'Grant', tables: [] }],
    ['EXPLAIN DELETE FROM t', { kind: 'NoChange' }],
    ['EXPLAIN ANALYZE FORMAT=TREE DELETE t FROM t JOIN u', { kind: 'DeleteRows', table: { name: 't' } }],
    ['ANALYZE UPDATE t SET a = 1', { kind: 'UpdateRows', table: { name: 't' } }],
    ['/*M!100100 DROP TABLE t */', { kind: 'DropTable', table: { name: 't' } }],
    ['ANALYZE TABLE a, b', { kind: 'Maintenance', command: 'ANALYZE', tables: [{ name: 'a' }, { name: 'b' }] }],
    ['USE d', { kind: 'SetVariable', name: 'database', value: 'd' }],
    ['START TRANSACTION', { kind: 'Begin', text: 'START TRANSACTION' }],
    ['BEGIN', { kind: 'Begin' }],
    ['COMMIT', { kind: 'Commit' }],
    ['ROLLBACK', { kind: 'Rollback' }],
    ['ROLLBACK TO SAVEPOINT s', { kind: 'Savepoint' }],
    ['SHOW TABLES', { kind: 'NoChange', statement: 'SHOW' }],
    ['UNLOCK TABLES', { kind: 'NoChange' }],
  ])('reads %s', (sql, expected) => {
    expect(meanings(sql)).toMatchObject([expected]);
  });

  it.each([
    ['SET @a = 1', [{ name: '@a', value: '1', scope: 'session' }]],
    [
      'SET a = 1, GLOBAL b = DEFAULT',
      [
        { name: 'a', value: '1' },
        { name: 'b', scope: 'global' },
      ],
    ],
    ['SET @@global.a = 1', [{ name: 'a', scope: 'global' }]],
    ['SET NAMES utf8mb4', [{ name: 'names', value: 'utf8mb4' }]],
    ['SET SESSION TRANSACTION READ ONLY', [{ name: 'transaction', value: 'READ ONLY', scope: 'session' }]],
    ['SET TRANSACTION READ ONLY', [{ name: 'transaction', scope: 'transaction' }]],
  ])('reads %s', (sql, expected) => {
    expect(meanings(sql)).toMatchObject(expected.map((operation) => ({ kind: 'SetVariable', ...operation })));
  });

  it('reads the options of a new database as a change of it', () => {
    expect(meanings('CREATE DATABASE d CHARACTER SET utf8mb4')).toEqual([
      { kind: 'CreateSchema', name: 'd' },
      { kind: 'AlterObject', objectType: 'database', name: { name: 'd' }, definition: 'CHARACTER SET utf8mb4' },
    ]);
  });

  it('reads each table lock with its mode', () => {
    expect(meanings('LOCK TABLES a READ, b AS x LOW_PRIORITY WRITE')).toEqual([
      { kind: 'LockTable', tables: [{ name: 'a' }], mode: 'READ' },
      { kind: 'LockTable', tables: [{ name: 'b' }], mode: 'LOW_PRIORITY WRITE' },
    ]);
  });
});

describe('prepared statements', () => {
  it('reads a literal where it is executed', () => {
    expect(meanings("PREPARE s FROM 'DROP TABLE t'; EXECUTE s; DEALLOCATE PREPARE s")).toMatchObject([
      { kind: 'NoChange', statement: 'PREPARE' },
      { kind: 'DropTable', table: { name: 't' } },
      { kind: 'NoChange' },
    ]);
  });

  it('follows a variable', () => {
    const sql = "SET @s = 'DROP TABLE t'; PREPARE s FROM @s; EXECUTE s";
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'DropTable' });
  });

  it('puts a text together from parts that are known', () => {
    const sql = "SET @t = 'u'; SET @s = CONCAT('DROP TABLE ', @t, 2); PREPARE s FROM @s; EXECUTE s";
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'DropTable', table: { name: 'u2' } });
  });

  it('guards each of the texts that a condition chooses between', () => {
    const sql = `SET @s = (SELECT IF((SELECT count(*) FROM u) > 0, 'DROP TABLE t', 'SELECT 1'));
      PREPARE s FROM @s; EXECUTE s`;
    expect(meanings(sql).slice(-2)).toMatchObject([
      { kind: 'DropTable', guards: [{ kind: 'condition', text: '(SELECT count(*) FROM u) > 0' }] },
      { kind: 'Query', guards: [{ kind: 'condition', text: 'NOT ((SELECT count(*) FROM u) > 0)' }] },
    ]);
  });

  it.each([
    [
      "(SELECT COUNT(*) FROM information_schema.columns WHERE table_name = 't' AND column_name = 'a') > 0",
      { exists: true, object: { type: 'column', name: { name: 'a' }, table: { name: 't' } } },
    ],
    [
      "NOT EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = 'i')",
      { exists: false, object: { type: 'index', name: { name: 'i' } } },
    ],
    [
      "(SELECT count(*) FROM information_schema.tables WHERE table_name = 't' AND table_schema = (SELECT DATABASE())) = 0",
      { exists: false, object: { type: 'table', name: { name: 't' } } },
    ],
  ])('sees that %s asks for an object', (condition, asked) => {
    const sql = `SET @s = IF(${condition}, 'DROP TABLE t', 'SELECT 1'); PREPARE s FROM @s; EXECUTE s`;
    expect(meanings(sql).slice(-2)).toMatchObject([
      { kind: 'DropTable', guards: [{ kind: 'object', ...asked }] },
      { kind: 'Query', guards: [{ kind: 'object', ...asked, exists: !asked.exists }] },
    ]);
  });

  it.each([
    "(SELECT COUNT(*) FROM information_schema.columns WHERE table_name = 't' AND column_type = 'text') > 0",
    "(SELECT COUNT(*) FROM information_schema.columns WHERE column_name = 'a') > 1",
    "(SELECT COUNT(*) FROM information_schema.columns WHERE column_name = 'a' OR 1) > 0",
    'EXISTS (SELECT 1 FROM t)',
  ])('keeps %s as it is written', (condition) => {
    const sql = `SET @s = IF(${condition}, 'DROP TABLE t', 'SELECT 1'); PREPARE s FROM @s; EXECUTE s`;
    expect(meanings(sql).at(-2)).toMatchObject({ guards: [{ kind: 'condition', text: condition }] });
  });

  it('guards each branch of CASE', () => {
    const sql = "SET @s = CASE @a WHEN 0 THEN 'TRUNCATE t' ELSE 'SELECT 1' END; PREPARE s FROM @s; EXECUTE s";
    expect(meanings(sql).slice(-2)).toMatchObject([
      { kind: 'Truncate', guards: [{ text: '@a = 0' }] },
      { kind: 'Query', guards: [{ text: 'NOT (@a = 0)' }] },
    ]);
  });

  it.each([
    "SET @s = concat('DROP TABLE ', @t); PREPARE s FROM @s; EXECUTE s",
    'PREPARE s FROM @s; EXECUTE s',
    'EXECUTE s',
    "SET @s = 'DROP TABLE t'; SET @s = concat(@s, uuid()); PREPARE s FROM @s; EXECUTE s",
  ])('does not guess in %s', (sql) => {
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'Opaque', reason: 'built-at-run-time' });
  });

  it('shows the place where a prepared text is executed', () => {
    const sql = "PREPARE s FROM 'DROP TABLE t'; EXECUTE s";
    const span = operationsOf(sql).at(-1)?.span;
    expect(sql.slice(span?.start, span?.end)).toBe('EXECUTE s');
  });
});
