import { expect, test } from 'vitest';
import type { DialectName } from '../../src/model/names.ts';
import { notesOf } from '../../src/schema/notes.ts';
import { schemaAfter } from './replaying.ts';

async function notes(name: DialectName, sql: string): Promise<readonly string[]> {
  return notesOf(await schemaAfter(name, sql)).map(({ message }) => message);
}

const made = 'CREATE TABLE t (a int)';

test.each<[DialectName, string, string]>([
  ['postgres', 'DROP TABLE IF EXISTS x', 'skipped, since table x is not there'],
  ['postgres', 'ALTER TABLE IF EXISTS x ADD COLUMN b int, ADD COLUMN c int', 'skipped, since table x is not there'],
  ['postgres', `${made}; CREATE TABLE IF NOT EXISTS t (b int)`, 'skipped, since table t is there already'],
  ['postgres', `${made}; ALTER TABLE t DROP COLUMN IF EXISTS b`, 'skipped, since column b of table t is not there'],
  [
    'postgres',
    `${made}; DO $$ BEGIN IF to_regclass('t') IS NULL THEN DROP VIEW v; DROP VIEW w; END IF; END $$`,
    'skipped, since table t is there already',
  ],
  ['mysql', 'DROP TABLE IF EXISTS x', 'skipped, since table x is not there'],
  ['mysql', `${made}; CREATE TABLE IF NOT EXISTS t (b int)`, 'skipped, since table t is there already'],
  ['sqlserver', 'DROP TABLE IF EXISTS x', 'skipped, since table x is not there'],
  [
    'sqlserver',
    `${made}\nGO\nIF COL_LENGTH('t', 'a') IS NULL ALTER TABLE t ADD a int`,
    'skipped, since column a of table t is there already',
  ],
  ['sqlite', 'DROP TABLE IF EXISTS x', 'skipped, since table x is not there'],
  ['sqlite', `${made}; CREATE TABLE IF NOT EXISTS t (b int)`, 'skipped, since table t is there already'],
])('%s: what the database skips without a word is noted once: %s', async (name, sql, note) => {
  expect(await notes(name, sql)).toEqual([note]);
});

test.each<[DialectName, string]>([
  ['postgres', `${made}; DROP TABLE IF EXISTS t`],
  ['postgres', 'CREATE TABLE IF NOT EXISTS t (a int)'],
  ['mysql', `${made}; DROP TABLE IF EXISTS t`],
  ['sqlserver', `${made}\nGO\nIF COL_LENGTH('t', 'b') IS NULL ALTER TABLE t ADD b int`],
  ['sqlite', 'CREATE TABLE IF NOT EXISTS t (a int)'],
])('%s: what is done is not: %s', async (name, sql) => {
  expect(await notes(name, sql)).toEqual([]);
});
