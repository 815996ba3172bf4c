import { describe, expect, it } from 'vitest';
import type { ChainSource } from '../../../src/frameworks/framework.ts';
import { sql } from '../../../src/frameworks/sql/index.ts';
import { filesOf } from './project.ts';

const table = 'create table t (id int);';

function detect(contents: Readonly<Record<string, string | undefined>>): readonly ChainSource[] {
  return sql.detect(filesOf(contents));
}

function detectPaths(...paths: readonly string[]): readonly ChainSource[] {
  return detect(Object.fromEntries(paths.map((path) => [path, table])));
}

describe('a folder is a chain', () => {
  it.each([
    [
      'names that begin with a number',
      ['sql/001_a.sql', 'sql/002_b.sql'],
      '2 of 2 names with a version at the beginning, such as 001_a.sql',
    ],
    [
      'names that begin with a date',
      ['sql/2024-01-31_a.sql'],
      '1 of 1 name with a version at the beginning, such as 2024-01-31_a.sql',
    ],
    [
      'names that begin with V and a number',
      ['sql/V1__a.sql'],
      '1 of 1 name with a version at the beginning, such as V1__a.sql',
    ],
    ['pairs of files', ['sql/1_a.up.sql', 'sql/1_a.down.sql'], '1 file called <name>.up.sql'],
    [
      'the folder that is called so',
      ['db/migrations/a.sql', 'db/migrations/b.sql'],
      'db/migrations is called a folder for migrations',
    ],
    ['the folder for changes', ['db/changes/a.sql'], 'db/changes is called a folder for migrations'],
  ])('because of %s', (_, paths, evidence) => {
    const [chain, ...others] = detectPaths(...paths);
    expect(others).toEqual([]);
    expect(chain?.paths).toEqual([...paths].sort());
    expect(chain?.evidence[0]).toBe(evidence);
  });

  it('of its own for each folder', () => {
    expect(detectPaths('a/001.sql', 'b/001.sql').map((chain) => chain.name)).toEqual(['a', 'b']);
  });

  it('called sql at the top of the project', () => {
    expect(detectPaths('001.sql')).toMatchObject([{ name: 'sql', folder: '' }]);
  });

  it('without the scripts that lie beside pairs', () => {
    const [chain] = detectPaths('m/1_a.up.sql', 'm/1_a.down.sql', 'm/load_data.sql');
    expect(chain?.paths).toEqual(['m/1_a.down.sql', 'm/1_a.up.sql']);
    expect(chain?.evidence).toContain('1 other SQL file beside them left out');
  });
});

describe('a folder is no chain', () => {
  it.each([
    ['of seeds', 'db/seeds/001_users.sql'],
    ['of fixtures', 'test/fixtures/001_users.sql'],
    ['of installed packages', 'node_modules/p/migrations/001_a.sql'],
    ['of a build', 'app/bin/migrations/001_a.sql'],
    ['of views', 'migrations/views/a.sql'],
    ['for ClickHouse', 'clickhouse/migrations/001_a.up.sql'],
    ['of plain scripts', 'sql/report.sql'],
    ['with an up.sql of something else', 'docker/up.sql'],
  ])('%s', (_, path) => {
    expect(detectPaths(path)).toEqual([]);
  });

  it('when only a few of many names begin with a date', () => {
    expect(detectPaths('sql/2024_report.sql', 'sql/a.sql', 'sql/b.sql')).toEqual([]);
  });

  it('when its files are for ClickHouse', () => {
    expect(detect({ 'm/001_a.sql': 'CREATE TABLE t (a Int32) ENGINE = ReplacingMergeTree ORDER BY a' })).toEqual([]);
  });

  it('when its files only say what views and routines are', () => {
    const files = {
      'migrate/a.sql': 'create or replace view a as select 1',
      'migrate/b.sql': 'CREATE PROCEDURE b AS SELECT 1',
    };
    expect(detect(files)).toEqual([]);
  });
});

