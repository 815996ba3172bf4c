import { describe, expect, it } from 'vitest';
import { meanings, operationsOf } from './read.ts';

/** A script that creates a procedure and calls it. */
function called(body: string, parameters = '', args = ''): string {
  return `DELIMITER //\nCREATE PROCEDURE p(${parameters}) ${body}//\nDELIMITER ;\nCALL p(${args});`;
}

/** What the last statement of such a script does. */
function callOf(...script: Parameters<typeof called>) {
  return meanings(called(...script)).slice(3);
}

const hasColumn = "EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_NAME = 't' AND COLUMN_NAME = 'a')";
const column = { type: 'column', name: { name: 'a' }, table: { name: 't' } };

describe('CALL of a procedure that the script has created', () => {
  it('does what the body does, at the place of the CALL', () => {
    const sql = called('BEGIN DROP TABLE t; UPDATE u SET a = 1; END');
    const operations = operationsOf(sql).slice(3);
    expect(operations).toMatchObject([{ kind: 'DropTable' }, { kind: 'UpdateRows' }]);
    expect(operations.map(({ span }) => sql.slice(span.start, span.end))).toEqual(['CALL p()', 'CALL p()']);
  });

  it('needs neither a block nor parentheses', () => {
    expect(meanings('CREATE PROCEDURE p() SQL SECURITY INVOKER DROP TABLE t; CALL p').at(-1)).toMatchObject({
      kind: 'DropTable',
    });
  });

  it('is guarded by what its IF asks the catalog, and ELSE by the opposite', () => {
    const otherwise = { kind: 'object', exists: true, object: column };
    expect(callOf(`BEGIN IF NOT ${hasColumn} THEN ALTER TABLE t ADD a INT; ELSE DROP TABLE t; END IF; END`)).toEqual([
      expect.objectContaining({
        kind: 'AddColumn',
        guards: [{ kind: 'object', exists: false, object: column, otherwise }],
      }),
      expect.objectContaining({ kind: 'DropTable', guards: [otherwise] }),
    ]);
  });

  it('holds one guard for all of one branch', () => {
    const operations = operationsOf(called(`BEGIN IF ${hasColumn} THEN DROP TABLE t; DROP TABLE u; END IF; END`));
    const [first, second] = operations.slice(3);
    expect(first?.guards?.[0]).toBeDefined();
    expect(first?.guards?.[0]).toBe(second?.guards?.[0]);
  });

  it.each([
    ['IF @a THEN DROP TABLE t; ELSEIF @b THEN DROP TABLE u; END IF', ['NOT (@a)', '@b']],
    ['CASE @a WHEN 1 THEN SELECT 1; WHEN 2 THEN DROP TABLE u; END CASE', ['NOT (@a = 1)', '@a = 2']],
    ['CASE WHEN @a THEN SELECT 1; ELSE DROP TABLE u; END CASE', ['NOT (@a)']],
    ['DECLARE EXIT HANDLER FOR SQLEXCEPTION, 1060 DROP TABLE u', ['EXIT HANDLER FOR SQLEXCEPTION, 1060']],
    ['l: BEGIN IF @a THEN LEAVE l; END IF; DROP TABLE u; END l', ['NOT (@a)']],
    ['l: BEGIN IF @a THEN IF @b THEN LEAVE l; END IF; END IF; DROP TABLE u; END', ['NOT (LEAVE l)']],
  ])('has the conditions of %s', (body, texts) => {
    const guards = texts.map((text) => ({ kind: 'condition', text }));
    expect(callOf(`BEGIN ${body}; END`).at(-1)).toMatchObject({ kind: 'DropTable', guards });
  });

  it('has no condition of a block that was left', () => {
    const [, last] = callOf('BEGIN l: BEGIN IF @a THEN LEAVE l; END IF; SELECT 1; END; DROP TABLE u; END');
    expect(last).not.toHaveProperty('guards');
  });

  it.each([
    'l: LOOP DELETE FROM t LIMIT 9; IF @a THEN LEAVE l; END IF; END LOOP l',
    'WHILE @a DO DELETE FROM t LIMIT 9; END WHILE',
    'REPEAT DELETE FROM t LIMIT 9; UNTIL @a END REPEAT',
    'FOR i IN 1..9 DO DELETE FROM t LIMIT 9; END FOR',
  ])('says that %s repeats', (body) => {
    expect(callOf(`BEGIN ${body}; END`)).toMatchObject([{ kind: 'DeleteRows', repeated: true }]);
  });

  it('knows what a variable counts', () => {
    const count = "SELECT COUNT(*) INTO n FROM information_schema.TABLES WHERE TABLE_NAME = 't'";
    const body = `BEGIN DECLARE n INT DEFAULT 0; ${count}; IF n = 0 THEN DROP TABLE u; END IF; END`;
    expect(callOf(body).at(-1)).toMatchObject({
      kind: 'DropTable',
      guards: [{ kind: 'object', exists: false, object: { type: 'table', name: { name: 't' } } }],
    });
  });

  it('is nothing where the body changes nothing', () => {
    expect(callOf('BEGIN DECLARE a INT; SET a = 1; END')).toEqual([{ kind: 'NoChange', statement: 'SET' }]);
    expect(callOf('BEGIN END')).toEqual([{ kind: 'NoChange', statement: 'CALL' }]);
  });

  it('is Opaque where a statement of the body is', () => {
    expect(callOf('BEGIN DROP TABLE t; FROBNICATE; END')).toMatchObject([{ kind: 'DropTable' }, { kind: 'Opaque' }]);
  });
});

