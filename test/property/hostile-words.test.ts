import { describe, expect, it } from 'vitest';
import { loadDialect } from '../../src/dialects/index.ts';
import { dialectNames } from '../../src/model/names.ts';
import { plainText } from '../../src/model/source-text.ts';

/** Words that every object of JavaScript answers to, in all the places where a dialect looks words up. */
const hostile = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

const statements: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => `EXEC ${word} 'a'`,
  (word) => `CALL ${word}()`,
  (word) => `SELECT ${word}(1)`,
  (word) => `CREATE ${word} a`,
  (word) => `DROP ${word} a`,
  (word) => `ALTER ${word} a`,
  (word) => `CREATE TABLE ${word} (${word} ${word} DEFAULT ${word}(), CHECK (${word} > 0))`,
  (word) => `CREATE TABLE a (b int ${word} c)`,
  (word) => `ALTER TABLE a ${word} b`,
  (word) => `ALTER TABLE a ALTER COLUMN b ${word}`,
  (word) => `CREATE INDEX a ON b (c) WITH (${word} = on)`,
  (word) => `SET ${word} = 1`,
  (word) => `PRAGMA ${word} = 1`,
  (word) => `IF EXISTS (SELECT 1 FROM sys.${word} WHERE ${word} = 'a') DROP TABLE a`,
  (word) =>
    `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM ${word} WHERE ${word} = 'a') THEN CREATE TABLE a (b int); END IF; END $$`,
];

describe.each(dialectNames)('%s', (name) => {
  it.each(hostile)('reads statements with %s in them without a failure', async (word) => {
    const dialect = await loadDialect(name);
    for (const statement of statements) {
      const text = statement(word);
      const read = dialect.read(plainText('a.sql', text)).statements;
      expect(read.length, text).toBeGreaterThan(0);
      for (const { operations } of read) for (const operation of operations) dialect.write(operation);
    }
  });
});
