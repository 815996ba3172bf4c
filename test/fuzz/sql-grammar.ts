import fc from 'fast-check';
import type { DialectName } from '../../src/model/names.ts';

/** What the databases write differently. */
interface Spelling {
  readonly names: readonly string[];
  readonly strings: readonly string[];
  readonly types: readonly string[];
  readonly operators: readonly string[];
  /** Statements that only this database has; `%s` stands for statements inside of them. */
  readonly bodies: readonly string[];
  readonly statements: readonly string[];
  readonly separators: readonly string[];
}

const spellings: Readonly<Record<DialectName, Spelling>> = {
  postgres: {
    names: ['"b c"', '"é"', 's.t', '"a""b"', 'U&"a"'],
    strings: ["E'\\''", '$$;$$', "$x$'$x$", "B'0'", "U&'\\0041'", "'a'\n'b'"],
    types: ['bigserial', 'timestamptz', 'numeric(10,2)', 'text[]', 'interval day to second', 'varchar(10)'],
    operators: ['||', '->>', '@>', ' IS DISTINCT FROM ', '::text||', ' OPERATOR(pg_catalog.+) '],
    bodies: [
      'DO $$ BEGIN %s; END $$',
      'DO $a$ BEGIN IF TRUE THEN %s; ELSE %s; END IF; EXCEPTION WHEN OTHERS THEN NULL; END $a$',
      'CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC %s; SELECT CASE WHEN TRUE THEN 1 END; END',
      'CREATE OR REPLACE FUNCTION f() RETURNS trigger AS $f$ BEGIN %s; RETURN NEW; END $f$ LANGUAGE plpgsql',
      'CREATE RULE r AS ON INSERT TO t DO ALSO (%s; %s)',
      "DO $$ BEGIN EXECUTE format('%s', 'a'); END $$",
      'PREPARE p AS %s',
      'EXPLAIN ANALYZE %s',
    ],
    statements: [
      'EXECUTE p',
      '\\if :a\n',
      '\\endif\n',
      'COPY t FROM stdin;\n1\n\\.\n',
      'SELECT 1 \\gexec\n',
      'VACUUM t',
    ],
    separators: [';\n', ';', '; -- c\n', ';/* c */', ';\n\\echo a\n'],
  },
  mysql: {
    names: ['`b c`', '`a``b`', 's.t', '`é`', '2fa'],
    strings: ["'\\''", '"a"', "_utf8'a'", "x'00'", "N'a'", "'a' 'b'"],
    types: ["enum('a','b')", 'int unsigned', 'decimal(10,2)', 'varchar(10) CHARACTER SET utf8', 'json', 'bit(1)'],
    operators: [' DIV ', '->>', ' RLIKE ', '<=>', ':='],
    bodies: [
      'DELIMITER //\nCREATE PROCEDURE p() BEGIN %s; END//\nDELIMITER ;\nCALL p()',
      'CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW BEGIN IF a THEN %s; END IF; END',
      'CREATE PROCEDURE p(a int) BEGIN DECLARE CONTINUE HANDLER FOR 1060 BEGIN END; %s; WHILE a DO %s; END WHILE; END',
      '/*!50100 %s */',
      "SET @s = '%s'; PREPARE s FROM @s; EXECUTE s",
      "SET @s = (SELECT IF(COUNT(*) > 0, 'SELECT 1', '%s') FROM information_schema.columns); PREPARE s FROM @s; EXECUTE s",
    ],
    statements: [
      'CALL p()',
      'LOCK TABLES t READ',
      'DELIMITER $$\n',
      'RENAME TABLE a TO b, c TO d',
      'USE a',
      '# c\nSELECT 1',
    ],
    separators: [';\n', ';', '; # c\n', ';/* c */', ';\n-- c\n'],
  },
  sqlserver: {
    names: ['[b c]', '[a]]b]', 'dbo.t', '[dbo].[t]', '#t', '@t'],
    strings: ["N'a'", "N'it''s'", '0xFF', "N''", '@a'],
    types: ['nvarchar(max)', 'datetime2(7)', 'int IDENTITY(1, 1)', 'uniqueidentifier', 'decimal(10, 2)', '[int]'],
    operators: [' COLLATE Latin1_General_CI_AS + ', '%', '^', '!='],
    bodies: [
      "IF COL_LENGTH('t', 'a') IS NULL BEGIN %s END",
      "IF NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = 't') %s ELSE BEGIN %s END",
      'BEGIN TRY %s; END TRY BEGIN CATCH %s; THROW; END CATCH',
      'WHILE @@ROWCOUNT > 0 %s',
      "EXEC('%s')",
      "DECLARE @q nvarchar(max) = N'%s'; EXEC sp_executesql @q",
      '\nGO\nCREATE OR ALTER PROCEDURE p @a int AS BEGIN %s END\nGO\n',
    ],
    statements: [
      "EXEC sp_rename 'a', 'b'",
      'SET XACT_ABORT ON',
      'GO',
      'DECLARE @a int = 1',
      ':setvar a b\n',
      'l: GOTO l',
    ],
    separators: [';\n', '\n', '\nGO\n', ' ', '\r\ngo 2 -- c\r\n'],
  },
  sqlite: {
    names: ['"b c"', '[a b]', '`a`', "'t'", 'main.t'],
    strings: ["x'00'", "'it''s'", '?1', ':a', '"a"'],
    types: ['INTEGER PRIMARY KEY AUTOINCREMENT', 'TEXT', 'VARCHAR(10)', '', 'DOUBLE PRECISION', 'NUMERIC(1, 2)'],
    operators: ['||', ' GLOB ', ' IS NOT ', '->>', ' REGEXP '],
    bodies: [
      'CREATE TRIGGER r AFTER INSERT ON t BEGIN %s; %s; END',
      'CREATE TEMP TRIGGER r INSTEAD OF UPDATE OF a ON v WHEN new.a > 1 BEGIN %s; END',
      'EXPLAIN QUERY PLAN %s',
    ],
    statements: ['PRAGMA foreign_keys=OFF', 'VACUUM', "ATTACH 'a' AS b", 'REINDEX t', '.mode csv'],
    separators: [';\n', ';', '; -- c\n', ';/* c */'],
  },
};

