import { describe, expect, it } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { differencesOf } from '../../../src/schema/picture/differences.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';

async function schemaOf(dialectName: DialectName, sql: string, called: string): Promise<Schema> {
  const dialect = await loadDialect(dialectName);
  const operations = dialect.read(plainText('a.sql', sql)).statements.flatMap((statement) => statement.operations);
  return replayAll(emptySchema(dialect.traits), operations, called);
}

/** The differences in short: what the replay says and what the picture says. */
async function found(dialect: DialectName, replayed: string, pictured: string): Promise<readonly string[]> {
  const [one, other] = [await schemaOf(dialect, replayed, 'replay'), await schemaOf(dialect, pictured, 'picture')];
  return differencesOf(one, other).map(({ kind, part, name, aspects }) =>
    [kind, part, name, ...aspects.map((aspect) => `${aspect.what}: ${aspect.replayed} / ${aspect.pictured}`)].join(' '),
  );
}

describe('what differs', () => {
  it.each([
    ['CREATE TABLE a (id int)', '', 'missing table a'],
    ['', 'CREATE TABLE a (id int)', 'extra table a'],
    ['CREATE TABLE a (id int, b int)', 'CREATE TABLE a (id int)', 'missing column b'],
    ['CREATE TABLE a (id int)', 'CREATE TABLE a (id bigint)', 'different column id type: integer / bigint'],
    ['CREATE TABLE a (id int)', 'CREATE TABLE a (id int NOT NULL)', 'different column id nullability: NULL / NOT NULL'],
    ['CREATE TABLE a (id int)', 'CREATE TABLE a (id int DEFAULT 1)', 'different column id default: none / 1'],
    ['CREATE TABLE a (id int DEFAULT 2)', 'CREATE TABLE a (id int DEFAULT 1)', 'different column id default: 2 / 1'],
    ['CREATE TABLE a (id int PRIMARY KEY)', 'CREATE TABLE a (id int NOT NULL)', 'missing primary key a_pkey'],
    [
      'CREATE TABLE a (id int CONSTRAINT x UNIQUE)',
      'CREATE TABLE a (id int CONSTRAINT y UNIQUE)',
      'different unique constraint x name: x / y',
    ],
    ['CREATE TABLE a (id int); CREATE INDEX x ON a (id)', 'CREATE TABLE a (id int)', 'missing index x'],
    [
      'CREATE TABLE a (id int, b int); CREATE INDEX x ON a (id)',
      'CREATE TABLE a (id int, b int); CREATE INDEX x ON a (b)',
      'different index x columns: id / b',
    ],
    [
      'CREATE TABLE a (id int); CREATE INDEX x ON a (id)',
      'CREATE TABLE a (id int); CREATE UNIQUE INDEX x ON a (id) WHERE id > 0',
      'different index x uniqueness: not unique / unique filter: none / id > 0',
    ],
    ["CREATE TYPE m AS ENUM ('a')", "CREATE TYPE m AS ENUM ('a', 'b')", 'different type m labels: a / a, b'],
    ['CREATE SEQUENCE s', '', 'missing sequence s'],
  ])('%s | %s', async (replayed, pictured, difference) => {
    expect(await found('postgres', replayed, pictured)).toEqual([difference]);
  });

  it('has the place on both sides', async () => {
    const one = await schemaOf('postgres', 'CREATE TABLE a (id int)', '1_a');
    const other = await schemaOf('postgres', 'CREATE TABLE a (id bigint)', 'snapshot.json');
    expect(differencesOf(one, other)).toMatchObject([
      { replayed: { migration: '1_a' }, pictured: { migration: 'snapshot.json' } },
    ]);
  });

  it('in ON DELETE is that of the foreign key', async () => {
    const key = (action: string): string =>
      `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int CONSTRAINT k REFERENCES a ON DELETE ${action})`;
    expect(await found('postgres', key('CASCADE'), key('RESTRICT'))).toEqual([
      'different foreign key k ON DELETE: CASCADE / NO ACTION',
    ]);
    expect(await found('postgres', key('NO ACTION'), key('RESTRICT'))).toEqual([]);
  });
});

describe('what says the same', () => {
  it.each<[DialectName, string, string]>([
    ['postgres', 'CREATE TABLE a (id int, b int)', 'CREATE TABLE a (b int, id int)'],
    ['postgres', "CREATE TABLE a (id text NOT NULL DEFAULT '')", 'CREATE TABLE a (id text NOT NULL)'],
    ['postgres', 'CREATE TABLE a (id text COLLATE "C")', 'CREATE TABLE a (id text)'],
    ['postgres', 'CREATE TABLE a (id serial)', 'CREATE TABLE a (id serial)'],
    [
      'postgres',
      'CREATE TABLE a (id int CONSTRAINT x UNIQUE)',
      'CREATE TABLE a (id int); CREATE UNIQUE INDEX x ON a (id)',
    ],
    ['postgres', 'CREATE TABLE a (id int); CREATE VIEW v AS SELECT 1', 'CREATE TABLE a (id int)'],
    ['postgres', 'ALTER TABLE a ADD COLUMN b int', ''],
    ['sqlite', 'CREATE TABLE a (id INTEGER, b VARCHAR(20))', 'CREATE TABLE a (id INT, b TEXT)'],
    [
      'sqlite',
      'CREATE TABLE a (id INTEGER CONSTRAINT x PRIMARY KEY)',
      'CREATE TABLE a (id INTEGER CONSTRAINT y PRIMARY KEY)',
    ],
    [
      'mysql',
      'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x int, CONSTRAINT k FOREIGN KEY (x) REFERENCES a (id)); CREATE INDEX i ON b (x)',
      'CREATE TABLE A (ID int PRIMARY KEY); CREATE TABLE b (x int); CREATE INDEX i ON b (x); ALTER TABLE b ADD CONSTRAINT k FOREIGN KEY (x) REFERENCES a (id)',
    ],
  ])('%s: %s | %s', async (dialect, replayed, pictured) => {
    expect(await found(dialect, replayed, pictured)).toEqual([]);
  });
});
