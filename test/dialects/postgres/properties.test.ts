import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SqlStatement } from '../../../src/dialects/dialect.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { postgres, statementsOf } from './reading.ts';

const statements = [
  "CREATE TABLE t (id bigserial PRIMARY KEY, a text DEFAULT 'x;' NOT NULL, CHECK (a <> ''))",
  'ALTER TABLE t ADD COLUMN b int, DROP c, ALTER d TYPE bigint USING d::bigint',
  'CREATE UNIQUE INDEX CONCURRENTLY i ON t (lower(a), "B" DESC) WHERE a IS NOT NULL',
  "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN EXECUTE 'DROP TABLE ''é'''; END IF; END $$",
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $b$ BEGIN RETURN g(a); END $b$',
  'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1 END; END',
  "INSERT INTO t (a, b) VALUES (1, E'\\'x'), ('😀', NULL) ON CONFLICT DO NOTHING",
  'WITH x AS (DELETE FROM t RETURNING *) UPDATE u SET a = x.a FROM x WHERE u.id = x.id',
  'COPY t (a) FROM stdin;\n1\t2\n\\.\n',
  '\\connect db\n',
  'CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)',
  "COMMENT ON COLUMN t.a IS 'é' -- why",
  'PREPARE p (int) AS DELETE FROM t WHERE a = $1; EXECUTE p (1)',
  "SELECT 'CREATE TABLE t (a int)' WHERE to_regclass('t') IS NULL \\gexec\n",
  '\\if :new\nDROP TABLE a;\n\\else\nDROP TABLE b;\n\\endif\n',
  'CREATE TABLE {{ schema }}.t (a int ENCODE az64) DISTKEY (a)',
];

const pieces = fc.constantFrom(
  ...["'", '"', '$$', '$x$', '/*', '*/', '--', '\\', ';', '(', ')', ',', '\n', '\0', '\ud800', '😀', 'é', ' END '],
  ...[
    ' BEGIN ATOMIC ',
    ' CREATE ',
    ' AS ',
    "E'",
    '[',
    '::',
    '\\.\n',
    ' FROM stdin;',
    '{{',
    '}}',
    '\\gexec ',
    ' ENCODE x ',
  ],
);

/** Statements with something cut out and something put in. */
const mutated = fc
  .tuple(fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(12), pieces)
  .map(([chosen, place, cut, piece]) => {
    const text = chosen.join(';\n');
    const at = place % (text.length + 1);
    return text.slice(0, at) + piece + text.slice(at + cut);
  });

const anyText = fc.oneof(
  mutated,
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

describe('whatever the text', () => {
  test('each statement has an operation or more, in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { span, operations } of statementsOf(text)) {
          expect(operations.length).toBeGreaterThan(0);
          for (const operation of operations) {
            expect(operation.span.start).toBeGreaterThanOrEqual(span.start);
            expect(operation.span.end).toBeLessThanOrEqual(span.end);
            expect(operation.span.start).toBeLessThanOrEqual(operation.span.end);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('statements stand in the text as they say, one after the other', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const statement of statementsOf(text)) {
          expect(statement.span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(statement.span.start, statement.span.end)).toBe(statement.sql);
          end = statement.span.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('nothing is passed over: what is no statement is a comment, a semicolon, or a row of COPY', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => !/stdin/iu.test(text)),
        (text) => {
          const { statements: read, comments } = postgres.read(plainText('a.sql', text));
          const rest = [...read, ...comments].reduce(
            (left, { span: { start, end } }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
            text,
          );
          expect(rest.replaceAll(/\\?;/gu, '')).toMatch(/^[\s\0-\x20\x7f\u200b]*$/u);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('types and expressions are read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(typeof postgres.columnType(text).text).toBe('string');
        expect(typeof postgres.expression(text).sql).toBe('string');
      }),
      { numRuns: 200 },
    );
  });
});

test('a file’s statements are those of its parts', () => {
  const separate = (parts: readonly string[]) => parts.flatMap((part) => statementsOf(part).map(meaning));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 5 }), (parts) => {
      expect(statementsOf(parts.join('\n;\n')).map(meaning)).toEqual(separate(parts));
    }),
    { numRuns: 50 },
  );
});

test('the normal form of an expression is its own normal form', () => {
  const atoms = fc.constantFrom('a', '"B"', '1', "'x'::text", 'now()', '(SELECT 1)', '-1', 'a.b', 'ARRAY[1, 2]');
  const operators = fc.constantFrom('+', '-', '||', ' AND ', ' OR ', '->>', '<@', ' IS DISTINCT FROM ', '=');
  const expressions = fc
    .tuple(atoms, fc.array(fc.tuple(operators, atoms), { maxLength: 4 }))
    .map(([first, rest]) => first + rest.map(([operator, atom]) => operator + atom).join(''));
  fc.assert(
    fc.property(expressions, (sql) => {
      const normal = postgres.expression(sql);
      expect(postgres.expression(normal.sql)).toEqual(normal);
    }),
  );
});

/** The operations of a statement without their places. */
function meaning({ operations }: SqlStatement) {
  return operations.map(({ span: _, ...operation }) => operation);
}

test('places in an embedded text lead back to its file', () => {
  fc.assert(
    fc.property(fc.constantFrom(...statements), fc.nat(1000), (text, fileStart) => {
      const placed = postgres.read(plainText('a.ts', text, fileStart)).statements;
      expect(placed.map(({ span }) => span.start - fileStart)).toEqual(
        statementsOf(text).map(({ span }) => span.start),
      );
    }),
    { numRuns: 30 },
  );
});
