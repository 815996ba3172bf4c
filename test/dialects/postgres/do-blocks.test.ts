import { describe, expect, test } from 'vitest';
import { operationsOf, placedOperations, textAt } from './reading.ts';

const block = (body: string) => `DO $$ BEGIN ${body} END $$;`;
const run = (body: string) => operationsOf(block(body));
const table = { name: 't' };

test('the statements of a block are its operations, with their own places', () => {
  const text =
    'DO $do$\nDECLARE x int := 1;\nBEGIN\n  -- é 😀\n  ALTER TABLE t DROP a, DROP b;\n  DROP TABLE u; DROP TABLE u;\nEND\n$do$;';
  const operations = placedOperations(text);
  expect(operations.map(({ kind }) => kind)).toEqual(['DropColumn', 'DropColumn', 'DropTable', 'DropTable']);
  expect(operations.map((operation) => textAt(text, operation))).toEqual([
    'DROP a',
    'DROP b',
    'DROP TABLE u',
    'DROP TABLE u',
  ]);
  expect(operations.at(-1)?.span.start).toBe(text.lastIndexOf('DROP TABLE'));
});

test('a body between single quotes is read where its quotes are doubled', () => {
  const text = "DO 'BEGIN INSERT INTO t VALUES (''a'', 1); DROP TABLE u; END'";
  const [insert, drop] = placedOperations(text);
  expect(insert).toMatchObject({ kind: 'InsertRows', source: { rows: [["'a'", '1']] } });
  expect(insert && textAt(text, insert)).toBe("INSERT INTO t VALUES (''a'', 1)");
  expect(drop && textAt(text, drop)).toBe('DROP TABLE u');
});

test('PERFORM and SELECT INTO keep their places', () => {
  const text = 'DO $$ DECLARE x int; BEGIN SELECT a INTO x FROM t WHERE b = 1; PERFORM f(1); END $$';
  expect(placedOperations(text).map((operation) => [operation.kind, textAt(text, operation)])).toEqual([
    ['Query', 'SELECT a INTO x FROM t WHERE b = 1'],
    ['Query', 'PERFORM f(1)'],
  ]);
});

test('a block without SQL changes nothing', () => {
  expect(run("RAISE NOTICE 'x';")).toMatchObject([{ kind: 'NoChange' }]);
});

describe('conditions', () => {
  test.each([
    [
      "SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'c'",
      { type: 'column', name: { name: 'c' }, table },
    ],
    [
      "SELECT FROM information_schema.columns WHERE table_schema = 's' AND table_name = 't' AND column_name = 'c'",
      { type: 'column', name: { name: 'c' }, table: { schema: 's', name: 't' } },
    ],
    [
      "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 't'",
      { type: 'table', name: table },
    ],
    ["SELECT 1 FROM pg_type WHERE typname = 'm'", { type: 'type', name: { name: 'm' } }],
    [
      "SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'm' AND n.nspname = 's'",
      { type: 'type', name: { schema: 's', name: 'm' } },
    ],
    [
      "SELECT 1 FROM pg_constraint WHERE conname = 'k' AND conrelid = 's.\"T\"'::regclass AND contype = 'f'",
      { type: 'constraint', name: { name: 'k' }, table: { schema: 's', name: 'T' } },
    ],
    ["SELECT 1 FROM pg_indexes WHERE indexname = 'i'", { type: 'index', name: { name: 'i' } }],
    ["SELECT 1 FROM pg_trigger WHERE tgname = 'g' AND NOT tgisinternal", { type: 'trigger', name: { name: 'g' } }],
  ])('EXISTS (%s) asks for an object', (query, object) => {
    expect(run(`IF NOT EXISTS (${query}) THEN DROP TABLE x; END IF;`)).toMatchObject([
      { guards: [{ kind: 'object', exists: false, object }] },
    ]);
  });

  test('to_regclass asks for a table', () => {
    expect(run("IF to_regclass('s.t') IS NULL THEN DROP TABLE x; END IF;")).toMatchObject([
      { guards: [{ kind: 'object', exists: false, object: { type: 'table', name: { schema: 's', name: 't' } } }] },
    ]);
  });

  test('a question that asks for more than the object is a condition as written', () => {
    const condition =
      "EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'c' AND data_type = 'text')";
    expect(run(`IF ${condition} THEN DROP TABLE x; END IF;`)).toMatchObject([{ guards: [{ kind: 'condition' }] }]);
  });

  test('several questions are a guard each', () => {
    const question = (name: string) => `EXISTS (SELECT 1 FROM pg_type WHERE typname = '${name}')`;
    expect(run(`IF ${question('a')} AND NOT ${question('b')} THEN DROP TABLE x; END IF;`)).toMatchObject([
      {
        guards: [
          { kind: 'object', exists: true, object: { name: { name: 'a' } } },
          { kind: 'object', exists: false, object: { name: { name: 'b' } } },
        ],
      },
    ]);
  });

  test('the other branches run when the condition does not hold', () => {
    expect(
      run("IF to_regclass('t') IS NULL THEN DROP TABLE a; ELSIF n > 1 THEN DROP TABLE b; ELSE DROP TABLE c; END IF;"),
    ).toMatchObject([
      { guards: [{ kind: 'object', exists: false }] },
      {
        guards: [
          { kind: 'object', exists: true },
          { kind: 'condition', text: 'n > 1' },
        ],
      },
      {
        guards: [
          { kind: 'object', exists: true },
          { kind: 'condition', text: 'NOT (n > 1)' },
        ],
      },
    ]);
  });

  test('what follows IF ... RETURN runs when the condition does not hold', () => {
    expect(run("IF to_regclass('t') IS NULL THEN RETURN; END IF; DROP TABLE a;")).toMatchObject([
      { kind: 'DropTable', guards: [{ kind: 'object', exists: true }] },
    ]);
  });

  test('they come before the guards of the statement itself', () => {
    expect(run('IF n > 1 THEN DROP TABLE IF EXISTS a; END IF;')).toMatchObject([
      { guards: [{ kind: 'condition', text: 'n > 1' }, { kind: 'if-exists' }] },
    ]);
  });
});

