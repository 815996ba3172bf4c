import { beforeAll, describe, expect, it } from 'vitest';
import { loadPostgres } from '../../../src/dialects/postgres/index.ts';
import { refusal } from '../../../src/engines/postgres/refusal.ts';

beforeAll(async () => {
  await loadPostgres();
});

describe('a statement that would leave the scratch database is refused by its name', () => {
  it.each([
    ['CREATE DATABASE other', 'CREATE DATABASE', 'what all databases of the server share'],
    ['drop database if exists production', 'DROP DATABASE', 'what all databases of the server share'],
    ['ALTER DATABASE production SET timezone TO utc', 'ALTER DATABASE', 'what all databases of the server share'],
    ['ALTER DATABASE production RENAME TO other', 'a change of a database', 'what all databases of the server share'],
    ['ALTER DATABASE production OWNER TO me', 'a change of a database', 'what all databases of the server share'],
    ['COMMENT ON DATABASE production IS NULL', 'a change of a database', 'what all databases of the server share'],
    [
      'GRANT CONNECT ON DATABASE production TO PUBLIC',
      'a change of a database',
      'what all databases of the server share',
    ],
    ['ALTER SYSTEM SET fsync = off', 'ALTER SYSTEM', 'what all databases of the server share'],
    ['CREATE ROLE app LOGIN', 'CREATE ROLE', 'the roles of the whole server'],
    ['CREATE USER app', 'CREATE ROLE', 'the roles of the whole server'],
    ['DROP USER app', 'DROP ROLE', 'the roles of the whole server'],
    ['ALTER ROLE app SET search_path TO app', 'ALTER ROLE', 'the roles of the whole server'],
    ['ALTER ROLE app RENAME TO old', 'a change of a role', 'the roles of the whole server'],
    ['GRANT admin TO app', 'GRANT or REVOKE of a role', 'the roles of the whole server'],
    ["CREATE TABLESPACE fast LOCATION '/mnt'", 'CREATE TABLESPACE', 'files outside of the database'],
    ["CREATE SUBSCRIPTION s CONNECTION 'host=other' PUBLICATION p", 'CREATE SUBSCRIPTION', 'another server'],
    ['\\connect production', '\\connect', 'the client program that the script was written for'],
    ["COPY t FROM '/etc/passwd'", 'COPY with a file of the server', 'files outside of the database'],
    ["COPY (SELECT 1) TO '/etc/cron.d/x'", 'COPY with a file of the server', 'files outside of the database'],
    ["COPY t FROM PROGRAM 'curl example.org'", 'COPY with a PROGRAM', 'code outside of the database'],
    ['CREATE EXTENSION IF NOT EXISTS dblink', 'the extension dblink', 'another server'],
    ["SELECT * FROM dblink('host=other', 'DROP TABLE t') AS t (a int)", 'dblink()', 'another server'],
    ["INSERT INTO t SELECT public.dblink_exec('x', 'y')", 'dblink_exec()', 'another server'],
    [
      "CREATE VIEW v AS SELECT pg_catalog.pg_read_file('/etc/passwd')",
      'pg_read_file()',
      'files outside of the database',
    ],
    ["SELECT lo_export(1, '/tmp/x')", 'lo_export()', 'files outside of the database'],
    [
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity',
      'pg_terminate_backend()',
      'other sessions, or the server as a whole',
    ],
    [
      "CREATE FUNCTION f() RETURNS int AS 'libc', 'system' LANGUAGE c",
      'a function in the language c',
      'code outside of the database',
    ],
    [
      "CREATE FUNCTION f() RETURNS int AS 'import os' LANGUAGE plpython3u",
      'a function in the language plpython3u',
      'code outside of the database',
    ],
    ['DO $$ BEGIN CREATE  ROLE app; END $$', 'CREATE ROLE in a body', 'the roles of the whole server'],
    [
      "DO $$ BEGIN EXECUTE format('ALTER SYSTEM SET %I = 1', 'x'); END $$",
      'ALTER SYSTEM in a body',
      'what all databases of the server share',
    ],
    ["DO $$ BEGIN EXECUTE 'COPY t TO ''/tmp/x'''; END $$", "COPY t TO ' in a body", 'files outside of the database'],
    [
      'DO $$ BEGIN IF true THEN -- now\n drop role app; END IF; END $$',
      'drop role in a body',
      'the roles of the whole server',
    ],
    ["DO $$ BEGIN PERFORM dblink_connect('x'); END $$", 'dblink_connect() in a body', 'another server'],
    [
      'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DROP DATABASE production $$',
      'DROP DATABASE in a body',
      'what all databases of the server share',
    ],
    ["CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'other')", 'CREATE SERVER', 'another server'],
    ['CREATE FOREIGN DATA WRAPPER w', 'CREATE FOREIGN DATA WRAPPER', 'another server'],
    ['IMPORT FOREIGN SCHEMA s FROM SERVER o INTO public', 'IMPORT FOREIGN SCHEMA', 'another server'],
    ["LOAD 'plpgsql'", 'LOAD', 'code outside of the database'],
    ["SELECT lo_import('/etc/passwd')", 'lo_import()', 'files outside of the database'],
    ['DROP TABLESPACE fast', 'DROP TABLESPACE', 'files outside of the database'],
    ['REASSIGN OWNED BY a TO b', 'REASSIGN OWNED', 'the roles of the whole server'],
  ])('%s', (sql, named, reached) => {
    expect(refusal(sql, 'shared')).toBe(
      `${named} would leave the scratch database, and was not run: it reaches ${reached}`,
    );
  });
});

describe('a statement that stays in the scratch database is run', () => {
  it.each([
    'CREATE TABLE database (role text, "user" text)',
    "INSERT INTO help VALUES ('DROP DATABASE production', 'ALTER SYSTEM')",
    "COMMENT ON TABLE t IS 'CREATE ROLE'",
    'COPY t FROM STDIN',
    'COPY t TO STDOUT',
    'GRANT SELECT ON t TO PUBLIC',
    'ALTER TABLE t OWNER TO CURRENT_USER',
    'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC',
    'SET ROLE app',
    'CREATE EXTENSION IF NOT EXISTS pgcrypto',
    'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN a + 1',
    'DO $$ BEGIN CREATE USER MAPPING FOR CURRENT_USER SERVER s; END $$',
    "DO $$ BEGIN RAISE EXCEPTION 'cannot create user with a reserved name'; END $$",
    'this is no SQL',
  ])('%s', (sql) => {
    expect(refusal(sql, 'shared')).toBeUndefined();
  });
});

describe('on a server that is gone with the scratch database', () => {
  it.each([
    'CREATE ROLE app',
    'GRANT a TO b',
    'DROP OWNED BY app',
    "COMMENT ON ROLE app IS 'x'",
    'DO $$ BEGIN CREATE ROLE app; END $$',
  ])('%s is run', (sql) => {
    expect(refusal(sql, 'own')).toBeUndefined();
  });

  it('what reaches more than roles is refused, also beside a role', () => {
    expect(refusal('DO $$ BEGIN CREATE ROLE app; ALTER SYSTEM SET fsync = off; END $$', 'own')).toMatch(
      /^ALTER SYSTEM/,
    );
  });
});
