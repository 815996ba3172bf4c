import { beforeAll, describe, expect, it } from 'vitest';
import { loadPostgres } from '../../../src/dialects/postgres/index.ts';
import { refusal } from '../../../src/engines/postgres/refusal.ts';

beforeAll(async () => {
  await loadPostgres();
});

describe('a statement that would leave the scratch database is refused by its name', () => {
  it.each([
    ['CREATE DATABASE other', 'CREATE DATABASE'],
    ['drop database if exists production', 'DROP DATABASE'],
    ['ALTER DATABASE production SET timezone TO utc', 'ALTER DATABASE'],
    ['ALTER DATABASE production RENAME TO other', 'a change of a database'],
    ['ALTER DATABASE production OWNER TO me', 'a change of a database'],
    ['COMMENT ON DATABASE production IS NULL', 'a change of a database'],
    ['GRANT CONNECT ON DATABASE production TO PUBLIC', 'a change of a database'],
    ['ALTER SYSTEM SET fsync = off', 'ALTER SYSTEM'],
    ['CREATE ROLE app LOGIN', 'CREATE ROLE'],
    ['CREATE USER app', 'CREATE ROLE'],
    ['DROP USER app', 'DROP ROLE'],
    ['ALTER ROLE app SET search_path TO app', 'ALTER ROLE'],
    ['ALTER ROLE app RENAME TO old', 'a change of a role'],
    ['GRANT admin TO app', 'GRANT or REVOKE of a role'],
    ["CREATE TABLESPACE fast LOCATION '/mnt'", 'CREATE TABLESPACE'],
    ["CREATE SUBSCRIPTION s CONNECTION 'host=other' PUBLICATION p", 'CREATE SUBSCRIPTION'],
    ['\\connect production', '\\connect'],
    ["COPY t FROM '/etc/passwd'", 'COPY with a file of the server'],
    ["COPY (SELECT 1) TO '/etc/cron.d/x'", 'COPY with a file of the server'],
    ["COPY t FROM PROGRAM 'curl example.org'", 'COPY with a PROGRAM'],
    ['CREATE EXTENSION IF NOT EXISTS dblink', 'the extension dblink'],
    ["SELECT * FROM dblink('host=other', 'DROP TABLE t') AS t (a int)", 'dblink()'],
    ["INSERT INTO t SELECT public.dblink_exec('x', 'y')", 'dblink_exec()'],
    ["CREATE VIEW v AS SELECT pg_catalog.pg_read_file('/etc/passwd')", 'pg_read_file()'],
    ["SELECT lo_export(1, '/tmp/x')", 'lo_export()'],
    ['SELECT pg_terminate_backend(pid) FROM pg_stat_activity', 'pg_terminate_backend()'],
    ["CREATE FUNCTION f() RETURNS int AS 'libc', 'system' LANGUAGE c", 'a function in the language c'],
    ["CREATE FUNCTION f() RETURNS int AS 'import os' LANGUAGE plpython3u", 'a function in the language plpython3u'],
    ['DO $$ BEGIN CREATE  ROLE app; END $$', 'CREATE ROLE in a body'],
    ["DO $$ BEGIN EXECUTE format('ALTER SYSTEM SET %I = 1', 'x'); END $$", 'ALTER SYSTEM in a body'],
    ["DO $$ BEGIN EXECUTE 'COPY t TO ''/tmp/x'''; END $$", "COPY t TO ' in a body"],
    ['DO $$ BEGIN IF true THEN -- now\n drop role app; END IF; END $$', 'drop role in a body'],
    ["DO $$ BEGIN PERFORM dblink_connect('x'); END $$", 'dblink_connect() in a body'],
    ['CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DROP DATABASE production $$', 'DROP DATABASE in a body'],
  ])('%s', (sql, named) => {
    expect(refusal(sql)).toBe(`${named} would leave the scratch database, and was not run`);
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
    expect(refusal(sql)).toBeUndefined();
  });
});