describe('errors that are let pass', () => {
  test.each([
    ['duplicate_object', 'if-not-exists'],
    ['duplicate_column', 'if-not-exists'],
    ['undefined_table', 'if-exists'],
  ])('%s means %s', (condition, kind) => {
    expect(run(`ALTER TABLE t ADD a int; EXCEPTION WHEN ${condition} THEN NULL;`)).toMatchObject([
      { guards: [{ kind }] },
    ]);
    expect(run(`DROP TABLE t; EXCEPTION WHEN ${condition} THEN RAISE NOTICE 'there';`)).toMatchObject([
      { guards: [{ kind }] },
    ]);
  });

  test('any other error is a condition', () => {
    expect(run('DROP TABLE t; EXCEPTION WHEN others THEN NULL;')).toMatchObject([
      { guards: [{ kind: 'condition', text: 'NOT (EXCEPTION WHEN others)' }] },
    ]);
  });

  test('an error that is raised again is no guard', () => {
    expect(run("DROP TABLE t; EXCEPTION WHEN duplicate_object THEN RAISE EXCEPTION 'no';")[0]).not.toHaveProperty(
      'guards',
    );
  });

  test('what the handler does is conditional', () => {
    expect(run('DROP TABLE t; EXCEPTION WHEN undefined_table THEN DROP VIEW t;')).toMatchObject([
      { kind: 'DropTable' },
      { kind: 'DropView', guards: [{ kind: 'condition', text: 'EXCEPTION WHEN undefined_table' }] },
    ]);
  });
});

describe('loops', () => {
  test.each([
    'FOR i IN 1..9 LOOP UPDATE t SET a = 1; END LOOP;',
    'WHILE n > 1 LOOP UPDATE t SET a = 1; END LOOP;',
    'LOOP UPDATE t SET a = 1; EXIT WHEN NOT FOUND; END LOOP;',
  ])('%s runs again and again', (loop) => {
    expect(run(loop)).toMatchObject([{ kind: 'UpdateRows', repeated: true }]);
  });
});

