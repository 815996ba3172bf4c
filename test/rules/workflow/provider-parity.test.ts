import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import { openInMemory } from '../example-project.ts';

/** What is found between three chains that each hold one script. */
async function found(mssql: string, postgres: string, mysql: string): Promise<readonly string[]> {
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [
        { name: 'mssql', framework: 'sql', dialect: 'sqlserver', include: ['mssql/**'] },
        { name: 'postgres', framework: 'sql', dialect: 'postgres', include: ['postgres/**'] },
        { name: 'mysql', framework: 'sql', dialect: 'mysql', include: ['mysql/**'] },
      ],
      rules: { 'provider-parity': 'error' },
    },
    workTree: new Map([
      ['mssql/1_a.sql', mssql],
      ['postgres/1_a.sql', postgres],
      ['mysql/1_a.sql', mysql],
    ]),
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0 }).diagnostics.map(
    ({ chain, message }) => `${chain}: ${message}`,
  );
}

describe('a disagreement between chains', () => {
  it('is said once, by the first chain that made the change', async () => {
    expect(
      await found(
        'CREATE TABLE T (Id int NOT NULL PRIMARY KEY);',
        'CREATE TABLE t (id int PRIMARY KEY, a text);',
        'CREATE TABLE T (Id int PRIMARY KEY, A text);',
      ),
    ).toEqual(['postgres: t.a was added in postgres, and not in mssql']);
  });

  it('names each chain with how it is there', async () => {
    expect(
      await found(
        'CREATE TABLE T (Id int NOT NULL PRIMARY KEY, A nvarchar(50) NOT NULL);',
        'CREATE TABLE t (id int PRIMARY KEY, a varchar(20) NOT NULL);',
        'CREATE TABLE T (Id int PRIMARY KEY, A varchar(50) NULL);',
      ),
    ).toEqual([
      'mssql: T.A was added in mssql, and is character varying(20) instead of nvarchar(50) in postgres, and is NULL instead of NOT NULL in mysql',
    ]);
  });

  it('is none where a later migration of the chain has taken it back', async () => {
    expect(
      await found(
        'CREATE TABLE T (Id int NOT NULL PRIMARY KEY);\nGO\nALTER TABLE T ADD A int NULL;\nGO\nALTER TABLE T DROP COLUMN A;',
        'CREATE TABLE t (id int PRIMARY KEY);',
        'CREATE TABLE T (Id int PRIMARY KEY);',
      ),
    ).toEqual([]);
  });

  it('is there about foreign keys too', async () => {
    const target = 'CREATE TABLE S (Id int NOT NULL PRIMARY KEY);';
    expect(
      await found(
        `${target} CREATE TABLE T (Id int NOT NULL PRIMARY KEY, SId int NOT NULL); ALTER TABLE T ADD CONSTRAINT FK FOREIGN KEY (SId) REFERENCES S (Id);`,
        `${target} CREATE TABLE t (id int PRIMARY KEY, s_id int NOT NULL REFERENCES s (id));`,
        `${target} CREATE TABLE T (Id int PRIMARY KEY, SId int NOT NULL);`,
      ),
    ).toEqual(['mssql: a foreign key of T.SId to S was added in mssql, and not in mysql']);
  });
});

describe('types of different providers', () => {
  const every = (a: string, b: string, c: string): Promise<readonly string[]> =>
    found(
      `CREATE TABLE T (Id int NOT NULL PRIMARY KEY, A ${a} NULL);`,
      `CREATE TABLE t (id int PRIMARY KEY, a ${b});`,
      `CREATE TABLE T (Id int PRIMARY KEY, A ${c} NULL);`,
    );

  it.each([
    ['uniqueidentifier', 'uuid', 'char(36)'],
    ['bit', 'boolean', 'tinyint(1)'],
    ['tinyint', 'smallint', 'tinyint unsigned'],
    ['datetime2(7)', 'timestamp with time zone', 'datetime(6)'],
    ['nvarchar(max)', 'text', 'longtext'],
    ['money', 'numeric', 'decimal(65,30)'],
    ['varbinary(max)', 'bytea', 'longblob'],
  ])('hold the same values: %s, %s, %s', async (a, b, c) => {
    expect(await every(a, b, c)).toEqual([]);
  });

  it.each([
    ['bigint', 'integer', 'bigint', 'is integer instead of bigint in postgres'],
    ['decimal(9,2)', 'numeric(9,3)', 'decimal(9,2)', 'is numeric(9,3) instead of decimal(9,2) in postgres'],
    ['int', 'integer', 'varchar(10)', 'is varchar(10) instead of int in mysql'],
  ])('do not: %s, %s, %s', async (a, b, c, how) => {
    expect(await every(a, b, c)).toEqual([`mssql: T.A was added in mssql, and ${how}`]);
  });
});
