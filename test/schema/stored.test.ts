import { expect, it } from 'vitest';
import { loadDialect } from '../../src/dialects/index.ts';
import { plainText } from '../../src/model/source-text.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';
import { restoredSchema, storedSchema } from '../../src/schema/stored.ts';

it('a stored schema is restored as it was, the state before an open transaction included', async () => {
  const { traits, ...postgres } = await loadDialect('postgres');
  const { statements } = postgres.read(
    plainText(
      'a.sql',
      `create schema s; create type s.mood as enum ('sad', 'happy');
       create table s.a (id serial primary key, mood s.mood, check (id > 0)); comment on index s.a_pkey is 'key';
       create view v as select id from s.a; create function f() returns int language sql as 'select 1';
       create extension if not exists pgcrypto; drop table if exists gone; drop table missing;
       begin; create table b (id int);`,
    ),
  );
  const schema = replayAll(
    emptySchema(traits),
    statements.flatMap(({ operations }) => operations),
    'a',
  );
  const stored = structuredClone(storedSchema(schema));
  expect(restoredSchema(stored, traits)).toEqual(schema);
  expect(schema.atBegin).toBeDefined();
});
