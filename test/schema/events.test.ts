import { describe, expect, it } from 'vitest';
import { mysql } from '../../src/dialects/mysql/index.ts';
import { loadPostgres } from '../../src/dialects/postgres/index.ts';
import { sqlserver } from '../../src/dialects/sqlserver/index.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { plainText } from '../../src/model/source-text.ts';
import type { Schema } from '../../src/model/schema.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { describeEvent, eventsBetween, operationsOf } from '../../src/schema/events.ts';
import { replayAll } from '../../src/schema/replay.ts';

const postgres = await loadPostgres();

/** The schemas after each of these migrations, the empty one first. */
function schemasOf(dialect: Dialect, ...migrations: readonly string[]): readonly Schema[] {
  const schemas = [emptySchema(dialect.traits)];
  for (const [at, sql] of migrations.entries()) {
    const { statements } = dialect.read(plainText(`${String(at)}.sql`, sql));
    const before = schemas.at(-1) ?? emptySchema(dialect.traits);
    schemas.push(
      replayAll(
        before,
        statements.flatMap(({ operations }) => operations),
        String(at),
      ),
    );
  }
  return schemas;
}

/** The events that the last of these migrations comes to. */
function eventsOfLast(dialect: Dialect, ...migrations: readonly string[]): readonly string[] {
  const [to, from] = schemasOf(dialect, ...migrations).toReversed();
  if (from === undefined || to === undefined) throw new Error('there is nothing to compare');
  return eventsBetween(from, to).map((event) => `${event.kind} ${describeEvent(event)}`);
}

const users = 'CREATE TABLE users (id bigint PRIMARY KEY, name text, age integer);';

describe('the events between two schemas', () => {
  it('of a schema and itself are none', () => {
    expect(eventsOfLast(postgres, users, 'CREATE INDEX users_age ON users (age);')).toEqual([]);
  });

  it('are tables that come and go, in the order of their names', () => {
    expect(eventsOfLast(postgres, users, 'DROP TABLE users; CREATE TABLE accounts (id bigint, mail text);')).toEqual([
      'EntityAdded accounts (id, mail)',
      'EntityDeleted users',
    ]);
  });

  it('are columns that come and go', () => {
    expect(
      eventsOfLast(postgres, users, "ALTER TABLE users DROP COLUMN age, ADD COLUMN locale text NOT NULL DEFAULT 'en';"),
    ).toEqual(['PropertyDeleted users.age', "PropertyAdded users.locale text NOT NULL DEFAULT 'en'"]);
  });

  it('tell a rename from a drop and an addition', () => {
    expect(
      eventsOfLast(
        postgres,
        users,
        'ALTER TABLE users RENAME COLUMN name TO full_name; ALTER TABLE users RENAME TO people;',
      ),
    ).toEqual(['EntityRenamed users to people', 'PropertyRenamed people.name to full_name']);
  });

  it('pair several renames of one statement by type', () => {
    expect(
      eventsOfLast(postgres, users, 'ALTER TABLE users RENAME name TO a; ALTER TABLE users RENAME age TO b;'),
    ).toEqual(['PropertyRenamed users.name to a', 'PropertyRenamed users.age to b']);
  });

  it('are changes of type and of what may be NULL', () => {
    expect(eventsOfLast(postgres, users, 'ALTER TABLE users ALTER age TYPE bigint, ALTER name SET NOT NULL;')).toEqual([
      'NullabilityChanged users.name cannot be NULL any more',
      'TypeChanged users.age from integer to bigint',
    ]);
  });

  it('do not know of what is gone again at the end, or only there for a session', () => {
    expect(
      eventsOfLast(postgres, users, 'CREATE TABLE work (id int); DROP TABLE work; CREATE TEMP TABLE t (id int);'),
    ).toEqual([]);
  });

  it('do not know a column as deleted of a table that is not known whole', () => {
    expect(eventsOfLast(postgres, 'ALTER TABLE old ADD COLUMN a int;', 'ALTER TABLE old ADD COLUMN b int;')).toEqual([
      'PropertyAdded old.b integer NULL',
    ]);
  });
});

describe('the operations of events', () => {
  const change = 'ALTER TABLE users ADD COLUMN mail varchar(20); CREATE TABLE teams (id bigint NOT NULL);';

  it.each([
    ['postgres', postgres, `${change} ALTER TABLE users ALTER age TYPE bigint, ALTER age SET NOT NULL;`],
    ['mysql', mysql, `${change} ALTER TABLE users MODIFY age bigint NOT NULL DEFAULT 7 COMMENT 'years';`],
    [
      'sqlserver',
      sqlserver,
      'ALTER TABLE users ALTER COLUMN age bigint NOT NULL; ALTER TABLE users ADD mail varchar(20);',
    ],
  ] as const)('lead from one schema to the other when they are written and read again: %s', (_, dialect, sql) => {
    const [from, to] = schemasOf(dialect, users, sql).slice(1);
    if (from === undefined || to === undefined) throw new Error('there is nothing to compare');
    const written = operationsOf(eventsBetween(from, to), to, { file: '', start: 0, end: 0 }).flatMap(
      (operation) => dialect.write(operation) ?? ['?'],
    );
    const again = schemasOf(dialect, users, written.join(';\n')).at(-1);
    expect(written).not.toContain('?');
    expect(again === undefined ? ['nothing'] : eventsBetween(again, to).map(describeEvent)).toEqual([]);
    expect(written.length).toBeGreaterThan(1);
  });
});
