import { describe, expect, test } from 'vitest';
import { only, operationsOf } from './reading.ts';

describe('views', () => {
  test('a view knows its query, its columns and what it reads', () => {
    const sql = 'CREATE OR REPLACE VIEW s.v (a) AS WITH c AS (SELECT * FROM x) SELECT 1 FROM c JOIN s.y USING (id)';
    expect(operationsOf(sql)).toEqual([
      {
        kind: 'CreateView',
        name: { schema: 's', name: 'v' },
        materialized: false,
        replace: true,
        query: 'WITH c AS (SELECT * FROM x) SELECT 1 FROM c JOIN s.y USING (id)',
        columns: ['a'],
        reads: [{ schema: 's', name: 'y' }, { name: 'x' }],
      },
    ]);
  });

  test('options and CHECK OPTION are attributes and no part of the query', () => {
    expect(
      only('CreateView', 'CREATE VIEW v WITH (security_barrier) AS SELECT 1 AS a WITH CASCADED CHECK OPTION'),
    ).toMatchObject({ query: 'SELECT 1 AS a', attributes: { security_barrier: '', 'check-option': 'cascaded' } });
  });

  test('a materialized view', () => {
    expect(only('CreateView', 'CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 AS a WITH NO DATA')).toMatchObject({
      guards: [{ kind: 'if-not-exists' }],
      materialized: true,
      query: 'SELECT 1 AS a',
      attributes: { 'with-data': 'false' },
    });
  });

  test.each([
    ['REFRESH MATERIALIZED VIEW CONCURRENTLY v', { kind: 'RefreshView', name: { name: 'v' }, concurrently: true }],
    ['DROP MATERIALIZED VIEW v', { kind: 'DropView', name: { name: 'v' }, materialized: true, cascade: false }],
    ['ALTER VIEW v RENAME TO w', { kind: 'RenameView', name: { name: 'v' }, newName: { name: 'w' } }],
    ['ALTER VIEW v OWNER TO joe', { kind: 'AlterView', name: { name: 'v' }, attributes: { owner: 'joe' } }],
  ])('%s', (sql, operation) => {
    expect(operationsOf(sql)).toEqual([operation]);
  });
});

describe('routines', () => {
  test('a function is known by its input arguments and names what its body uses', () => {
    const sql = `CREATE OR REPLACE FUNCTION s.f(a int, OUT b text, c varchar(3)[] DEFAULT '{}') LANGUAGE sql
      AS $$ SELECT g(x) FROM t $$`;
    expect(operationsOf(sql)).toEqual([
      {
        kind: 'CreateRoutine',
        name: { schema: 's', name: 'f' },
        routineType: 'function',
        signature: 'integer, character varying[]',
        replace: true,
        language: 'sql',
        definition: "(a int, out b text, c varchar(3)[] DEFAULT '{}') language sql AS $$ SELECT g(x) FROM t $$",
        uses: [{ name: 't' }, { name: 'g' }],
      },
    ]);
  });

  test('the body of a PL/pgSQL routine is not run, but what it names is known', () => {
    const sql = `CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
      DECLARE n int := count_rows();
      BEGIN
        IF EXISTS (SELECT 1 FROM a) THEN DROP TABLE b; END IF;
        INSERT INTO c SELECT * FROM d;
        PERFORM e();
      END $$`;
    const { uses, routineType } = only('CreateRoutine', sql);
    expect(routineType).toBe('procedure');
    expect(uses.map(({ name }) => name).sort()).toEqual(['a', 'c', 'count_rows', 'd', 'e']);
  });

  test.each([
    [
      'DROP FUNCTION IF EXISTS f',
      {
        kind: 'DropRoutine',
        guards: [{ kind: 'if-exists' }],
        name: { name: 'f' },
        routineType: 'function',
        cascade: false,
      },
    ],
    [
      'DROP FUNCTION f(int) CASCADE',
      { kind: 'DropRoutine', name: { name: 'f' }, routineType: 'function', signature: 'integer', cascade: true },
    ],
    [
      'DROP PROCEDURE p()',
      { kind: 'DropRoutine', name: { name: 'p' }, routineType: 'procedure', signature: '', cascade: false },
    ],
    [
      'ALTER FUNCTION f(int) RENAME TO g',
      {
        kind: 'RenameRoutine',
        name: { name: 'f' },
        routineType: 'function',
        signature: 'integer',
        newName: { name: 'g' },
      },
    ],
    [
      'ALTER FUNCTION f(int) STRICT IMMUTABLE',
      {
        kind: 'AlterRoutine',
        name: { name: 'f' },
        routineType: 'function',
        signature: 'integer',
        attributes: { options: 'strict immutable' },
      },
    ],
    [
      'ALTER FUNCTION f(int) OWNER TO joe',
      {
        kind: 'AlterRoutine',
        name: { name: 'f' },
        routineType: 'function',
        signature: 'integer',
        attributes: { owner: 'joe' },
      },
    ],
    ['CALL s.p(1)', { kind: 'CallRoutine', name: { schema: 's', name: 'p' }, text: 'call s.p(1)' }],
  ])('%s', (sql, operation) => {
    expect(operationsOf(sql)).toEqual([operation]);
  });

  test('an aggregate is a routine', () => {
    expect(only('CreateRoutine', 'CREATE AGGREGATE a (int, text) (sfunc = f, stype = int)')).toMatchObject({
      routineType: 'aggregate',
      signature: 'integer, text',
    });
  });
});