/** Scripts of a database, most of them valid, nested a few levels deep. */
export function sqlGrammar(dialect: DialectName): fc.Arbitrary<string> {
  const spelling = spellings[dialect];
  const name = fc.constantFrom('t', 'a', 'b', 'users', 'Order', 'end', ...spelling.names);
  const type = fc.constantFrom('int', 'text', 'boolean', ...spelling.types);
  const literal = fc.constantFrom('1', '-1.5', 'NULL', "''", "'x;'", "'é😀'", 'CURRENT_TIMESTAMP', ...spelling.strings);
  const operator = fc.constantFrom('+', ' - ', '*', '=', '<>', ' AND ', ' OR ', ' LIKE ', ...spelling.operators);

  const { statement } = fc.letrec<{ expression: string; statement: string; query: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      literal,
      name,
      filled(['(%s)', 'lower(%s)', 'NOT %s', '-%s', '(%s) IS NULL', 'CAST(%s AS int)'], tie('expression')),
      fc.tuple(tie('expression'), operator, tie('expression')).map((parts) => parts.join('')),
      filled(['CASE WHEN %s THEN %s ELSE %s END', '%s IN (%s, %s)', '%s BETWEEN %s AND %s'], tie('expression')),
      filled(['(%s)', 'EXISTS (%s)'], tie('query')),
    ),
    query: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      filled(['SELECT %s', 'SELECT %s FROM t WHERE %s', 'VALUES (%s)'], tie('expression')),
      filled(['WITH x AS (%s) SELECT * FROM x', '%s UNION ALL %s'], tie('query')),
    ),
    statement: fc.oneof(
      { maxDepth: 2, depthSize: 'small', withCrossShrink: false },
      fc
        .tuple(name, table(name, type, tie('expression')))
        .map(([named, elements]) => `CREATE TABLE ${named} (${elements})`),
      alteration(name, type, tie('expression')),
      filled(
        [
          'UPDATE t SET a = %s WHERE %s',
          'DELETE FROM t WHERE %s',
          'INSERT INTO t (a, b) VALUES (%s, %s)',
          'SET a = %s',
        ],
        tie('expression'),
      ),
      filled(['CREATE VIEW v AS %s', 'INSERT INTO t %s', 'CREATE TABLE t AS %s', '%s'], tie('query')),
      filled(
        [
          'DROP TABLE IF EXISTS %s',
          'CREATE INDEX i ON %s (%s, %s DESC)',
          'TRUNCATE TABLE %s',
          'DROP INDEX %s',
          'BEGIN',
        ],
        name,
      ),
      fc.constantFrom('COMMIT', 'BEGIN TRANSACTION', 'SELECT 1', ...spelling.statements),
      filled(spelling.bodies, tie('statement')),
    ),
  }));

  const separator = fc.constantFrom(...spelling.separators);
  return fc.array(fc.tuple(statement, separator), { maxLength: 5 }).map((parts) => parts.flat().join(''));
}

/** One of the templates, with something else in the place of every `%s`. */
export function filled(templates: readonly string[], part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...templates), part, part, part)
    .map(([template, ...parts]) => template.replaceAll('%s', () => parts.shift() ?? ''));
}

function table(
  name: fc.Arbitrary<string>,
  type: fc.Arbitrary<string>,
  expression: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const facet = fc.oneof(
    fc.constantFrom('', 'NOT NULL', 'PRIMARY KEY', 'UNIQUE', 'REFERENCES u (id) ON DELETE CASCADE'),
    filled(['DEFAULT %s', 'CHECK (%s)', 'GENERATED ALWAYS AS (%s) STORED', 'DEFAULT (%s) NOT NULL'], expression),
  );
  const column = fc.tuple(name, type, facet).map((parts) => parts.join(' '));
  const constraint = filled(
    ['PRIMARY KEY (%s, %s)', 'CONSTRAINT c UNIQUE (%s)', 'FOREIGN KEY (%s) REFERENCES u (%s)', 'KEY k (%s)'],
    name,
  );
  return fc.array(fc.oneof(column, column, constraint), { maxLength: 4 }).map((elements) => elements.join(', '));
}

function alteration(
  name: fc.Arbitrary<string>,
  type: fc.Arbitrary<string>,
  expression: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const action = fc.oneof(
    filled(['DROP COLUMN %s', 'RENAME COLUMN %s TO %s', 'RENAME TO %s', 'DROP CONSTRAINT IF EXISTS %s'], name),
    fc
      .tuple(
        fc.constantFrom('ADD', 'ADD COLUMN', 'ALTER COLUMN', 'MODIFY', 'CHANGE a', 'ALTER COLUMN a TYPE'),
        name,
        type,
      )
      .map((parts) => parts.join(' ')),
    filled(['ADD CONSTRAINT c CHECK (%s) NOT VALID', 'ALTER a SET DEFAULT %s', 'ADD a int DEFAULT %s'], expression),
  );
  return fc
    .tuple(name, fc.array(action, { minLength: 1, maxLength: 3 }))
    .map(([named, actions]) => `ALTER TABLE ${named} ${actions.join(', ')}`);
}
