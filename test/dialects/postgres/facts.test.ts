import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/model/schema.ts';
import { factAfter, factsAfter, inWords, operationsOf, postgres, schemaAfter } from './facts-of.ts';

/** A statement and what was observed of it: on 13, 15, 16, 17 and 18 alike, or on the versions that are named. */
type Row = readonly [statement: string, observed: string, version?: string];

function observed(title: string, schema: Schema, rows: readonly Row[]): void {
  const cases = rows.flatMap(([statement, words, only]) =>
    (only === undefined ? ['13', '18'] : [only]).map((version) => [statement, version, words] as const),
  );
  describe(title, () => {
    it.each(cases)('%s (%s): %s', (statement, version, words) => {
      expect(inWords(factAfter(schema, statement, version))).toBe(words);
    });
  });
}

const schema = withDefaultPartition(
  schemaAfter(`
    CREATE TABLE p (id int PRIMARY KEY, code text UNIQUE);
    CREATE DOMAIN free AS int;
    CREATE DOMAIN positive AS int CHECK (value > 0);
    CREATE TYPE mood AS ENUM ('sad', 'glad');
    CREATE TYPE pair AS (a int, b int);
    CREATE FUNCTION steady() RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION moody() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE TABLE t (
      id int PRIMARY KEY, a int, b varchar(10), c numeric(10,2), d timestamp, e timestamptz, f text, g int NOT NULL,
      h varchar(10) CHECK (length(h) < 100), j cidr, k varbit(5), n int CHECK (n IS NOT NULL), o int, s timestamp(3),
      v varchar(10), w varchar(10), bp char(5), x oid, parts varchar(10)[], day date, p_id int
    );
    ALTER TABLE t ADD CONSTRAINT o_later CHECK (o IS NOT NULL) NOT VALID;
    CREATE INDEX t_v_idx ON t (v);
    CREATE INDEX t_w_idx ON t (lower(w));
    CREATE INDEX t_x_idx ON t (x);
    CREATE UNIQUE INDEX t_a_key ON t (a);
    CREATE UNIQUE INDEX t_g_key ON t (g);
    CREATE TABLE bare (a int, b int);
    CREATE TABLE child (id int PRIMARY KEY, p_id int, code text);
    ALTER TABLE child ADD CONSTRAINT child_p FOREIGN KEY (p_id) REFERENCES p;
    ALTER TABLE child ADD CONSTRAINT child_code FOREIGN KEY (code) REFERENCES p (code);
    ALTER TABLE child ADD CONSTRAINT child_late FOREIGN KEY (id) REFERENCES p NOT VALID;
    CREATE TABLE uses (x free, y positive, m mood);
    CREATE TABLE m (id int, at date, p_id int) PARTITION BY RANGE (at);
    CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    CREATE TABLE mdef PARTITION OF m DEFAULT;
    CREATE TABLE unchecked (id int, at date, p_id int);
    CREATE TABLE checked (id int, at date NOT NULL, p_id int, CHECK (at >= '2021-01-01' AND at < '2022-01-01'));
    CREATE TABLE parent (id int);
    CREATE TABLE kid (z int) INHERITS (parent);
    CREATE TABLE stranger (id int);
    CREATE UNLOGGED TABLE unlogged (id int);
    CREATE TABLE typed OF pair;
    CREATE VIEW view1 AS SELECT id FROM t;
    CREATE MATERIALIZED VIEW mat AS SELECT id FROM t;
    CREATE TRIGGER trig BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
    CREATE SEQUENCE seq;
  `),
);

/** The replayed schema does not keep the bound of a partition yet. */
function withDefaultPartition(schema: Schema): Schema {
  const tables = schema.tables.map((table) => (table.name.name === 'mdef' ? { ...table, bound: 'DEFAULT' } : table));
  return { ...schema, tables };
}

const exclusive = 'AccessExclusive on t';
const rewritten = 'AccessExclusive on t; rewrites t; scans t';
const scanned = 'AccessExclusive on t; scans t';