describe('triggers', () => {
  test('when they fire, and the rest as written', () => {
    const sql = 'CREATE TRIGGER g BEFORE INSERT OR UPDATE OF a ON s.t FOR EACH ROW EXECUTE FUNCTION f()';
    expect(operationsOf(sql)).toEqual([
      {
        kind: 'CreateTrigger',
        name: 'g',
        table: { schema: 's', name: 't' },
        replace: false,
        timing: 'before',
        events: ['insert', 'update'],
        definition: 'before INSERT OR UPDATE of a ON s.t FOR each row execute function f()',
      },
    ]);
  });

  test('a constraint trigger says so', () => {
    const sql = 'CREATE CONSTRAINT TRIGGER g AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()';
    expect(only('CreateTrigger', sql)).toMatchObject({
      timing: 'after',
      events: ['delete'],
      definition: 'CONSTRAINT after DELETE ON t FOR each row execute function f()',
    });
  });

  test.each([
    ['DROP TRIGGER g ON s.t', { kind: 'DropTrigger', name: 'g', table: { schema: 's', name: 't' }, cascade: false }],
    ['ALTER TRIGGER g ON t RENAME TO h', { kind: 'RenameTrigger', name: 'g', table: { name: 't' }, newName: 'h' }],
  ])('%s', (sql, operation) => {
    expect(operationsOf(sql)).toEqual([operation]);
  });
});

