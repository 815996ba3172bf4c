import { describe, expect, test } from 'vitest';
import { replayAll } from '../../../src/schema/replay.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { findTable } from '../../../src/model/schema.ts';
import { operationsOf, placedOperations, postgres, statementsOf, textAt } from './reading.ts';

describe('placeholders of a template language in the place of names', () => {
  test.each([
    ['DROP TABLE {{ schema }}.t', '{{ schema }}', 't'],
    ['DROP TABLE {{ index .Options "Namespace" }}.t', '{{ index .Options "Namespace" }}', 't'],
    ['DROP TABLE "{{ index .Options "Namespace" }}".t', '{{ index .Options "Namespace" }}', 't'],
    ['DROP TABLE ${schema}.t', '${schema}', 't'],
    ['DROP TABLE s.Pre_{{x}}_Post', 's', 'pre_{{x}}_post'],
    ['DROP TABLE s."Pre_${x}"', 's', 'Pre_${x}'],
  ])('are read as they are spelled: %s', (sql, schema, name) => {
    expect(operationsOf(sql)).toEqual([{ kind: 'DropTable', table: { schema, name }, cascade: false }]);
  });

  test('are read in the body of a DO block, too', () => {
    const text = "DO $$ BEGIN -- don't\n ALTER TABLE {{ s }}.t DROP a; UPDATE t SET b = '{{ s }}'; END $$";
    expect(operationsOf(text)).toMatchObject([
      { kind: 'DropColumn', table: { schema: '{{ s }}', name: 't' } },
      { kind: 'UpdateRows', assignments: [{ value: { sql: "'{{ s }}'" } }] },
    ]);
  });

  test('leave the statement and its places as the file has them', () => {
    const text = 'SELECT 1; ALTER TABLE {{ s }}.t DROP a, DROP b;';
    const statement = statementsOf(text)[1];
    expect(statement?.sql).toBe('ALTER TABLE {{ s }}.t DROP a, DROP b');
    expect(statement?.operations.map((operation) => textAt(text, operation))).toEqual(['DROP a', 'DROP b']);
  });

  test.each([
    '{{ if .x }}DROP TABLE t{{ end }}',
    'ALTER TABLE t {{- range .c }} DROP a {{ end }}',
    'DROP TABL {{ s }}.t',
  ])('that do more, or stand in what is wrong anyway, are not read: %s', (sql) => {
    expect(operationsOf(sql)).toMatchObject([{ kind: 'Opaque', reason: 'syntax-error' }]);
  });
});

describe('clauses of other databases that speak PostgreSQL’s language', () => {
  test.each([
    ['CREATE TABLE t (a int ENCODE az64 DISTKEY, b text SORTKEY) DISTSTYLE KEY', 'CREATE TABLE t (a int, b text)'],
    ['CREATE TABLE t (a int) DISTKEY (a) COMPOUND SORTKEY (a, b)', 'CREATE TABLE t (a int)'],
    ['CREATE TABLE t (a int IDENTITY(1, 1) NOT NULL)', 'CREATE TABLE t (a int NOT NULL)'],
    ['CREATE TABLE t (a int) DISTRIBUTED BY (a)', 'CREATE TABLE t (a int)'],
    ['CREATE INDEX i ON t (a) STORING (b)', 'CREATE INDEX i ON t (a)'],
    ['CREATE TABLE t (a int) SPLIT INTO 4 TABLETS', 'CREATE TABLE t (a int)'],
    ["COPY t FROM 's3://b/k' IAM_ROLE 'r' GZIP DELIMITER '|'", "COPY t FROM 's3://b/k'"],
  ])('%s is read without them, and says so', (sql, plain) => {
    const [first] = operationsOf(sql);
    const { unread = [], ...rest } = first ?? { unread: [] };
    expect(unread.length).toBeGreaterThan(0);
    expect([rest]).toEqual(operationsOf(plain));
  });

  test('what was left out is told as it was written', () => {
    expect(operationsOf('CREATE TABLE t (a int ENCODE az64) INTERLEAVED SORTKEY (a)')).toMatchObject([
      { unread: ['encode az64', 'interleaved sortkey(a)'] },
    ]);
  });

  test('places lead back to the file', () => {
    const text = 'ALTER TABLE t ADD a int ENCODE az64, DROP b;';
    expect(placedOperations(text).map((operation) => textAt(text, operation))).toEqual(['ADD a int', 'DROP b']);
  });
});

describe('a statement that is wrong', () => {
  test.each([
    ['CREATE TABLE s.T (a int,, b int)', 'CREATE TABLE s.t', { schema: 's', name: 't' }],
    ['ALTER TABLE IF EXISTS ONLY "T" ADD COLUM a int', 'ALTER TABLE T', { name: 'T' }],
    ['CREATE UNIQUE INDEX CONCURRENTLY i ON ONLY t (a,)', 'CREATE INDEX on t', { name: 't' }],
    ['DROP TABLE t CASCAD', 'DROP TABLE t', { name: 't' }],
  ])('names what it is about: %s', (sql, phrase, table) => {
    const [operation] = operationsOf(sql);
    expect(operation).toMatchObject({ kind: 'Opaque', reason: 'syntax-error', table });
    expect(operation?.kind === 'Opaque' ? operation.detail : '').toMatch(
      new RegExp(`^syntax error at .* in ${phrase}$`),
    );
  });

  test.each(['SELECT FROM FROM', 'ALTR TABLE t', 'CREATE', 'CREATE INDEX'])('names nothing otherwise: %s', (sql) => {
    const [operation] = operationsOf(sql);
    expect(operation).toMatchObject({ kind: 'Opaque', reason: 'syntax-error' });
    expect(operation).not.toHaveProperty('table');
  });

  test('leaves its table known, but not whole', () => {
    const replayed = (sql: string) => replayAll(emptySchema(postgres.traits), placedOperations(sql), '1');
    const made = replayed('CREATE TABLE t (a int,, b int); ALTER TABLE t DROP c;');
    expect(made.inconsistencies.toArray()).toEqual([]);
    expect(findTable(made, { name: 't' })?.complete).toBe(false);
    const changed = replayed('CREATE TABLE t (a int); ALTER TABLE t ADD COLUM c int;');
    expect(findTable(changed, { name: 't' })).toMatchObject({ complete: false, columns: [{ name: 'a' }] });
  });
});