observed('adding a column', schema, [
  ['ALTER TABLE t ADD COLUMN z int', exclusive],
  ['ALTER TABLE t ADD COLUMN z int NOT NULL DEFAULT 1', exclusive],
  ['ALTER TABLE t ADD COLUMN z timestamptz DEFAULT now()', exclusive],
  ['ALTER TABLE t ADD COLUMN z date DEFAULT CURRENT_DATE', exclusive],
  ['ALTER TABLE t ADD COLUMN z int DEFAULT steady()', exclusive],
  ["ALTER TABLE t ADD COLUMN z mood DEFAULT 'sad'", exclusive],
  ['ALTER TABLE t ADD COLUMN z free DEFAULT 1', exclusive],
  ['ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS (id * 2) VIRTUAL', exclusive, '18'],
  ['ALTER TABLE t ADD COLUMN IF NOT EXISTS f text DEFAULT gen_random_uuid()', exclusive],
  ['ALTER TABLE t ADD COLUMN z uuid DEFAULT gen_random_uuid()', rewritten],
  ['ALTER TABLE t ADD COLUMN z text DEFAULT gen_random_uuid()::text', rewritten],
  ['ALTER TABLE t ADD COLUMN z timestamptz DEFAULT clock_timestamp()', rewritten],
  ['ALTER TABLE t ADD COLUMN z int DEFAULT (random() * 10)::int', rewritten],
  ["ALTER TABLE t ADD COLUMN z int DEFAULT nextval('seq')", rewritten],
  ['ALTER TABLE t ADD COLUMN z int DEFAULT moody()', rewritten],
  ['ALTER TABLE t ADD COLUMN z int DEFAULT unheard_of()', rewritten],
  ['ALTER TABLE t ADD COLUMN z serial', rewritten],
  ['ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS IDENTITY', rewritten],
  ['ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS (id * 2) STORED', rewritten],
  ['ALTER TABLE t ADD COLUMN z positive', rewritten],
  ['ALTER TABLE m ADD COLUMN z int', 'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef'],
]);

observed('dropping and renaming a column', schema, [
  ['ALTER TABLE t DROP COLUMN f', exclusive],
  ['ALTER TABLE t RENAME COLUMN f TO z', exclusive],
  ['ALTER TABLE child DROP COLUMN p_id', 'AccessExclusive on child, AccessExclusive on p'],
  ['ALTER TABLE p DROP COLUMN code CASCADE', 'AccessExclusive on child, AccessExclusive on p'],
  ['ALTER TABLE m RENAME COLUMN id TO z', 'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef'],
]);

