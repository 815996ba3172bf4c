import { describe, expect, it } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/index.ts';
import { plainText } from '../../../src/model/source-text.ts';

function split(sql: string): readonly string[] {
  return mysql.read(plainText('m.sql', sql)).statements.map((statement) => statement.sql);
}

describe('statements of a text', () => {
  it.each([
    ['a block', 'CREATE PROCEDURE p() BEGIN a; b; END'],
    ['a nested block', 'CREATE PROCEDURE p() BEGIN x: BEGIN a; END x; b; END'],
    ['IF in a block', 'CREATE PROCEDURE p() BEGIN IF a THEN b; ELSEIF c THEN d; ELSE e; END IF; f; END'],
    ['IF without a block', 'CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW IF a THEN b; END IF'],
    ['the function IF', 'CREATE PROCEDURE p() BEGIN SET a = IF(b, c, d); e; END'],
    ['IF EXISTS', 'CREATE PROCEDURE p() BEGIN DROP TABLE IF EXISTS t; e; END'],
    [
      'loops',
      'CREATE PROCEDURE p() BEGIN l: LOOP a; END LOOP l; WHILE b DO c; END WHILE; REPEAT d; UNTIL e END REPEAT; END',
    ],
    ['CASE as a statement', 'CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN b; ELSE c; END CASE; d; END'],
    ['CASE as an expression', 'CREATE PROCEDURE p() BEGIN SET a = CASE b WHEN 1 THEN 2 END + 3; c; END'],
    ['a column called end', 'CREATE PROCEDURE p() BEGIN UPDATE t SET t.end = 1, end = 2; a; END'],
    ['a definer', "CREATE DEFINER = 'a'@'%' FUNCTION f() RETURNS int DETERMINISTIC BEGIN a; RETURN 1; END"],
    ["MariaDB's anonymous block", 'BEGIN NOT ATOMIC a; b; END'],
    ['an event', 'CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN a; b; END'],
  ])('keeps a body with %s together', (_, sql) => {
    expect(split(`${sql}; SELECT 1`)).toEqual([sql, 'SELECT 1']);
  });

  it('ends a routine without a block at its semicolon', () => {
    expect(split('CREATE PROCEDURE p() SELECT 1; CALL p()')).toEqual(['CREATE PROCEDURE p() SELECT 1', 'CALL p()']);
  });

  it('does not take BEGIN of a transaction for a block', () => {
    expect(split('BEGIN; SELECT 1; COMMIT;')).toEqual(['BEGIN', 'SELECT 1', 'COMMIT']);
  });

  it('follows DELIMITER', () => {
    expect(split('DELIMITER $$\nCREATE PROCEDURE p() BEGIN a; END$$\nDELIMITER ;\nCALL p();')).toEqual([
      'DELIMITER $$',
      'CREATE PROCEDURE p() BEGIN a; END',
      'DELIMITER ;',
      'CALL p()',
    ]);
  });

  it('gives comments, but not the marks of version comments', () => {
    const { comments } = mysql.read(plainText('m.sql', '-- a\n/*!50100 SELECT 1 */ # b'));
    expect(comments.map(({ text }) => text)).toEqual(['-- a', '# b']);
  });

  it('shows each statement where it stands in the file', () => {
    const { statements } = mysql.read(plainText('m.sql', 'SELECT 1; SELECT 2', 100));
    expect(statements.map(({ span }) => span)).toEqual([
      { file: 'm.sql', start: 100, end: 108 },
      { file: 'm.sql', start: 110, end: 118 },
    ]);
  });
});
