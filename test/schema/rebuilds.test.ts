import { describe, expect, it } from 'vitest';
import { loadDialect } from '../../src/dialects/index.ts';
import type { DialectName } from '../../src/model/names.ts';
import type { Operation } from '../../src/model/operation.ts';
import { plainText } from '../../src/model/source-text.ts';
import type { Placed } from '../../src/schema/rebuilds.ts';
import { rebuildsOf } from '../../src/schema/rebuilds.ts';
import { replay } from '../../src/schema/replay.ts';
import { schemaAfter } from './replaying.ts';

const setup = 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);';

/** The rebuilds of a script, in words: the table, its parts by kind, its changes. */
async function rebuilds(
  sql: string,
  before = setup,
  dialect: DialectName = 'sqlite',
): Promise<readonly (readonly [table: string, parts: string, changes: readonly string[]])[]> {
  const loaded = await loadDialect(dialect);
  let schema = await schemaAfter(dialect, before);
  const steps = loaded.read(plainText('m2.sql', sql)).statements.flatMap(({ operations }) =>
    operations.map((operation): Placed => {
      const { schema: after, applied } = replay(schema, operation, 'm2');
      const step = { operation, before: schema, after, applied };
      schema = after;
      return step;
    }),
  );
  return rebuildsOf(steps).map(({ table, parts, changes }) => [
    table.name,
    parts.map((part) => part.kind).join(' '),
    changes.map(inWords),
  ]);
}

function inWords(operation: Operation): string {
  switch (operation.kind) {
    case 'AddColumn':
      return `add ${operation.column.name} ${operation.column.nullable ? 'null' : 'not null'}`;
    case 'DropColumn':
      return `drop ${operation.column}`;
    case 'RenameColumn':
      return `rename ${operation.column} ${operation.newName}`;
    case 'AlterColumn':
      return `alter ${operation.column} ${Object.keys(operation.change).join(' ')}`;
    case 'UpdateRows':
      return operation.assignments.map(({ column, value }) => `fill ${column} ${value.sql}`).join(', ');
    default:
      return operation.kind;
  }
}

/** A rebuild of t with these columns, by this copy. */
function recipe(columns: string, copy: string): string {
  return `CREATE TABLE n (${columns}); INSERT INTO n ${copy}; DROP TABLE t; ALTER TABLE n RENAME TO t;`;
}

async function changes(columns: string, copy: string): Promise<unknown> {
  const [found] = await rebuilds(recipe(columns, copy));
  return found?.[2];
}

