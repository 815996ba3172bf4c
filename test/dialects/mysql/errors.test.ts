import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/index.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { meanings, places } from './read.ts';

describe('what cannot be read', () => {
  it.each([
    ['CREATE TABLE t (a int', '")"', 'int'],
    ['ALTER TABLE t FROBNICATE', 'an action of ALTER TABLE', 'FROBNICATE'],
    ['DROP INDEX i', 'ON', 'i'],
    ['CREATE TABLE t (a int) x', 'the end of the statement', 'x'],
    ['INSERT INTO t (a) VALUES (1,)', 'a value', ')'],
    ['CREATE TABLE t (a int DEFAULT (1)', '")"', ')'],
    ['--DROP TABLE t', 'a statement', '-'],
  ])('says of %s what was expected and where', (sql, expected, place) => {
    const detail: unknown = expect.stringContaining(`Expected ${expected}`);
    expect(meanings(sql)).toMatchObject([{ kind: 'Opaque', reason: 'syntax-error', detail }]);
    expect(places(sql)).toEqual([['Opaque', place]]);
  });

  it.each(['DROP TABLE ${prefix}t', 'DROP TABLE {{ .Schema }}.t'])('takes %s for a template', (sql) => {
    expect(meanings(sql)).toMatchObject([{ kind: 'Opaque', reason: 'template' }]);
  });

  it('says that a string is never closed', () => {
    expect(meanings("SELECT 'a")).toMatchObject([
      { reason: 'syntax-error', detail: 'The string that starts here is never closed.' },
    ]);
  });

  it.each([
    ['FROBNICATE t', 'FROBNICATE is'],
    ['CREATE OR REPLACE LIBRARY l', 'CREATE OR REPLACE LIBRARY is'],
    ['DROP LOGFILE GROUP g', 'DROP LOGFILE is'],
  ])('names the words of %s, which no recogniser knows', (sql, words) => {
    const detail: unknown = expect.stringContaining(words);
    expect(meanings(sql)).toMatchObject([{ kind: 'Opaque', reason: 'not-recognised', detail, text: sql }]);
  });

  it('goes on at the next statement', () => {
    expect(meanings('CREATE TABLE (; DROP TABLE t').map(({ kind }) => kind)).toEqual(['Opaque', 'DropTable']);
  });
});

describe('any text', () => {
  const real = [
    'CREATE TABLE `a` (id int NOT NULL DEFAULT (1), KEY k (id DESC), CONSTRAINT c FOREIGN KEY (id) REFERENCES b (id))',
    "ALTER TABLE a ADD COLUMN b enum('x') COMMENT 'y' AFTER c, DROP INDEX d, ALGORITHM=INPLACE, RENAME COLUMN e TO f",
    "INSERT INTO a (b, c) VALUES (1, 'x'), (DEFAULT, NULL) ON DUPLICATE KEY UPDATE b = VALUES(b)",
    'UPDATE a x JOIN b y ON x.id = y.id SET x.c = (SELECT max(d) FROM e) WHERE x.f = 1 LIMIT 3',
    'DELIMITER //\nCREATE PROCEDURE p() BEGIN IF a THEN b; END IF; END//\nDELIMITER ;\nCALL p()',
    "SET @s = (SELECT IF(1, 'DROP TABLE a', 'SELECT 1')); PREPARE s FROM @s; EXECUTE s; DEALLOCATE PREPARE s",
    'DELETE a FROM a, b WHERE a.id = b.id; TRUNCATE c; LOCK TABLES d READ; GRANT SELECT ON e TO f; USE g',
    'CREATE VIEW v AS WITH q AS (SELECT 1 FROM r) SELECT * FROM q WITH CHECK OPTION; /*!50100 DROP VIEW v */',
  ];
  const pieces = real.flatMap((sql) => sql.split(/(?<=[\s(),;])/));
  const scrambled = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
  const cut = fc
    .tuple(fc.constantFrom(...real), fc.nat(), fc.nat(), fc.string({ maxLength: 3 }))
    .map(([sql, start, length, put]) => {
      const at = start % sql.length;
      return sql.slice(0, at) + put + sql.slice(at + (length % 8));
    });
  const text = fc.oneof(fc.string({ unit: 'binary' }), scrambled, cut);

  it('gives statements inside the text, in order, each with at least one operation inside of it', () => {
    fc.assert(
      fc.property(text, (sql) => {
        let end = 0;
        for (const { span, operations } of mysql.read(plainText('m.sql', sql)).statements) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(operations.length).toBeGreaterThan(0);
          for (const operation of operations) {
            expect(operation.span.start).toBeGreaterThanOrEqual(span.start);
            expect(operation.span.end).toBeLessThanOrEqual(span.end);
          }
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(sql.length);
      }),
      { numRuns: 500 },
    );
  });

  it('never makes types and expressions throw', () => {
    fc.assert(
      fc.property(text, (sql) => {
        expect(mysql.columnType(sql).family).toBeTypeOf('string');
        expect(mysql.expression(sql).sql).toBeTypeOf('string');
      }),
    );
  });
});