observed('changing a type', schema, [
  ['ALTER TABLE t ALTER COLUMN b TYPE varchar(20)', exclusive],
  ['ALTER TABLE t ALTER COLUMN b TYPE varchar', exclusive],
  ['ALTER TABLE t ALTER COLUMN b TYPE text', exclusive],
  ['ALTER TABLE t ALTER COLUMN b TYPE text USING b::text', exclusive],
  ['ALTER TABLE t ALTER COLUMN f TYPE varchar', exclusive],
  ['ALTER TABLE t ALTER COLUMN c TYPE numeric(12,2)', exclusive],
  ['ALTER TABLE t ALTER COLUMN c TYPE numeric', exclusive],
  ['ALTER TABLE t ALTER COLUMN k TYPE varbit(8)', exclusive],
  ['ALTER TABLE t ALTER COLUMN s TYPE timestamp', exclusive],
  ['ALTER TABLE t ALTER COLUMN d TYPE timestamp(6)', exclusive],
  ['ALTER TABLE t ALTER COLUMN j TYPE inet', exclusive],
  ['ALTER TABLE t ALTER COLUMN bp TYPE bpchar', exclusive],
  ['ALTER TABLE t ALTER COLUMN a TYPE oid USING a', scanned],
  ['ALTER TABLE t ALTER COLUMN o TYPE free', exclusive],
  ['ALTER TABLE t ALTER COLUMN parts TYPE varchar[]', exclusive],
  ['ALTER TABLE t ALTER COLUMN v TYPE text', exclusive],
  ['ALTER TABLE uses ALTER COLUMN y TYPE int', 'AccessExclusive on uses'],
  ['ALTER TABLE t ALTER COLUMN h TYPE text', scanned],
  ['ALTER TABLE t ALTER COLUMN w TYPE varchar(20)', scanned],
  ['ALTER TABLE t ALTER COLUMN x TYPE int', scanned],
  ['ALTER TABLE t ALTER COLUMN v TYPE varchar(10) COLLATE "C"', scanned],
  ['ALTER TABLE t ALTER COLUMN b TYPE varchar(5)', rewritten],
  ['ALTER TABLE t ALTER COLUMN f TYPE varchar(20)', rewritten],
  ['ALTER TABLE t ALTER COLUMN b TYPE text USING upper(b)', rewritten],
  ['ALTER TABLE t ALTER COLUMN o TYPE bigint', rewritten],
  ['ALTER TABLE t ALTER COLUMN o TYPE positive', rewritten],
  ['ALTER TABLE t ALTER COLUMN c TYPE numeric(12,4)', rewritten],
  ['ALTER TABLE t ALTER COLUMN d TYPE timestamp(3)', rewritten],
  ['ALTER TABLE t ALTER COLUMN d TYPE timestamptz', rewritten],
  ['ALTER TABLE t ALTER COLUMN d TYPE date', rewritten],
  ['ALTER TABLE t ALTER COLUMN bp TYPE char(8)', rewritten],
  ['ALTER TABLE t ALTER COLUMN parts TYPE varchar(20)[]', rewritten],
  ['ALTER TABLE t ALTER COLUMN unheard_of TYPE int', rewritten],
  ['ALTER TABLE child ALTER COLUMN code TYPE varchar', 'AccessExclusive on child, AccessExclusive on p'],
  [
    'ALTER TABLE p ALTER COLUMN code TYPE varchar(50)',
    'AccessExclusive on child, AccessExclusive on p; rewrites p; scans child, p',
  ],
  [
    'ALTER TABLE m ALTER COLUMN id TYPE bigint',
    'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef; rewrites m1, mdef; scans m1, mdef',
  ],
  [
    'ALTER TABLE parent ALTER COLUMN id TYPE bigint',
    'AccessExclusive on kid, AccessExclusive on parent; rewrites kid, parent; scans kid, parent',
  ],
]);

observed('other changes of a column', schema, [
  ['ALTER TABLE t ALTER COLUMN p_id SET NOT NULL', scanned],
  ['ALTER TABLE t ALTER COLUMN n SET NOT NULL', exclusive],
  ['ALTER TABLE t ALTER COLUMN g SET NOT NULL', exclusive],
  ['ALTER TABLE t ALTER COLUMN o SET NOT NULL', scanned],
  ['ALTER TABLE t ADD CONSTRAINT nn NOT NULL p_id NOT VALID', exclusive, '18'],
  ['ALTER TABLE t ALTER COLUMN g DROP NOT NULL', exclusive],
  ['ALTER TABLE t ALTER COLUMN a SET DEFAULT 3', exclusive],
  ['ALTER TABLE t ALTER COLUMN a DROP DEFAULT', exclusive],
  ['ALTER TABLE t ALTER COLUMN g ADD GENERATED ALWAYS AS IDENTITY', exclusive],
  ['ALTER TABLE t ALTER COLUMN f SET STORAGE EXTERNAL', exclusive],
  ['ALTER TABLE t ALTER COLUMN f SET COMPRESSION pglz', exclusive, '18'],
  ['ALTER TABLE t ALTER COLUMN g DROP EXPRESSION', exclusive],
  ['ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (a * 3)', rewritten, '17'],
  ['ALTER TABLE t ALTER COLUMN f SET STATISTICS 100', 'ShareUpdateExclusive on t'],
  ['ALTER TABLE t ALTER COLUMN a SET (n_distinct = 5)', 'ShareUpdateExclusive on t'],
  ['ALTER TABLE t ALTER COLUMN a RESET (n_distinct)', 'ShareUpdateExclusive on t'],
]);

