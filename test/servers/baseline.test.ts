import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Proving } from '../baseline/proving.ts';
import { closeEngines, foundIn, proved } from '../baseline/proving.ts';
import { missingMariadb, startMariadb } from './mariadb.ts';
import type { RunningServer } from './postgres.ts';
import { startPostgres } from './postgres.ts';

if (missingMariadb !== undefined) console.warn(`Not tested on MariaDB: ${missingMariadb}`);

const old = {
  '001_library.up.sql': `
    CREATE TABLE author (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(80) NOT NULL COMMENT 'as printed') ENGINE=InnoDB;
    CREATE TABLE book (
      id INT AUTO_INCREMENT PRIMARY KEY,
      author INT,
      title VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'untitled',
      state ENUM('draft', 'printed') NOT NULL DEFAULT 'draft',
      CONSTRAINT book_author FOREIGN KEY (author) REFERENCES author (id) ON DELETE CASCADE
    );
    CREATE INDEX book_title ON book (title(20));
    CREATE TRIGGER book_added BEFORE INSERT ON book FOR EACH ROW SET NEW.title = TRIM(NEW.title);
    CREATE VIEW titles AS SELECT title FROM book;
    CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1;`,
  '002_pages.up.sql': `
    ALTER TABLE book ADD COLUMN pages INT, ADD CONSTRAINT has_pages CHECK (pages > 0);
    UPDATE book SET pages = 1;
    CREATE TABLE genre (code CHAR(2) PRIMARY KEY, name VARCHAR(20)) COMMENT 'kinds of books';
    INSERT INTO genre VALUES ('n', 'Novel'), ('p', 'Poetry');`,
};

const base = `
    CREATE TABLE genre (code CHAR(2) PRIMARY KEY, name VARCHAR(20)) COMMENT 'kinds of books';
    INSERT INTO genre VALUES ('p', 'Poetry'), ('n', 'Novel');
    CREATE TABLE author (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(80) NOT NULL COMMENT 'as printed') ENGINE=InnoDB;
    CREATE TABLE book (
      id INT AUTO_INCREMENT PRIMARY KEY,
      author INT,
      title VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'untitled',
      state ENUM('draft', 'printed') NOT NULL DEFAULT 'draft',
      pages INT,
      CONSTRAINT has_pages CHECK (pages > 0),
      CONSTRAINT book_author FOREIGN KEY (author) REFERENCES author (id) ON DELETE CASCADE
    );
    CREATE INDEX book_title ON book (title(20));
    CREATE TRIGGER book_added BEFORE INSERT ON book FOR EACH ROW SET NEW.title = TRIM(NEW.title);
    CREATE VIEW titles AS SELECT title FROM book;
    CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1;`;

/** Each a change of the base, and what of the database it is a difference in. */
const seeded: readonly (readonly [is: string, becomes: string, subject: string])[] = [
  ["COMMENT 'as printed'", '', 'table author, column name'],
  ['COLLATE utf8mb4_bin', 'COLLATE utf8mb4_unicode_ci', 'table book, column title'],
  ["('draft', 'printed')", "('printed', 'draft')", 'table book, column state'],
  [' ON DELETE CASCADE', '', 'book_author'],
  ['CONSTRAINT has_pages', 'CONSTRAINT some_pages', 'pages'],
  ['title(20)', 'title(30)', 'book_title'],
  ['TRIM(NEW.title)', 'UPPER(NEW.title)', 'trigger book_added'],
  ['SELECT title FROM book', 'SELECT DISTINCT title FROM book', 'view titles'],
  ['RETURN 1', 'RETURN 2', 'function one'],
  ["COMMENT 'kinds of books'", '', 'table genre'],
  ["('p', 'Poetry'), ", '', 'rows of genre'],
];

describe.skipIf(missingMariadb !== undefined)('a squashed MariaDB base', () => {
  let server: RunningServer;
  let proving: Proving;

  beforeAll(async () => {
    server = await startMariadb();
    proving = { dialect: 'mysql', engine: { url: server.url }, engineVersion: '10.11-mariadb' };
  });
  afterAll(async () => {
    await closeEngines();
    await server.stop();
  });

  it('is equal, whatever order and words it is written in', async () => {
    const result = await proved(old, { '002_base.up.sql': base }, proving);
    expect(foundIn(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: 'equal', by: { kind: 'execution' } });
  });

  it('shows eleven seeded differences, each where it is, and no other', async () => {
    const changed = seeded.reduce((text, [is, becomes]) => {
      expect(text).toContain(is);
      return text.replace(is, becomes);
    }, base);
    const found = foundIn(await proved(old, { '002_base.up.sql': changed }, proving));
    for (const [, , subject] of seeded) expect(found.filter((one) => one.includes(subject))).not.toEqual([]);
    expect(found.filter((one) => !seeded.some(([, , subject]) => one.includes(subject)))).toEqual([]);
  });
});

describe('a squashed base on a PostgreSQL server', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startPostgres(16);
  });
  afterAll(async () => {
    await closeEngines();
    await server.stop();
  });

  it('is proved there, in a database that is made for it', async () => {
    const result = await proved(
      { '001_a.up.sql': 'CREATE TABLE a (id int PRIMARY KEY);', '002_b.up.sql': 'ALTER TABLE a ADD b text;' },
      { '002_base.up.sql': 'CREATE TABLE a (id int PRIMARY KEY, b text);' },
      { engine: { url: server.url }, engineVersion: '16' },
    );
    expect(result.verdict).toBe('equal');
    expect(result.by.kind === 'execution' && result.by.version).toMatch(/^16\.\d+$/);
  });
});