describe('EXECUTE', () => {
  test('a literal is read in its place', () => {
    const text = block("EXECUTE 'ALTER TABLE t ADD a text DEFAULT ''x'', DROP b';");
    const [add, drop] = placedOperations(text);
    expect(add).toMatchObject({ kind: 'AddColumn', column: { default: { sql: "'x'" } } });
    expect(add && textAt(text, add)).toBe("ADD a text DEFAULT ''x''");
    expect(drop && textAt(text, drop)).toBe('DROP b');
  });

  test('so is a dollar quote, and literals that are put together', () => {
    expect(run('EXECUTE $q$DROP TABLE t$q$;')).toMatchObject([{ kind: 'DropTable', table }]);
    expect(run("EXECUTE 'DROP ' || 'TABLE t';")).toMatchObject([{ kind: 'DropTable', table }]);
  });

  test('any other text is only known at run time', () => {
    expect(run("EXECUTE format('DROP TABLE %I', n);")).toEqual([
      {
        kind: 'Opaque',
        reason: 'built-at-run-time',
        detail: 'EXECUTE runs a text that is only known when the migration runs',
        text: "format('DROP TABLE %I', n)",
      },
    ]);
  });
});

describe('what is not read', () => {
  test('an error in a block has PostgreSQL’s message', () => {
    expect(run('ALTER TABLE t ADD;')).toMatchObject([
      { kind: 'Opaque', reason: 'syntax-error', detail: 'syntax error at end of input in ALTER TABLE t' },
    ]);
  });

  test('another language', () => {
    expect(operationsOf('DO LANGUAGE plperl $$ 1 $$')).toMatchObject([{ kind: 'Opaque', reason: 'not-recognised' }]);
  });
});

describe('a block with a statement that is wrong', () => {
  test('is read but for that statement', () => {
    const text = 'DO $$ BEGIN\n  ALTER TABLE t ADD COLUM a int;\n  DROP TABLE u;\nEND $$;';
    const operations = placedOperations(text);
    expect(operations).toMatchObject([
      { kind: 'Opaque', reason: 'syntax-error', table: { name: 't' } },
      { kind: 'DropTable', table: { name: 'u' } },
    ]);
    expect(operations.map((operation) => textAt(text, operation))).toEqual(['int', 'DROP TABLE u']);
  });

  test('keeps the conditions around it', () => {
    const text = `DO $$ DECLARE n int; BEGIN
      SELECT count(*) INTO STRICT n FROM t;
      IF n > 0 THEN ALTR TABLE t; ELSE DROP TABLE t; END IF;
      FOR n IN 1..3 LOOP CREATE TABL x; END LOOP;
    END $$`;
    expect(operationsOf(text)).toMatchObject([
      { kind: 'Query' },
      { kind: 'Opaque', reason: 'syntax-error', guards: [{ kind: 'condition', text: 'n > 0' }] },
      { kind: 'DropTable', guards: [{ kind: 'condition', text: 'NOT (n > 0)' }] },
      { kind: 'Opaque', reason: 'syntax-error', repeated: true },
    ]);
  });

  test('is not read when the block itself is wrong', () => {
    expect(operationsOf('DO $$ BEGIN IF TRUE THEN DROP TABLE t; END $$')).toMatchObject([
      { kind: 'Opaque', reason: 'syntax-error' },
    ]);
  });
});

describe('EXECUTE of a text that constants make', () => {
  test.each([
    ["format('DROP TABLE %I', 'User')", 'DROP TABLE "User"'],
    ["format('DROP TABLE %I.%I', 's', 't')", 'DROP TABLE s.t'],
    ["format('UPDATE t SET a = %L, b = %s %%', 'it''s', 2)", "UPDATE t SET a = 'it''s', b = 2 %"],
    ["format('DROP TABLE %2$s, %1$s', 'a', 'b')", 'DROP TABLE b, a'],
    ["'DROP TABLE ' || quote_ident('User')", 'DROP TABLE "User"'],
    ["concat('DROP ', 'TABLE t')", 'DROP TABLE t'],
    ["'DROP TABLE t'::text", 'DROP TABLE t'],
  ])('is read: %s', (expression, sql) => {
    expect(operationsOf(`DO $$ BEGIN EXECUTE ${expression}; END $$`)).toEqual(operationsOf(sql));
  });

  test.each(["format('DROP TABLE %I', name)", "format('DROP TABLE %I')", "format('DROP TABLE %-10s', 't')", "f('t')"])(
    'is not known otherwise: %s',
    (expression) => {
      expect(operationsOf(`DO $$ DECLARE name text; BEGIN EXECUTE ${expression}; END $$`)).toMatchObject([
        { kind: 'Opaque', reason: 'built-at-run-time' },
      ]);
    },
  );
});