observed('constraints', schema, [
  ['ALTER TABLE t ADD FOREIGN KEY (p_id) REFERENCES p', 'ShareRowExclusive on p, ShareRowExclusive on t; scans p, t'],
  ['ALTER TABLE t ADD FOREIGN KEY (p_id) REFERENCES p NOT VALID', 'ShareRowExclusive on p, ShareRowExclusive on t'],
  [
    'ALTER TABLE t ADD FOREIGN KEY (p_id) REFERENCES p NOT ENFORCED',
    'ShareRowExclusive on p, ShareRowExclusive on t',
    '18',
  ],
  [
    'ALTER TABLE m ADD FOREIGN KEY (p_id) REFERENCES p',
    'ShareRowExclusive on m, ShareRowExclusive on m1, ShareRowExclusive on mdef, ShareRowExclusive on p; scans m1, mdef, p',
  ],
  ['ALTER TABLE child VALIDATE CONSTRAINT child_late', 'RowShare on p, ShareUpdateExclusive on child; scans child, p'],
  ['ALTER TABLE t VALIDATE CONSTRAINT o_later', 'ShareUpdateExclusive on t; scans t'],
  ['ALTER TABLE t ADD CHECK (a > 0)', scanned],
  ['ALTER TABLE t ADD CHECK (a > 0) NOT VALID', exclusive],
  ['ALTER TABLE bare ADD PRIMARY KEY (a)', 'AccessExclusive on bare; scans bare'],
  ['ALTER TABLE bare ADD UNIQUE (a)', 'AccessExclusive on bare; scans bare'],
  ['ALTER TABLE m ADD UNIQUE (id, at)', 'AccessExclusive on m, Share on m1, Share on mdef; scans m1, mdef', '17'],
  [
    'ALTER TABLE m ADD UNIQUE (id, at)',
    'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef; scans m1, mdef',
    '18',
  ],
  ['ALTER TABLE t ADD EXCLUDE USING btree (a WITH =)', scanned],
  ['ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_a_key', exclusive],
  ['ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX t_g_key', exclusive],
  ['ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX t_a_key', scanned],
  ['ALTER TABLE child DROP CONSTRAINT child_p', 'AccessExclusive on child, AccessExclusive on p'],
  ['ALTER TABLE t DROP CONSTRAINT o_later', exclusive],
  ['ALTER TABLE p DROP CONSTRAINT p_code_key CASCADE', 'AccessExclusive on child, AccessExclusive on p'],
  ['ALTER TABLE child RENAME CONSTRAINT child_p TO z', 'AccessExclusive on child'],
  ['ALTER TABLE child ALTER CONSTRAINT child_p DEFERRABLE', 'AccessExclusive on child'],
  ['ALTER TABLE child ALTER CONSTRAINT child_p NOT ENFORCED', 'AccessExclusive on child, AccessExclusive on p', '18'],
]);

observed('indexes', schema, [
  ['CREATE INDEX ON t (a)', 'Share on t; scans t'],
  ['CREATE INDEX ON m (at)', 'Share on m, Share on m1, Share on mdef; scans m1, mdef'],
  ['CREATE INDEX ON ONLY m (at)', 'Share on m'],
  ['CREATE INDEX CONCURRENTLY ON t (a)', 'ShareUpdateExclusive on t; scans t'],
  ['DROP INDEX t_v_idx', exclusive],
  ['DROP INDEX CONCURRENTLY t_v_idx', 'ShareUpdateExclusive on t'],
  ['DROP INDEX unheard_of', 'AccessExclusive on unheard_of'],
  ['ALTER INDEX t_v_idx RENAME TO z', 'ShareUpdateExclusive on t_v_idx'],
  ['ALTER INDEX t_v_idx SET (fillfactor = 70)', 'ShareUpdateExclusive on t_v_idx'],
  ['REINDEX INDEX p_pkey', 'AccessExclusive on p_pkey, Share on p; scans p'],
  ['REINDEX INDEX t_v_idx', 'AccessExclusive on t_v_idx, Share on t; scans t'],
  ['REINDEX TABLE bare', 'Share on bare; scans bare'],
  ['REINDEX TABLE p', 'AccessExclusive on p_code_key, AccessExclusive on p_pkey, Share on p; scans p'],
  ['REINDEX INDEX CONCURRENTLY t_v_idx', 'ShareUpdateExclusive on t; scans t'],
]);