describe('types', () => {
  test.each([
    [
      "CREATE TYPE m AS ENUM ('a', 'b')",
      { kind: 'CreateType', name: { name: 'm' }, definition: { kind: 'enum', values: ['a', 'b'] } },
    ],
    [
      "ALTER TYPE m ADD VALUE IF NOT EXISTS 'c' BEFORE 'b'",
      {
        kind: 'AddEnumValue',
        guards: [{ kind: 'if-not-exists' }],
        name: { name: 'm' },
        value: 'c',
        position: { before: 'b' },
      },
    ],
    [
      "ALTER TYPE m ADD VALUE 'c' AFTER 'a'",
      { kind: 'AddEnumValue', name: { name: 'm' }, value: 'c', position: { after: 'a' } },
    ],
    [
      "ALTER TYPE m RENAME VALUE 'a' TO 'z'",
      { kind: 'RenameEnumValue', name: { name: 'm' }, value: 'a', newValue: 'z' },
    ],
    ['ALTER TYPE m RENAME TO n', { kind: 'RenameType', name: { name: 'm' }, newName: { name: 'n' } }],
    ['ALTER TYPE m OWNER TO joe', { kind: 'AlterType', name: { name: 'm' }, attributes: { owner: 'joe' } }],
    [
      'ALTER TYPE c ADD ATTRIBUTE b int, DROP ATTRIBUTE a CASCADE',
      {
        kind: 'AlterType',
        name: { name: 'c' },
        attributes: { 'add-attribute b': 'integer', 'drop-attribute a': 'CASCADE' },
      },
    ],
    ['DROP TYPE s.m CASCADE', { kind: 'DropType', name: { schema: 's', name: 'm' }, cascade: true }],
    [
      'CREATE TYPE r AS RANGE (subtype = float8)',
      { kind: 'CreateType', name: { name: 'r' }, definition: { kind: 'other', text: 'AS range(subtype = float8)' } },
    ],
    [
      'ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 0) NOT VALID',
      {
        kind: 'AlterType',
        name: { name: 'd' },
        attributes: { 'add-constraint': 'CONSTRAINT c CHECK (value > 0) NOT valid' },
      },
    ],
    ['ALTER DOMAIN d SET NOT NULL', { kind: 'AlterType', name: { name: 'd' }, attributes: { 'not-null': 'true' } }],
    ['ALTER DOMAIN d DROP DEFAULT', { kind: 'AlterType', name: { name: 'd' }, attributes: { default: '' } }],
  ])('%s', (sql, operation) => {
    expect(operationsOf(sql)).toEqual([operation]);
  });

  test('a composite type has columns', () => {
    expect(only('CreateType', 'CREATE TYPE c AS (a int, b text)').definition).toMatchObject({
      kind: 'composite',
      columns: [
        { name: 'a', type: { text: 'integer' } },
        { name: 'b', type: { text: 'text' } },
      ],
    });
  });

  test('a domain has a base and constraints', () => {
    expect(
      only('CreateType', "CREATE DOMAIN d AS text NOT NULL DEFAULT '' CONSTRAINT c CHECK (value ~ 'x')").definition,
    ).toMatchObject({
      kind: 'domain',
      base: { text: 'text' },
      nullable: false,
      constraints: ["DEFAULT ''", "CONSTRAINT c CHECK (value ~ 'x')"],
    });
  });
});

describe('sequences and schemas', () => {
  test.each([
    [
      'CREATE SEQUENCE IF NOT EXISTS s AS bigint START 5 NO CYCLE OWNED BY t.a',
      {
        kind: 'CreateSequence',
        guards: [{ kind: 'if-not-exists' }],
        name: { name: 's' },
        attributes: { as: 'bigint', start: '5', cycle: 'false', 'owned-by': 't.a' },
      },
    ],
    [
      'ALTER SEQUENCE s RESTART WITH 7 OWNED BY NONE',
      { kind: 'AlterSequence', name: { name: 's' }, attributes: { restart: '7', 'owned-by': '' } },
    ],
    ['ALTER SEQUENCE s RENAME TO u', { kind: 'RenameSequence', name: { name: 's' }, newName: { name: 'u' } }],
    ['DROP SEQUENCE s', { kind: 'DropSequence', name: { name: 's' }, cascade: false }],
    ['CREATE SCHEMA IF NOT EXISTS s', { kind: 'CreateSchema', guards: [{ kind: 'if-not-exists' }], name: 's' }],
    ['ALTER SCHEMA s RENAME TO u', { kind: 'RenameSchema', name: 's', newName: 'u' }],
    ['DROP SCHEMA s CASCADE', { kind: 'DropSchema', name: 's', cascade: true }],
  ])('%s', (sql, operation) => {
    expect(operationsOf(sql)).toEqual([operation]);
  });
});

