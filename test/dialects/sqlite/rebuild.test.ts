import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import type { Schema, Table } from '../../../src/model/schema.ts';
import { findTable } from '../../../src/model/schema.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';
import { operationsOf } from './reading.ts';

// SQLite changes most of a table by building it anew. Nothing but the replay of the single steps is needed for that.

const start = `
  CREATE TABLE author (id INTEGER PRIMARY KEY);
  CREATE TABLE post (
    id INTEGER CONSTRAINT pk PRIMARY KEY AUTOINCREMENT, title TEXT, author INT CONSTRAINT by REFERENCES author (id)
  );
  CREATE INDEX by_title ON post (title);
  CREATE TRIGGER seen AFTER INSERT ON post BEGIN SELECT 1; END;
  CREATE TABLE comment (post INT CONSTRAINT of REFERENCES post (id));
`;

function after(...scripts: readonly string[]): Schema {
  return replayAll(emptySchema(sqlite.traits), scripts.flatMap(operationsOf), 'm');
}

function tableOf(schema: Schema, name: string): Table {
  const table = findTable(schema, { name });
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

function foreignKeys(schema: Schema, name: string): readonly string[] {
  return tableOf(schema, name).constraints.flatMap((one) => (one.kind === 'ForeignKey' ? [one.target.name] : []));
}

/** A recipe that makes the title NOT NULL, by the name that the new table has meanwhile. */
function rebuild(working: string, foreignKeysBefore = 'PRAGMA foreign_keys = OFF;'): string {
  return `
    ${foreignKeysBefore}
    CREATE TABLE ${working} (
      id INTEGER CONSTRAINT pk PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      author INT CONSTRAINT by REFERENCES author (id)
    );
    INSERT INTO ${working} (id, title, author) SELECT id, title, author FROM post;
    DROP TABLE post;
    ALTER TABLE ${working} RENAME TO post;
    PRAGMA foreign_keys = ON;
  `;
}

describe.each([
  ['SQLite’s own advice', 'new_post', undefined],
  ['Drizzle', '__new_post', undefined],
  ['EF Core', 'ef_temp_post', undefined],
  ['Prisma', 'new_post', 'PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;'],
  ['TypeORM', 'temporary_post', ''],
])('a table that is rebuilt as %s does it', (_, working, before) => {
  const rebuilt = after(start, rebuild(working, before));

  test('fits the schema at every step', () => {
    expect(rebuilt.inconsistencies.toArray()).toEqual([]);
  });

  test('is the table that a change in place would have made', () => {
    const change: Operation = {
      ...{ kind: 'AlterColumn', span: { file: 'f', start: 0, end: 0 }, table: { name: 'post' }, column: 'title' },
      change: { nullable: false },
    };
    const inPlace = replayAll(after(start, 'DROP INDEX by_title; DROP TRIGGER seen;'), [change], 'm');
    const { name, columns, constraints, indexes, triggers } = tableOf(inPlace, 'post');
    expect(tableOf(rebuilt, 'post')).toMatchObject({ name, columns, constraints, indexes, triggers });
  });

  test('leaves nothing of the table that it was built as', () => {
    expect([...rebuilt.tables.keys()].toSorted()).toEqual(['author', 'comment', 'post']);
  });

  test('is still what the keys of other tables point to', () => {
    expect(foreignKeys(rebuilt, 'comment')).toEqual(['post']);
  });

  test('has lost its indexes and triggers with the old table', () => {
    const { indexes, triggers } = tableOf(rebuilt, 'post');
    expect([...indexes, ...triggers]).toEqual([]);
  });

  test('can have an index of the old name again', () => {
    const again = after(start, rebuild(working, before), 'CREATE INDEX by_title ON post (title);');
    expect(again.inconsistencies.toArray()).toEqual([]);
  });
});

test('keys that point to a table follow it when it is renamed away, and stay with it', () => {
  const moved = after(start, 'ALTER TABLE post RENAME TO post_old; CREATE TABLE post (id INTEGER PRIMARY KEY);');
  expect(foreignKeys(moved, 'comment')).toEqual(['post_old']);
});