observed('tables', schema, [
  ['CREATE TABLE z (id int)', 'no lock'],
  ['CREATE TABLE z (id int REFERENCES p)', 'ShareRowExclusive on p'],
  ['CREATE TABLE z (LIKE t INCLUDING ALL)', 'AccessShare on t'],
  ['CREATE TABLE z () INHERITS (parent)', 'ShareUpdateExclusive on parent'],
  [
    "CREATE TABLE z PARTITION OF m FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')",
    'AccessExclusive on m, AccessExclusive on mdef; scans mdef',
  ],
  ['DROP TABLE t', exclusive],
  ['DROP TABLE child', 'AccessExclusive on child, AccessExclusive on p'],
  ['DROP TABLE p CASCADE', 'AccessExclusive on child, AccessExclusive on p'],
  ['DROP TABLE m1', 'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef'],
  ['ALTER TABLE t RENAME TO z', exclusive],
  ['ALTER TABLE m RENAME TO z', 'AccessExclusive on m'],
  ['ALTER TABLE t SET SCHEMA s', exclusive],
  ['ALTER TABLE t SET (fillfactor = 70)', 'ShareUpdateExclusive on t'],
  ['ALTER TABLE t RESET (fillfactor)', 'ShareUpdateExclusive on t'],
  ['ALTER TABLE t CLUSTER ON t_v_idx', 'ShareUpdateExclusive on t'],
  ['ALTER TABLE t SET WITHOUT CLUSTER', 'ShareUpdateExclusive on t'],
  ['ALTER TABLE t SET UNLOGGED', rewritten],
  ['ALTER TABLE t SET LOGGED', exclusive],
  ['ALTER TABLE unlogged SET LOGGED', 'AccessExclusive on unlogged; rewrites unlogged; scans unlogged'],
  ['ALTER TABLE t ENABLE ROW LEVEL SECURITY', exclusive],
  ['ALTER TABLE t REPLICA IDENTITY FULL', exclusive],
  ['ALTER TABLE t OWNER TO someone', exclusive],
]);

observed('partitions and inheritance', schema, [
  [
    "ALTER TABLE m ATTACH PARTITION unchecked FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
    'AccessExclusive on mdef, AccessExclusive on unchecked, ShareUpdateExclusive on m; scans mdef, unchecked',
  ],
  [
    "ALTER TABLE m ATTACH PARTITION checked FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
    'AccessExclusive on checked, AccessExclusive on mdef, ShareUpdateExclusive on m; scans mdef',
  ],
  [
    'ALTER TABLE m DETACH PARTITION m1',
    'AccessExclusive on m, AccessExclusive on mdef, ShareUpdateExclusive on m1',
    '13',
  ],
  ['ALTER TABLE m DETACH PARTITION m1', 'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef', '15'],
  ['ALTER TABLE stranger INHERIT parent', 'AccessExclusive on stranger, ShareUpdateExclusive on parent'],
  ['ALTER TABLE kid NO INHERIT parent', 'AccessExclusive on kid, AccessShare on parent'],
]);

observed('views', schema, [
  ['CREATE VIEW z AS SELECT id FROM t', 'AccessShare on t'],
  ['CREATE OR REPLACE VIEW view1 AS SELECT id FROM t', 'AccessExclusive on view1, AccessShare on t'],
  ['CREATE MATERIALIZED VIEW z AS SELECT id FROM t', 'AccessShare on t; scans t'],
  ['ALTER MATERIALIZED VIEW mat SET (fillfactor = 50)', 'ShareUpdateExclusive on mat'],
  ['ALTER VIEW view1 SET (security_barrier = true)', 'AccessExclusive on view1'],
  ['DROP VIEW view1', 'AccessExclusive on view1'],
  ['REFRESH MATERIALIZED VIEW mat', 'AccessExclusive on mat, AccessShare on t; rewrites mat; scans t'],
  ['REFRESH MATERIALIZED VIEW CONCURRENTLY mat', 'AccessShare on t, Exclusive on mat; scans mat, t'],
]);

