import { afterAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/baseline/result.ts';
import { closeEngines, foundIn, proved } from './proving.ts';

afterAll(closeEngines);

const sqlite = { dialect: 'sqlite' } as const;
const two = {
  '001_a.up.sql': 'CREATE TABLE a (x INTEGER, y TEXT);',
  '002_b.up.sql': 'CREATE TABLE b (z INTEGER);',
};

describe('the order of columns', () => {
  const swapped = {
    '002_base.up.sql': 'CREATE TABLE a (y TEXT, x INTEGER);\nCREATE TABLE b (z INTEGER);',
  };

  it('is a difference', async () => {
    expect(foundIn(await proved(two, swapped, sqlite))).toEqual(['table a, order of columns']);
  });

  it('can be ignored', async () => {
    const result = await proved(two, swapped, { ...sqlite, ignored: ['column-order'] });
    expect(result).toMatchObject({ verdict: 'equal', ignored: ['column-order'] });
  });

  it('is no difference of its own where a column is missing', async () => {
    const result = await proved(
      two,
      { '002_base.up.sql': 'CREATE TABLE a (y TEXT);\nCREATE TABLE b (z INTEGER);' },
      sqlite,
    );
    expect(foundIn(result)).toEqual(['table a, column x']);
  });
});

describe('rows', () => {
  const table = 'CREATE TABLE job (id INTEGER PRIMARY KEY, name TEXT, made TEXT);';

  it('may hold values that are others each time', async () => {
    const filled = `${table}\nINSERT INTO job (name, made) VALUES ('a', hex(randomblob(8)));`;
    const result = await proved({ '001_job.up.sql': filled }, { '001_base.up.sql': filled }, sqlite);
    expect(result.verdict).toBe('equal');
    expect(result.notes).toEqual(['job: made differ each time that the old chain runs, and were not compared']);
  });

  it('are named with the statement that was lost, under the name that the table had then', async () => {
    const old = {
      '001_job.up.sql': `${table}\nINSERT INTO job VALUES (1, 'a', NULL);`,
      '002_task.up.sql': 'ALTER TABLE job RENAME TO task;',
    };
    const now = { '002_base.up.sql': 'CREATE TABLE task (id INTEGER PRIMARY KEY, name TEXT, made TEXT);' };
    const result = await proved(old, now, sqlite);
    expect(result.rows).toMatchObject([
      {
        table: 'task',
        missing: { count: 1, first: ["id = '1', name = 'a', made = NULL"] },
        lost: [{ statement: 'INSERT', table: 'job', place: { migration: '001_job', line: 2 } }],
      },
    ]);
  });
});

describe('a chain that does not run', () => {
  it('is not proved, and says where and why', async () => {
    const result = await proved(
      { '001_a.up.sql': 'CREATE TABLE a (x INTEGER);\nINSERT INTO nowhere VALUES (1);' },
      { '001_base.up.sql': 'CREATE TABLE a (x INTEGER);' },
      sqlite,
    );
    expect(exitCodeOf(result)).toBe(2);
    expect(result.reasons[0]).toContain(
      'the old chain does not run to its end: 001_a stops at old/migrations/001_a.up.sql:2',
    );
    expect(result.reasons[0]).toContain('no such table: nowhere');
    expect(result.reasons[0]).toContain('in: INSERT INTO nowhere VALUES (1)');
  });

  it('names a placeholder of the tool that nobody filled in', async () => {
    const chain = { '001_a.up.sql': 'CREATE TABLE ${prefix}a (x INTEGER);' };
    const result = await proved(chain, { '001_base.up.sql': 'CREATE TABLE a (x INTEGER);' }, sqlite);
    expect(result.reasons[0]).toContain('puts a value in the place of ${prefix}');
  });
});

describe('without an engine', () => {
  it('two chains of SQL Server are compared by reading', async () => {
    const equal = await proved(
      { '001_a.up.sql': 'CREATE TABLE a (x int);', '002_b.up.sql': 'ALTER TABLE a ADD y nvarchar(20) NULL;' },
      { '002_base.up.sql': 'CREATE TABLE a (x int, y nvarchar(20) NULL);' },
      { dialect: 'sqlserver' },
    );
    expect(equal).toMatchObject({ verdict: 'equal', by: { kind: 'reading' } });
  });

  it('says what differs, and the row that is missing', async () => {
    const result = await proved(
      { '001_a.up.sql': "CREATE TABLE a (x int NOT NULL, y nvarchar(20));\nINSERT INTO a (x, y) VALUES (1, N'one');" },
      { '001_base.up.sql': 'CREATE TABLE a (x bigint NOT NULL, y nvarchar(20));' },
      { dialect: 'sqlserver' },
    );
    expect(result.differences).toEqual([
      {
        subject: 'table a, column x, type',
        old: 'int',
        new: 'bigint',
        place: { migration: '001_a', file: 'old/migrations/001_a.up.sql', line: 1 },
      },
    ]);
    expect(result.rows).toMatchObject([{ table: 'a', missing: { count: 1 }, lost: [{ statement: 'INSERT' }] }]);
    expect(exitCodeOf(result)).toBe(1);
  });

  it('nothing is proved of what was not understood', async () => {
    const result = await proved(
      { '001_a.up.sql': 'CREATE TABLE a (x int);\nFROBNICATE a;' },
      { '001_base.up.sql': 'CREATE TABLE a (x int);' },
      { dialect: 'sqlserver' },
    );
    expect(result).toMatchObject({
      verdict: 'unproved',
      reasons: ['1 statement of the old chain was not understood (001_a)'],
    });
  });

  it('MySQL asks for a server', async () => {
    const result = await proved(
      { '001_a.up.sql': 'CREATE TABLE a (x int);' },
      { '001_base.up.sql': 'CREATE TABLE a (x int);' },
      { dialect: 'mysql' },
    );
    expect(exitCodeOf(result)).toBe(2);
    expect(result.reasons).toEqual([expect.stringContaining('--url mysql://root:password@localhost:3306')]);
  });
});

describe('what a squash breaks', () => {
  const base = {
    '002_base.up.sql': 'CREATE TABLE a (x INTEGER, y TEXT);\nCREATE TABLE b (z INTEGER);',
  };

  it('is an environment that has not reached the last squashed migration', async () => {
    const result = await proved(two, base, { ...sqlite, environments: ['001_a', '002_b'] });
    expect(exitCodeOf(result)).toBe(1);
    expect(result.breaks.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        what: 'the environment at 001_a has not run 002_b',
        why: 'they are gone from the squashed chain, and the base counts as applied there: their changes would never arrive',
        remedy: 'bring it to 002_b with the old chain before the squashed one is deployed',
      },
    ]);
  });

  it('is not an environment that has', async () => {
    const result = await proved(two, base, { ...sqlite, environments: ['002_b'] });
    expect(exitCodeOf(result)).toBe(0);
  });

  it('refuses an environment at a migration that nobody knows', async () => {
    await expect(proved(two, base, { ...sqlite, environments: ['007_x'] })).rejects.toThrow(
      '--environments 007_x: neither chain has a migration of that id',
    );
  });

  it('is a later migration that names one that is gone, but for a comment', async () => {
    const later = { '003_c.up.sql': "-- after 001_first\nDELETE FROM b WHERE z = '001_first';" };
    const old = { '001_first.up.sql': two['001_a.up.sql'], '002_b.up.sql': two['002_b.up.sql'], ...later };
    const result = await proved(old, { ...base, ...later }, sqlite);
    expect(result.breaks.map(({ what }) => what)).toContain('003_c refers to 001_first, which the squash removes');
    const harmless = { '003_c.up.sql': '-- after 001_first\nDELETE FROM b;' };
    const quiet = await proved({ ...old, ...harmless }, { ...base, ...harmless }, sqlite);
    expect(quiet.breaks.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