describe('a rebuild', () => {
  const same = 'id INTEGER PRIMARY KEY, a TEXT, b TEXT';
  it.each([
    ['new, copy, drop, rename', recipe(same, 'SELECT * FROM t'), 'CreateTable InsertRows DropTable RenameTable'],
    [
      'rename, new, copy, drop',
      `ALTER TABLE t RENAME TO o; CREATE TABLE t (${same}); INSERT INTO t SELECT * FROM o; DROP TABLE o;`,
      'RenameTable CreateTable InsertRows DropTable',
    ],
    [
      'new, copy, rename, rename, drop',
      `CREATE TABLE n (${same}); INSERT INTO n SELECT * FROM t; ALTER TABLE t RENAME TO o; ALTER TABLE n RENAME TO t; DROP TABLE o;`,
      'CreateTable InsertRows RenameTable RenameTable DropTable',
    ],
  ])('is seen in the order %s', async (_, sql, parts) => {
    expect(await rebuilds(sql)).toEqual([['t', parts, []]]);
  });

  it('is seen in other databases', async () => {
    const sql = `CREATE TABLE n (id INT PRIMARY KEY, a TEXT); INSERT INTO n SELECT id, a FROM t; RENAME TABLE t TO o, n TO t; DROP TABLE o;`;
    const table = 'CREATE TABLE t (id INT PRIMARY KEY, a TEXT, b TEXT);';
    expect(await rebuilds(sql, table, 'mysql')).toMatchObject([['t', expect.anything(), ['drop b']]]);
  });

  it('is seen again and again', async () => {
    const twice = `${recipe('id INT, a TEXT', 'SELECT id, a FROM t')} ${recipe('id INT', 'SELECT id FROM t')}`;
    expect(await rebuilds(twice)).toMatchObject([
      ['t', expect.anything(), ['alter id type nullable', 'drop b']],
      ['t', expect.anything(), ['drop a']],
    ]);
    const both = `${setup} CREATE TABLE u (id INTEGER PRIMARY KEY);`;
    const other = 'CREATE TABLE m (id INT); INSERT INTO m SELECT id FROM u; DROP TABLE u; ALTER TABLE m RENAME TO u;';
    expect(await rebuilds(`${recipe(same, 'SELECT * FROM t')} ${other}`, both)).toHaveLength(2);
  });

  it.each([
    ['without a copy', `CREATE TABLE n (${same}); DROP TABLE t; ALTER TABLE n RENAME TO t;`],
    ['with a copy of other rows', `${setup.replace(' t ', ' u ')} ${recipe(same, 'SELECT * FROM u')}`],
    ['that ends under another name', `CREATE TABLE n (${same}); INSERT INTO n SELECT * FROM t; DROP TABLE t;`],
    ['that keeps the old table', `ALTER TABLE t RENAME TO o; CREATE TABLE t (${same}); INSERT INTO t SELECT * FROM o;`],
    ['of a table made for it', `CREATE TABLE u (id INT); ${recipe(same, 'SELECT * FROM t').replaceAll(/\bt\b/g, 'u')}`],
  ])('is none %s', async (_, sql) => {
    expect(await rebuilds(sql)).toEqual([]);
  });
});

describe('what a rebuild comes to', () => {
  it.each([
    ['a column left out', 'id INTEGER PRIMARY KEY, a TEXT', '(id, a) SELECT id, a FROM t', ['drop b']],
    [
      'a column of the name, without its values',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT',
      '(id, a) SELECT id, a FROM t',
      ['drop b', 'add b null'],
    ],
    [
      'a new column, not copied',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT, c INT NOT NULL DEFAULT 0',
      '(id, a, b) SELECT id, a, b FROM t',
      ['add c not null'],
    ],
    [
      'a new column with a value',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT, c INT NOT NULL',
      'SELECT *, 7 FROM t',
      ['add c null', 'fill c 7', 'alter c nullable'],
    ],
    ['another name', 'id INTEGER PRIMARY KEY, z TEXT, b TEXT', 'SELECT "id", "a" AS "z", `b` FROM "t"', ['rename a z']],
    [
      'another type and default',
      "id INTEGER PRIMARY KEY, a INT DEFAULT 1, b VARCHAR(9) NOT NULL DEFAULT ''",
      'SELECT t.id, t.a, t.b FROM t',
      ['alter a type default', 'alter b type nullable default'],
    ],
    [
      'values that the copy computes',
      'id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT',
      "(id, b, a) SELECT id, b, coalesce(a, 'x, y') FROM t WHERE a <> '('",
      ["fill a coalesce(a, 'x, y')", 'alter a nullable'],
    ],
    [
      'two columns of one',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT',
      'SELECT DISTINCT id, a, b, a FROM t',
      ['add c null', 'fill c a'],
    ],
    [
      'columns in each other’s place',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT',
      '(id, a, b) SELECT id, b, a FROM t',
      ['fill a b', 'fill b a'],
    ],
    [
      'a column that is computed from now on',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT AS (upper(a))',
      '(id, a) SELECT id, a FROM t',
      ['alter b generated'],
    ],
    [
      'a query with a part that has a name',
      'id INTEGER PRIMARY KEY, a TEXT, b TEXT',
      'WITH x AS (SELECT 1 FROM t) SELECT id, a, b FROM t',
      [],
    ],
  ])('%s', async (_, columns, copy, expected) => {
    expect(await changes(columns, copy)).toEqual(expected);
  });
});