observed('triggers, types, sequences and other objects', schema, [
  ['CREATE TRIGGER z AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()', 'ShareRowExclusive on t'],
  [
    'CREATE TRIGGER z AFTER INSERT ON m FOR EACH ROW EXECUTE FUNCTION f()',
    'ShareRowExclusive on m, ShareRowExclusive on m1, ShareRowExclusive on mdef',
  ],
  ['CREATE TRIGGER z AFTER INSERT ON m FOR EACH STATEMENT EXECUTE FUNCTION f()', 'ShareRowExclusive on m'],
  ['ALTER TABLE t DISABLE TRIGGER trig', 'ShareRowExclusive on t'],
  ['DROP TRIGGER trig ON t', exclusive],
  ['ALTER TRIGGER trig ON t RENAME TO z', exclusive],
  ["ALTER TYPE mood ADD VALUE 'calm'", 'no lock'],
  ["ALTER TYPE mood RENAME VALUE 'sad' TO 'low'", 'no lock'],
  ['ALTER TYPE pair ADD ATTRIBUTE c int CASCADE', 'AccessExclusive on typed'],
  ['DROP TYPE mood CASCADE', 'AccessExclusive on uses'],
  ['DROP TYPE pair CASCADE', 'AccessExclusive on typed'],
  ['ALTER DOMAIN positive ADD CHECK (value < 9)', 'Share on uses; scans uses'],
  ['ALTER DOMAIN positive ADD CHECK (value < 9) NOT VALID', 'no lock'],
  ['ALTER DOMAIN positive SET NOT NULL', 'Share on uses; scans uses'],
  ['ALTER DOMAIN positive DROP NOT NULL', 'no lock'],
  ['ALTER DOMAIN positive VALIDATE CONSTRAINT positive_check', 'Share on uses; scans uses'],
  ['ALTER SEQUENCE seq RESTART', 'ShareRowExclusive on seq'],
  ['DROP SEQUENCE seq', 'AccessExclusive on seq'],
  ['CREATE POLICY z ON t', exclusive],
  ['CREATE RULE z AS ON INSERT TO t DO NOTHING', exclusive],
  ["COMMENT ON TABLE t IS 'x'", 'ShareUpdateExclusive on t'],
  ["COMMENT ON COLUMN t.f IS 'x'", 'ShareUpdateExclusive on t'],
  ["COMMENT ON CONSTRAINT o_later ON t IS 'x'", 'AccessShare on t'],
  ['GRANT SELECT ON t TO someone', 'no lock', '17'],
  ['GRANT SELECT ON t TO someone', 'AccessShare on t', '18'],
]);

observed('rows', schema, [
  ['INSERT INTO child VALUES (1, 1, NULL)', 'RowExclusive on child, RowShare on p'],
  ["UPDATE t SET b = 'x'", 'RowExclusive on t; scans t'],
  ["UPDATE t SET b = 'x' WHERE id = 1", 'RowExclusive on t'],
  ['UPDATE child SET p_id = 5', 'RowExclusive on child, RowShare on p; scans child'],
  ['DELETE FROM m', 'RowExclusive on m, RowExclusive on m1, RowExclusive on mdef; scans m1, mdef'],
  ['TRUNCATE t', exclusive],
  ['TRUNCATE p CASCADE', 'AccessExclusive on child, AccessExclusive on p'],
  ['SELECT id FROM t', 'AccessShare on t'],
]);

observed('sessions and maintenance', schema, [
  ['LOCK TABLE m', 'AccessExclusive on m, AccessExclusive on m1, AccessExclusive on mdef'],
  ['LOCK TABLE t IN SHARE MODE', 'Share on t'],
  ['CLUSTER t USING t_v_idx', rewritten],
  ['VACUUM FULL t', rewritten],
  ['VACUUM t', 'ShareUpdateExclusive on t'],
  ['ANALYZE t', 'ShareUpdateExclusive on t'],
  ["SET lock_timeout = '1s'", 'no lock'],
]);