describe('arguments of a CALL', () => {
  it('stand in the place of the parameters in rows and conditions', () => {
    const body = 'BEGIN IF a > 0 THEN INSERT INTO t (x) VALUES (a, b); END IF; END';
    expect(callOf(body, 'IN a INT, b VARCHAR(9)', "5, 'it''s'")).toMatchObject([
      {
        kind: 'InsertRows',
        source: { rows: [['5', "'it''s'"]] },
        guards: [{ kind: 'condition', text: '5 > 0' }],
      },
    ]);
  });

  it('name the object that a condition asks for, and the table that a text is put together for', () => {
    const asks = 'EXISTS (SELECT * FROM information_schema.COLUMNS WHERE TABLE_NAME = t AND COLUMN_NAME = c)';
    const run = "SET @s = CONCAT('ALTER TABLE ', t, ' ADD ', c, ' INT'); PREPARE s FROM @s; EXECUTE s;";
    const body = `BEGIN IF NOT ${asks} THEN ${run} END IF; END`;
    expect(callOf(body, 't TEXT, c TEXT', "'t', 'a'").at(-1)).toMatchObject({
      kind: 'AddColumn',
      column: { name: 'a' },
      guards: [{ kind: 'object', exists: false, object: column }],
    });
  });

  it('are no longer those when the parameter is set', () => {
    expect(callOf('BEGIN SET a = 6; DELETE FROM t WHERE id = a; END', 'a INT', '5').at(-1)).toMatchObject({
      kind: 'DeleteRows',
      where: 'id = a',
    });
  });

  it('leave columns alone that are called as they are', () => {
    expect(callOf('INSERT INTO t (a) VALUES (1)', 'a INT', '5')).toMatchObject([
      { kind: 'InsertRows', columns: ['a'], source: { rows: [['1']] } },
    ]);
  });

  it('say nothing of what they are given back', () => {
    const sql =
      "SET @s = 'DROP TABLE t'; CREATE PROCEDURE p(OUT a TEXT) SET a = 'x'; CALL p(@s); PREPARE s FROM @s; EXECUTE s";
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'Opaque', reason: 'built-at-run-time' });
  });
});

