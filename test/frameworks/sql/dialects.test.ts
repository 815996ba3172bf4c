import { beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { loadDialect } from '../../../src/dialects/index.ts';
import { sql } from '../../../src/frameworks/sql/index.ts';
import { meaningOf } from '../../../src/history/meaning.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { chainOf, filesOf } from './project.ts';

const texts: readonly (readonly [DialectName, string])[] = [
  [
    'postgres',
    `-- A comment; with a semicolon
    CREATE TABLE "Order" (id bigserial PRIMARY KEY, note text DEFAULT 'a;b' NOT NULL);
    CREATE INDEX CONCURRENTLY order_note ON "Order" (lower(note)) WHERE id > 0;

    ALTER TABLE "Order" ADD COLUMN at timestamptz, ADD CONSTRAINT at_set CHECK (at IS NOT NULL) NOT VALID;
    UPDATE "Order" SET note = 'x' WHERE at IS NULL;`,
  ],
  [
    'mysql',
    `CREATE TABLE \`order\` (id int unsigned AUTO_INCREMENT PRIMARY KEY, note varchar(20) DEFAULT 'a;b') ENGINE=InnoDB;
    ALTER TABLE \`order\` ADD COLUMN at datetime(6) NULL AFTER id, ADD INDEX note_at (note(5), at);
    DELETE FROM \`order\` WHERE note = 'x';`,
  ],
];

describe.each(texts)('%s in a plain file', (name, text) => {
  let dialect: Dialect;

  beforeAll(async () => {
    dialect = await loadDialect(name);
  });

  function read(contents: string): Migration {
    const files = filesOf({ 'm/001.sql': contents });
    const chain = chainOf(files, { dialect: name });
    return sql.read({ id: '001', file: 'm/001.sql', files: ['m/001.sql'] }, { files, chain, dialect });
  }

  it('is understood', () => {
    const kinds = read(text).up.flatMap((statement) => statement.operations.map((operation) => operation.kind));
    expect(kinds[0]).toBe('CreateTable');
    expect(kinds).not.toContain('Opaque');
  });

  it('means the same when it is written anew', () => {
    const migration = read(text);
    const operations = migration.up.flatMap((statement) => statement.operations);
    const written = sql.write({ migration, operations, text, offset: 0, dialect });
    expect(written).toBeDefined();
    expect(meaningOf(read(written ?? ''))).toBe(meaningOf(migration));
  });

  it('loses nothing but the statement that is taken out', () => {
    const migration = read(text);
    for (const statement of migration.up) {
      const { start, end } = sql.extent(statement, text);
      const others = migration.up.filter((other) => other !== statement);
      expect(meaningOf(read(text.slice(0, start) + text.slice(end)))).toBe(meaningOf({ ...migration, up: others }));
    }
  });
});