describe('what a lock blocks', () => {
  it.each([
    ['AccessExclusive', 'ALTER TABLE t RENAME TO z', ['reads', 'writes', 'ddl']],
    ['Exclusive', 'REFRESH MATERIALIZED VIEW CONCURRENTLY mat', ['writes', 'ddl']],
    ['ShareRowExclusive', 'ALTER TABLE t DISABLE TRIGGER trig', ['writes', 'ddl']],
    ['Share', 'CREATE INDEX ON t (a)', ['writes', 'ddl']],
    ['ShareUpdateExclusive', 'ANALYZE t', ['ddl']],
    ['RowExclusive', "UPDATE t SET b = 'x'", []],
  ])('%s', (mode, statement, blocks) => {
    expect(factAfter(schema, statement).locks[0]).toMatchObject({ mode, blocks });
  });
});

describe('what cannot run in a transaction block', () => {
  it.each([
    'CREATE INDEX CONCURRENTLY ON t (a)',
    'DROP INDEX CONCURRENTLY t_v_idx',
    'REINDEX TABLE CONCURRENTLY t',
    'REINDEX SCHEMA public',
    'ALTER TABLE m DETACH PARTITION m1 CONCURRENTLY',
    'VACUUM t',
    'CREATE DATABASE z',
    'DROP DATABASE z',
    "CREATE TABLESPACE z LOCATION '/z'",
    'ALTER SYSTEM SET work_mem = 1',
    "CREATE SUBSCRIPTION z CONNECTION '' PUBLICATION q",
  ])('%s', (statement) => {
    expect(factAfter(schema, statement).transactional).toBe(false);
  });

  it.each(['CREATE INDEX ON t (a)', 'REINDEX TABLE t', 'CLUSTER t USING t_v_idx', "ALTER TYPE mood ADD VALUE 'calm'"])(
    'but %s can',
    (statement) => {
      expect(factAfter(schema, statement).transactional).toBe(true);
    },
  );

  it('ALTER TYPE ADD VALUE before 12', () => {
    expect(factAfter(schema, "ALTER TYPE mood ADD VALUE 'calm'", '11').transactional).toBe(false);
  });
});

describe('what is lost', () => {
  it.each([
    ['ALTER TABLE t DROP COLUMN f', 'every value of t.f'],
    ['DROP TABLE m', 'every row of m, m1, mdef'],
    ['TRUNCATE p CASCADE', 'every row of p, child'],
    ['DELETE FROM t', 'every row of t'],
    ['DELETE FROM t WHERE a > 1', 'the rows of t where a > 1'],
    ['DROP TYPE mood CASCADE', 'every value of uses.m'],
    ['ALTER TYPE pair DROP ATTRIBUTE b CASCADE', 'every value of pair.b'],
    ['ALTER TABLE t ALTER COLUMN b TYPE varchar(5)', 'in t.b: a value longer than 5 characters'],
    ['ALTER TABLE t ALTER COLUMN a TYPE smallint', 'in t.a: a value outside the range of smallint'],
    ['ALTER TABLE t ALTER COLUMN c TYPE numeric(10,0)', 'in t.c: fractions'],
    ['ALTER TABLE t ALTER COLUMN c TYPE numeric(8,2)', 'in t.c: a value of more than 6 digits before the point'],
    ['ALTER TABLE t ALTER COLUMN e TYPE timestamp', 'in t.e: the time zone'],
    ['ALTER TABLE t ALTER COLUMN d TYPE date', 'in t.d: the time of day'],
    ['ALTER TABLE t ALTER COLUMN f TYPE int USING f::int', 'in t.f: a value that is no integer'],
  ])('%s: %s', (statement, loses) => {
    expect(factAfter(schema, statement).loses).toBe(loses);
  });

  it.each([
    'ALTER TABLE t ADD COLUMN z int',
    'ALTER TABLE t ALTER COLUMN b TYPE text',
    'DROP INDEX t_v_idx',
    'CREATE TABLE z ()',
  ])('nothing by %s', (statement) => {
    expect(factAfter(schema, statement).loses).toBeUndefined();
  });

  it('the rows that a foreign key deletes too', () => {
    const cascading = schemaAfter(`
      CREATE TABLE p (id int PRIMARY KEY);
      CREATE TABLE c (id int REFERENCES p ON DELETE CASCADE);
    `);
    expect(factAfter(cascading, 'DELETE FROM p').loses).toBe(
      'every row of p; by ON DELETE CASCADE, the rows of c that point to them',
    );
  });
});