describe('variables in a body', () => {
  const run = 'PREPARE s FROM @s; EXECUTE s;';

  it('have each of the values that the branches gave them', () => {
    const body = `BEGIN SET @s = 'DROP TABLE t'; IF @a THEN SET @s = 'DROP TABLE u'; END IF; ${run} END`;
    expect(callOf(body).slice(-2)).toMatchObject([
      { kind: 'DropTable', table: { name: 'u' }, guards: [{ kind: 'condition', text: '@a' }] },
      { kind: 'DropTable', table: { name: 't' }, guards: [{ kind: 'condition', text: 'NOT (@a)' }] },
    ]);
  });

  it('are not known where a loop changes them', () => {
    const body = `BEGIN SET @s = 'DROP TABLE t'; WHILE @a DO ${run} SET @s = CONCAT(@s, 'u'); END WHILE; END`;
    expect(callOf(body)).toContainEqual(expect.objectContaining({ kind: 'Opaque', reason: 'built-at-run-time' }));
  });

  it('grow no further than can be followed', () => {
    const doubling = 'SET @s = CONCAT(@s, @s);'.repeat(64);
    expect(meanings(`SET @s = 'x'; ${doubling} PREPARE s FROM @s; EXECUTE s`).at(-1)).toMatchObject({ kind: 'Opaque' });
  });
});

describe('CALL stays a CALL', () => {
  it.each([
    ['of a procedure that is not known', 'CALL p()'],
    ['after DROP', 'CREATE PROCEDURE p() DROP TABLE t; DROP PROCEDURE IF EXISTS p; CALL p()'],
    ['of another database', 'CREATE PROCEDURE p() DROP TABLE t; CALL other.p()'],
    ['with other arguments', 'CREATE PROCEDURE p(a INT) DROP TABLE t; CALL p()'],
    ['of a body that cannot be read', 'CREATE PROCEDURE p() BEGIN DROP TABLE t; UNTIL @a; END; CALL p()'],
  ])('%s', (_, sql) => {
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'CallRoutine' });
  });

  it('where a procedure calls itself', () => {
    expect(callOf('BEGIN DROP TABLE t; CALL p(); END')).toMatchObject([{ kind: 'DropTable' }, { kind: 'CallRoutine' }]);
  });

  it('and is said to be too much when it comes to more than can be followed', () => {
    const levels = Array.from({ length: 12 }, (_, at) => {
      const calls = `CALL p${String(at)}();`.repeat(10);
      return `CREATE PROCEDURE p${String(at + 1)}() BEGIN ${calls} END;`;
    });
    const sql = `CREATE PROCEDURE p0() SELECT 1; ${levels.join(' ')} CALL p12()`;
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'Opaque', reason: 'not-recognised' });
  });
});

describe('the procedure that is meant', () => {
  const first = 'CREATE PROCEDURE p() DROP TABLE t;';
  it.each([
    ['is the one that replaced another', `${first} CREATE OR REPLACE PROCEDURE p() DROP TABLE u; CALL P()`, 'u'],
    [
      'stays where IF NOT EXISTS keeps another back',
      `${first} CREATE PROCEDURE IF NOT EXISTS p() DROP TABLE u; CALL p`,
      't',
    ],
  ])('%s', (_, sql, name) => {
    expect(meanings(sql).at(-1)).toMatchObject({ kind: 'DropTable', table: { name } });
  });
});

describe('BEGIN NOT ATOMIC', () => {
  it('does what its statements do, each in its place', () => {
    const sql = 'BEGIN NOT ATOMIC IF @a THEN DROP TABLE t; END IF; TRUNCATE u; END';
    const operations = operationsOf(sql);
    expect(operations).toMatchObject([
      { kind: 'DropTable', guards: [{ kind: 'condition', text: '@a' }] },
      { kind: 'Truncate' },
    ]);
    expect(operations.map(({ span }) => sql.slice(span.start, span.end))).toEqual(['DROP TABLE t', 'TRUNCATE u']);
  });

  it('is Opaque where its blocks do not fit together', () => {
    expect(meanings('BEGIN NOT ATOMIC IF @a THEN DROP TABLE t; END')).toMatchObject([{ kind: 'Opaque' }]);
  });
});
