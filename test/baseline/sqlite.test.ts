import { afterAll, describe, expect, it } from 'vitest';
import { closeEngines, foundIn, proved } from './proving.ts';

afterAll(closeEngines);

const old = {
  '001_library.up.sql': `
    CREATE TABLE author (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE);
    CREATE TABLE book (
      id INTEGER PRIMARY KEY,
      author INTEGER CONSTRAINT book_author REFERENCES author (id) ON DELETE CASCADE,
      title TEXT DEFAULT 'untitled'
    );
    CREATE INDEX book_title ON book (title) WHERE title <> '';
    CREATE TRIGGER book_added AFTER INSERT ON book BEGIN UPDATE author SET name = trim(name) WHERE id = NEW.author; END;
    CREATE VIEW titles AS SELECT title FROM book;`,
  '002_pages.up.sql': `
    ALTER TABLE book ADD COLUMN pages INTEGER CHECK (pages > 0);
    UPDATE book SET pages = 1;
    CREATE TABLE genre (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
    INSERT INTO genre VALUES ('n', 'Novel'), ('p', 'Poetry');`,
};

const base = `
    CREATE TABLE genre (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
    INSERT INTO genre VALUES ('p', 'Poetry'), ('n', 'Novel');
    CREATE TABLE author (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE);
    CREATE TABLE book (
      id INTEGER PRIMARY KEY,
      author INTEGER CONSTRAINT book_author REFERENCES author (id) ON DELETE CASCADE,
      title TEXT DEFAULT 'untitled',
      pages INTEGER CHECK (pages > 0)
    );
    CREATE INDEX book_title ON book (title) WHERE title <> '';
    CREATE TRIGGER book_added AFTER INSERT ON book BEGIN UPDATE author SET name = trim(name) WHERE id = NEW.author; END;
    CREATE VIEW titles AS SELECT title FROM book;`;

const seeded: readonly (readonly [is: string, becomes: string])[] = [
  [' AUTOINCREMENT', ''],
  [' COLLATE NOCASE', ''],
  [' ON DELETE CASCADE', ''],
  ["DEFAULT 'untitled'", "DEFAULT ''"],
  [' CHECK (pages > 0)', ''],
  [" WHERE title <> ''", ''],
  ['AFTER INSERT ON book', 'AFTER UPDATE ON book'],
  ['SELECT title FROM book', 'SELECT DISTINCT title FROM book'],
  [' WITHOUT ROWID', ''],
  ["('p', 'Poetry'), ", ''],
];

describe('a squashed SQLite base', () => {
  it('is equal, whatever order and words it is written in', async () => {
    const result = await proved(old, { '002_base.up.sql': base }, { dialect: 'sqlite' });
    expect(foundIn(result)).toEqual([]);
    expect(result).toMatchObject({
      verdict: 'equal',
      by: { kind: 'execution', engine: 'SQLite' },
      leftOut: [{ statement: 'UPDATE', table: 'book' }],
    });
  });

  it('is equal where a column is only said in other words', async () => {
    const words = base.replace("title TEXT DEFAULT 'untitled'", "title text NULL DEFAULT 'untitled'");
    expect(words).not.toBe(base);
    expect(foundIn(await proved(old, { '002_base.up.sql': words }, { dialect: 'sqlite' }))).toEqual([]);
  });

  it('shows ten seeded differences, and no other', async () => {
    const changed = seeded.reduce((text, [is, becomes]) => {
      expect(text).toContain(is);
      return text.replace(is, becomes);
    }, base);
    const result = await proved(old, { '002_base.up.sql': changed }, { dialect: 'sqlite' });
    // Of a default, a key and a table's kind both the text differs and what the engine makes of it.
    expect(foundIn(result)).toEqual([
      'index book_title',
      'table author, column id',
      'table author, column name',
      'table book, column author',
      'table book, column pages',
      'table book, column title',
      'table book, column title, default',
      'table book, foreign key (author) to author (id)',
      'table genre, column code, not null',
      'table genre, without rowid',
      'trigger book_added',
      'view titles',
      'rows of genre',
    ]);
  });
});