describe('why', () => {
  it.each([
    [
      'ALTER TABLE t ADD COLUMN z uuid DEFAULT gen_random_uuid()',
      'gen_random_uuid() gives every row a value of its own',
    ],
    [
      'ALTER TABLE t ADD COLUMN z int DEFAULT moody()',
      'moody() is not declared STABLE or IMMUTABLE, so it is called for every row',
    ],
    [
      'ALTER TABLE t ADD COLUMN z int DEFAULT unheard_of()',
      'it is not known here whether unheard_of() is volatile, so it is taken to be',
    ],
    ['ALTER TABLE t ADD COLUMN z positive', 'the value of z is checked against the domain positive row by row'],
    ['ALTER TABLE t ALTER COLUMN h TYPE text', 't_h_check is checked again for every row'],
    ['ALTER TABLE t ALTER COLUMN w TYPE varchar(20)', 't_w_idx is built anew'],
    ['ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX t_a_key', 'a can still be NULL, so every row is read'],
    [
      'ALTER TABLE t DROP CONSTRAINT unheard_of',
      'unheard_of is not known here: if it is a foreign key, the referenced table is locked too',
    ],
  ])('%s: %s', (statement, because) => {
    expect(factAfter(schema, statement).because).toBe(because);
  });
});

describe('how long', () => {
  it.each([
    ['DROP TABLE t', 'instant'],
    ['TRUNCATE t', 'instant'],
    ['INSERT INTO t (id) VALUES (1)', 'instant'],
    ['CREATE INDEX ON t (a)', 'grows-with-rows'],
    ["UPDATE t SET b = 'x' WHERE a > 1", 'grows-with-rows'],
    ['INSERT INTO t (id) SELECT id FROM p', 'grows-with-rows'],
  ])('%s: %s', (statement, duration) => {
    expect(factAfter(schema, statement).duration).toBe(duration);
  });
});

describe('what nothing is known about', () => {
  it.each(['CALL something()', 'ALTER TABEL t'])('%s', (statement) => {
    const facts = operationsOf(statement).map((operation) => postgres.facts(operation, schema, '18'));
    expect(facts).toEqual([undefined]);
  });
});

describe('a foreign key that comes with its column', () => {
  it('has nothing to look up while every row is NULL', () => {
    const [, key] = factsAfter(schema, 'ALTER TABLE t ADD COLUMN z int REFERENCES p');
    expect(key?.scans).toEqual([]);
  });

  it('looks up a default', () => {
    const [, key] = factsAfter(schema, 'ALTER TABLE t ADD COLUMN z int DEFAULT 1 REFERENCES p');
    expect(key?.scans).toEqual([{ name: 't' }, { name: 'p' }]);
  });
});

describe('inheriting children', () => {
  it.each([
    ['have indexes of their own', 'CREATE INDEX ON parent (id)', 'Share on parent; scans parent'],
    [
      'are left alone by NO INHERIT',
      'ALTER TABLE parent ADD CHECK (id > 0) NO INHERIT',
      'AccessExclusive on kid, AccessExclusive on parent; scans parent',
    ],
  ])('%s', (_title, statement, words) => {
    expect(inWords(factAfter(schema, statement))).toBe(words);
  });
});

describe('SET NOT NULL before 12', () => {
  it('reads every row, whatever a CHECK says', () => {
    expect(inWords(factAfter(schema, 'ALTER TABLE t ALTER COLUMN n SET NOT NULL', '11'))).toBe(scanned);
  });
});
