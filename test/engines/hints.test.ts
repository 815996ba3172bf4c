import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { hintFor } from '../../src/engines/hints.ts';
import { openEngine } from '../../src/engines/index.ts';

/** The messages are PostgreSQL's own: the statements are run. */
describe('what is likely missing when PostgreSQL refuses', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine('pglite', { extensions: [] });
  }, 60_000);
  afterAll(() => engine.close());

  it.each([
    ['GRANT SELECT ON pg_class TO app', 'the role app is missing'],
    ['CREATE EXTENSION postgis', 'the extension postgis is missing'],
    ['CREATE EXTENSION citext', 'the extension citext is missing'],
    ['CREATE TABLE auth.users (id int)', 'the schema auth is missing'],
    ['ALTER TABLE absent ADD a int', 'absent is missing: no migration before this one makes it'],
    ['CREATE TABLE t (a citext)', 'the type citext comes from an extension'],
    ['CREATE TABLE t (a vector(3))', 'the type vector comes from an extension'],
    ['CREATE TABLE t (a uuid DEFAULT uuid_generate_v4())', 'uuid_generate_v4() comes from the extension uuid-ossp'],
    ["SELECT crypt('a', gen_salt('bf'))", 'gen_salt() comes from the extension pgcrypto'],
    ['SHOW app.settings', 'the parameter app.settings is one of an extension'],
    [
      'CREATE TABLE ${schema}.t (a int)',
      'the template is not filled in: the tool puts a value in the place of ${schema}',
    ],
    ['CREATE TABLE {{ .Namespace }}.t (a int)', 'the place of {{ .Namespace }}'],
    ['GRANT SELECT ON t TO :app;', 'the place of :app'],
    ['CREATE DATABASE other', 'it reaches beyond the database'],
  ])('%s', async (sql, hint) => {
    const ran = await engine.run(sql);
    expect(ran.ok ? 'it ran' : hintFor(ran.message, sql)).toContain(hint);
  });

  it.each(['SELEC 1', 'SELECT 1 / 0', "SELECT 'x'::int"])('is not known of %s', async (sql) => {
    const ran = await engine.run(sql);
    expect(ran.ok ? 'it ran' : hintFor(ran.message, sql)).toBeUndefined();
  });
});

describe('what is likely missing when others refuse', () => {
  it.each([
    ['no such table: main.users', 'main.users is missing'],
    ["Table 'mig_lint_scratch_1.users' doesn't exist", 'mig_lint_scratch_1.users is missing'],
    ["Unknown database 'shop'", 'the migration names the database shop'],
    ["CREATE command denied to user 'app'@'%' for table `t`", 'may not do this'],
    ['must be owner of table t', 'may not do this'],
    ['statement timeout: it was ended after 2 s', 'it takes too long'],
  ])('%s', (message, hint) => {
    expect(hintFor(message)).toContain(hint);
  });
});
