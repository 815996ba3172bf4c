import { describe, expect, it } from 'vitest';
import { texts } from './operations.ts';

describe('statements without semicolons', () => {
  it.each([
    ['a query', ['SELECT a FROM t WHERE b = 1', 'SELECT 2']],
    ['a set operation', ['SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3', 'SELECT 4']],
    ['a page of a query', ['SELECT a FROM t ORDER BY a OFFSET 1 ROWS FETCH NEXT 5 ROWS ONLY', 'PRINT 1']],
    ['a CASE', ["SELECT CASE WHEN a = 1 THEN 'x' ELSE 'y' END FROM t", 'PRINT 1']],
    ['a join hint', ['SELECT 1 FROM a INNER MERGE JOIN b ON a.i = b.i', 'PRINT 1']],
    ['an INSERT with a query', ['INSERT INTO t (a) SELECT 1', 'SELECT 2']],
    ['an INSERT with values', ['INSERT INTO t VALUES (1)', 'SELECT 2']],
    ['an INSERT with a procedure', ['INSERT INTO t EXEC p', 'EXEC q']],
    ['an UPDATE', ['UPDATE t SET a = 1 WHERE b = 2', 'SET @x = 1']],
    ['an option before a change of rows', ['SET NOCOUNT ON', 'UPDATE t SET a = 1', 'SET NOCOUNT ON', 'DELETE FROM t']],
    ['a DELETE', ['DELETE FROM t', 'DELETE t WHERE a = 1']],
    [
      'a MERGE',
      [
        'MERGE t USING s ON t.i = s.i WHEN MATCHED THEN UPDATE SET a = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1)',
        'SELECT 1',
      ],
    ],
    ['queries in front', ['WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS x) UPDATE a SET x = 1', 'SELECT 1']],
    [
      'a cursor',
      ['DECLARE c CURSOR FOR SELECT a FROM t', 'OPEN c', 'FETCH NEXT FROM c INTO @a', 'CLOSE c', 'DEALLOCATE c'],
    ],
    ['a cursor with a query in front', ['DECLARE c CURSOR FOR WITH x AS (SELECT 1 AS a) SELECT a FROM x', 'OPEN c']],
    [
      'a foreign key',
      ['ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES s (a) ON DELETE SET NULL ON UPDATE CASCADE', 'SELECT 1'],
    ],
    [
      'actions of ALTER TABLE',
      [
        'ALTER TABLE t DROP COLUMN a',
        'ALTER TABLE t ALTER COLUMN b int',
        'ALTER TABLE t SET (LOCK_ESCALATION = AUTO)',
        'DROP TABLE t',
      ],
    ],
    ['properties of a column', ['ALTER TABLE t ALTER COLUMN a DROP SPARSE', 'DROP TABLE t']],
    ['IF EXISTS of DROP', ['DROP PROCEDURE IF EXISTS p', 'DROP TABLE IF EXISTS t']],
    ['permissions', ['GRANT SELECT, INSERT, UPDATE, EXECUTE ON t TO r WITH GRANT OPTION', 'DENY DELETE ON t TO r']],
    ['transactions', ['BEGIN TRAN', 'SAVE TRANSACTION s', 'ROLLBACK TRAN s', 'COMMIT']],
    ['a database option', ['ALTER DATABASE d SET SINGLE_USER WITH ROLLBACK IMMEDIATE', 'SELECT 1']],
    ['names that are start words elsewhere', ['SELECT disable, enable, save FROM t', 'DISABLE TRIGGER x ON t']],
    ['names after a point', ['SELECT t.[update], t.open FROM t', 'PRINT 1']],
  ])('end after %s', (_, statements) => {
    expect(texts(statements.join('\n'))).toEqual(statements);
  });

  it('end in front of a label', () => {
    expect(texts('PRINT 1\nagain:\nPRINT 2\nGOTO again')).toEqual(['PRINT 1', 'PRINT 2', 'GOTO again']);
  });

  it('end with their semicolon, which is no part of them', () => {
    expect(texts(';;SELECT 1;; SELECT 2;')).toEqual(['SELECT 1', 'SELECT 2']);
  });
});
