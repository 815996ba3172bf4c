import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookAlike } from '../../src/dialects/look-alike.ts';
import type { DialectName } from '../../src/model/names.ts';

describe('a text looks like another dialect', () => {
  test.each<[DialectName, DialectName, readonly string[], string]>([
    ['postgres', 'mysql', ['backticks', 'AUTO_INCREMENT'], 'CREATE TABLE `t` (`a` int AUTO_INCREMENT)'],
    ['postgres', 'mysql', ['ENGINE=', 'CHARACTER SET'], 'CREATE TABLE t (a int) ENGINE=InnoDB DEFAULT CHARSET=utf8'],
    ['postgres', 'sqlserver', ['GO lines', '[names in brackets]'], 'ALTER TABLE [dbo].[t] ADD [a] int\nGO\n'],
    ['postgres', 'sqlserver', ['IDENTITY(1,1)', 'NVARCHAR'], 'CREATE TABLE t (a int IDENTITY (1, 1), b NVARCHAR(9))'],
    ['postgres', 'sqlite', ['PRAGMA'], 'PRAGMA foreign_keys = ON'],
    ['postgres', 'sqlite', ['AUTOINCREMENT'], 'CREATE TABLE t (a integer PRIMARY KEY AUTOINCREMENT)'],
    [
      'mysql',
      'postgres',
      ['$$', 'LANGUAGE plpgsql'],
      'CREATE FUNCTION f() RETURNS int AS $$ BEGIN END $$ LANGUAGE plpgsql',
    ],
    ['mysql', 'sqlserver', ['GO lines', 'CLUSTERED'], 'CREATE CLUSTERED INDEX i ON t (a)\nGO'],
    ['mysql', 'sqlite', ['AUTOINCREMENT'], 'CREATE TABLE `t` (a integer PRIMARY KEY AUTOINCREMENT)'],
    ['sqlserver', 'mysql', ['backticks', 'ENGINE='], 'CREATE TABLE `t` (a int) ENGINE=InnoDB'],
    ['sqlserver', 'postgres', ['::', 'SERIAL'], "CREATE TABLE t (a bigserial, b text DEFAULT ''::text)"],
    ['sqlite', 'mysql', ['AUTO_INCREMENT', 'ENGINE='], 'CREATE TABLE `t` (a int AUTO_INCREMENT) ENGINE=InnoDB'],
    ['sqlite', 'postgres', ['CREATE EXTENSION'], 'CREATE EXTENSION citext'],
    ['sqlite', 'sqlserver', ['GO lines', 'CLUSTERED'], 'CREATE TABLE [t] ([a] int PRIMARY KEY CLUSTERED)\nGO'],
  ])('read as %s, it looks like %s: %j', (read, dialect, marks, text) => {
    expect(lookAlike(text, read)).toEqual({ dialect, marks });
  });
});

describe('a text looks like what it is read as', () => {
  test.each<[DialectName, string]>([
    ['postgres', 'ALTER TABLE t ADD COLUM a int'],
    [
      'postgres',
      "CREATE FUNCTION f() RETURNS text LANGUAGE plv8 AS $$ return `a` $$; SELECT a[1], 'AUTO_INCREMENT'::text",
    ],
    ['postgres', '-- ENGINE=InnoDB\nALTER TABLE t ADD COLUM a int /* AUTO_INCREMENT */'],
    ['postgres', 'CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (START WITH 1), b int[])'],
    ['mysql', 'CREATE TABLE `t` (`a` int AUTO_INCREMENT, PRIMARY KEY (`a`) ENGINE=InnoDB'],
    ['sqlserver', "ALTER TABLE [t] ADD [a] nvarchar(max) DEFAULT '::'\nGO"],
    ['sqlite', 'CREATE TABLE `t` ([a] NVARCHAR(9), "b" int UNSIGNED'],
  ])('%s: %s', (read, text) => {
    expect(lookAlike(text, read)).toBeUndefined();
  });

  const schemas = path.join(import.meta.dirname, '../../fixtures/schemas');
  test.each<DialectName>(['postgres', 'sqlite'])('every script that was written for %s', (dialect) => {
    const folder = path.join(schemas, dialect);
    const scripts = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    const others = scripts.filter((file) => lookAlike(readFileSync(path.join(folder, file), 'utf8'), dialect));
    expect(scripts.length).toBeGreaterThan(10);
    expect(others).toEqual([]);
  });
});