describe('objects known by name', () => {
  test('the definition has neither OR REPLACE nor IF NOT EXISTS', () => {
    expect(operationsOf('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"')).toEqual([
      {
        kind: 'CreateObject',
        guards: [{ kind: 'if-not-exists' }],
        objectType: 'extension',
        name: { name: 'uuid-ossp' },
        replace: false,
        definition: 'CREATE EXTENSION "uuid-ossp"',
      },
    ]);
    expect(only('CreateObject', 'CREATE OR REPLACE RULE r AS ON INSERT TO t DO INSTEAD NOTHING')).toMatchObject({
      table: { name: 't' },
      replace: true,
      definition: 'CREATE RULE r AS ON INSERT TO t DO instead nothing',
    });
  });

  test.each([
    ['CREATE POLICY p ON s.t USING (TRUE)', 'CreateObject', 'policy', 'p'],
    ['ALTER POLICY p ON s.t USING (TRUE)', 'AlterObject', 'policy', 'p'],
    ['DROP POLICY p ON s.t', 'DropObject', 'policy', 'p'],
    ['ALTER POLICY p ON s.t RENAME TO q', 'RenameObject', 'policy', 'p'],
    ['CREATE PUBLICATION p FOR TABLE t', 'CreateObject', 'publication', 'p'],
    ['CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()', 'CreateObject', 'event-trigger', 'e'],
    ['CREATE STATISTICS s ON a, b FROM t', 'CreateObject', 'extended-statistics', 's'],
    ['CREATE CAST (text AS int) WITH INOUT', 'CreateObject', 'cast', 'text AS integer'],
    ["CREATE COLLATION c (locale = 'de')", 'CreateObject', 'collation', 'c'],
    ['CREATE ROLE r', 'CreateObject', 'role', 'r'],
    ['CREATE SERVER s FOREIGN DATA WRAPPER w', 'CreateObject', 'server', 's'],
    ['DROP EXTENSION e', 'DropObject', 'extension', 'e'],
    ['ALTER EXTENSION e UPDATE', 'AlterObject', 'extension', 'e'],
    ['DROP ROLE r', 'DropObject', 'role', 'r'],
    ['CREATE DATABASE d', 'CreateObject', 'database', 'd'],
  ])('%s', (sql, kind, objectType, name) => {
    expect(operationsOf(sql)).toMatchObject([{ kind, objectType, name: { name } }]);
  });
});

describe('comments', () => {
  test.each([
    ["COMMENT ON TABLE s.t IS 'x'", { on: 'table s.t', table: { schema: 's', name: 't' }, text: 'x' }],
    ['COMMENT ON COLUMN t.c IS NULL', { on: 'column t.c', table: { name: 't' }, column: 'c', text: null }],
    ["COMMENT ON COLUMN t.c IS ''", { on: 'column t.c', table: { name: 't' }, column: 'c', text: null }],
    ["COMMENT ON CONSTRAINT c ON t IS 'x'", { on: 'constraint c on t', table: { name: 't' }, text: 'x' }],
    ["COMMENT ON FUNCTION f(int) IS 'x'", { on: 'function f(integer)', text: 'x' }],
    ["COMMENT ON MATERIALIZED VIEW v IS 'x'", { on: 'materialized view v', text: 'x' }],
  ])('%s', (sql, operation) => {
    expect(operationsOf(sql)).toEqual([{ kind: 'Comment', ...operation }]);
  });
});

test('GRANT and REVOKE know their tables', () => {
  expect(operationsOf('GRANT SELECT ON s.t, u TO r; REVOKE ALL ON SCHEMA s FROM r; GRANT a TO b')).toEqual([
    {
      kind: 'Grant',
      revoke: false,
      text: 'GRANT SELECT ON s.t, u TO r',
      tables: [{ schema: 's', name: 't' }, { name: 'u' }],
    },
    { kind: 'Grant', revoke: true, text: 'revoke ALL ON schema s FROM r', tables: [] },
    { kind: 'Grant', revoke: false, text: 'GRANT a TO b', tables: [] },
  ]);
});

test('one DROP of several objects is an operation each', () => {
  expect(operationsOf('DROP TABLE a, s.b')).toMatchObject([
    { table: { name: 'a' } },
    { table: { schema: 's', name: 'b' } },
  ]);
});