describe('the dialect', () => {
  function dialectOf(path: string, text: string): readonly (string | undefined)[] {
    const [chain] = detect({ [path]: text });
    return [chain?.dialect, chain?.evidence[1]];
  }

  it.each([
    ['db/postgresql/migrations', 'postgres', 'postgresql'],
    ['MariaDb/migrations', 'mysql', 'MariaDb'],
    ['src/MySqlMigrations/Scripts', 'mysql', 'MySqlMigrations'],
    ['db/sqlite3', 'sqlite', 'sqlite3'],
    ['db/mssql', 'sqlserver', 'mssql'],
    ['sql-server/migrations', 'sqlserver', 'sql-server'],
  ])('is named by the folder %s', (folder, dialect, segment) => {
    expect(dialectOf(`${folder}/001.sql`, '')).toEqual([dialect, `the folder ${segment} names ${dialect}`]);
  });

  it.each([
    [
      'postgres',
      'CREATE TABLE "t" (id BIGSERIAL, at TIMESTAMPTZ, data JSONB)',
      'SERIAL, JSONB, TIMESTAMPTZ in its files say postgres',
    ],
    [
      'mysql',
      'CREATE TABLE `t` (id INT AUTO_INCREMENT) ENGINE=InnoDB',
      'AUTO_INCREMENT, ENGINE=, `names` in its files say mysql',
    ],
    [
      'sqlite',
      'CREATE TABLE "t" ("id" INTEGER PRIMARY KEY AUTOINCREMENT)',
      'AUTOINCREMENT, INTEGER PRIMARY KEY, "names" in its files say sqlite',
    ],
    [
      'sqlserver',
      'CREATE TABLE [dbo].[t] (id INT IDENTITY(1,1))\nGO\n',
      '[names], GO, IDENTITY( in its files say sqlserver',
    ],
    ['sqlite', 'PRAGMA foreign_keys = off;', 'PRAGMA in its files says sqlite'],
  ])('is told to be %s by what the files hold', (dialect, text, evidence) => {
    expect(dialectOf('m/001.sql', text)).toEqual([dialect, evidence]);
  });

  it.each([
    ['comments', '-- [dbo].[t] GO IDENTITY(1,1)\n/* NVARCHAR */ create table t (id serial)'],
    ['strings', "create table t (id serial default '[x] `y` AUTO_INCREMENT')"],
  ])('is not told by %s', (_, text) => {
    expect(dialectOf('m/001.sql', text)[0]).toBe('postgres');
  });

  it('is postgres, with a word about it, when nothing tells', () => {
    expect(dialectOf('m/001.sql', 'create table t (id int)')).toEqual([
      'postgres',
      'nothing says which database it is for: it is read as postgres',
    ]);
  });

  it('is told even if the first files cannot be read', () => {
    expect(detect({ 'm/001.sql': undefined, 'm/002.sql': 'create table `t` (id int)' })).toMatchObject([
      { dialect: 'mysql' },
    ]);
  });
});

it.each([
  ['sql-migrate', '-- +migrate Up\ncreate table t (id int);'],
  ['node-pg-migrate', '-- Up Migration\ncreate table t (id int);'],
])('the marks of %s are mentioned', (tool, text) => {
  const [chain] = detect({ 'm/001.sql': text });
  expect(chain?.evidence).toContain(`m/001.sql has marks of ${tool}, which are read as comments`);
});

describe('what is left alone is said', () => {
  it.each([
    ['tests', 'test/migrations/001_a.sql', 'the folder test is for tests'],
    [
      'compiled copies',
      'dist/migrations/001_a.sql',
      'the folder dist holds what was built or installed, not what is written here',
    ],
    ['another database', 'db/oracle/001_a.sql', 'the folder oracle is for a database that is not read here'],
  ])('of %s', (_, path, reason) => {
    const [folder] = path.split(/\/[^/]+$/);
    expect(sql.passOver?.(filesOf({ [path]: table }))).toEqual([{ folder, framework: 'sql', files: 1, reason }]);
  });

  it('of ClickHouse, by what the files hold', () => {
    const text = 'create table t (id Int32) ENGINE = MergeTree order by id';
    expect(sql.passOver?.(filesOf({ 'm/001_a.sql': text }))).toMatchObject([
      { reason: 'm/001_a.sql is for ClickHouse: ENGINE = MergeTree' },
    ]);
  });

  it('of definitions', () => {
    expect(sql.passOver?.(filesOf({ 'migrate/a.sql': 'create view a as select 1' }))).toMatchObject([
      { reason: 'its files only say what views and routines are today' },
    ]);
  });

  it('and a script that looks like no migration is none', () => {
    expect(sql.passOver?.(filesOf({ 'test/report.sql': 'select 1' }))).toEqual([]);
  });
});
