import { describe, expect, it } from 'vitest';
import { serverOf } from '../../../src/dialects/mysql/facts/server.ts';
import { mysql } from '../../../src/dialects/mysql/index.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';

function factsAfter(setup: string, sql: string, version = '8.4'): Facts | undefined {
  const read = (text: string) =>
    mysql.read(plainText('migration.sql', text)).statements.flatMap(({ operations }) => operations);
  const schema = replayAll(emptySchema(mysql.traits), read(setup), 'before');
  const [operation] = read(sql);
  return operation === undefined ? undefined : mysql.facts(operation, schema, version);
}

describe('a server', () => {
  it.each([
    ['8.0.28', { product: 'mysql', version: 8_000_028 }],
    ['8.0', { product: 'mysql', version: 8_000_999 }],
    ['9', { product: 'mysql', version: 9_999_999 }],
    ['mariadb 10.11', { product: 'mariadb', version: 10_011_999 }],
    ['10.11.18-MariaDB', { product: 'mariadb', version: 10_011_018 }],
  ])('of version %s', (version, server) => {
    expect(serverOf(version)).toEqual(server);
  });
});

describe('why a table is written anew', () => {
  const orders = 'CREATE TABLE orders (id int PRIMARY KEY, note varchar(50), total int) DEFAULT CHARSET=utf8mb4;';

  it.each([
    [
      'ALTER TABLE orders MODIFY note varchar(100)',
      'the length of varchar(100) takes two bytes, that of varchar(50) takes one',
    ],
    ['ALTER TABLE orders MODIFY total bigint', 'int is stored in another way than bigint'],
    [
      'ALTER TABLE orders MODIFY note varchar(50) CHARACTER SET latin1',
      'every value is converted from utf8mb4 to latin1',
    ],
    [
      'ALTER TABLE orders ADD COLUMN gross int AS (total) STORED',
      'gross is computed and stored for every row that is there',
    ],
    ['ALTER TABLE orders ADD CHECK (total > 0)', 'every row is checked against the condition'],
    ['ALTER TABLE orders MODIFY other int', 'other is not known here, so it is taken that every row is written anew'],
  ])('%s', (sql, because) => {
    expect(factsAfter(orders, sql)?.because).toBe(because);
  });
});

describe('what a rule looks for in a rewrite', () => {
  const orders = `CREATE TABLE orders (
    id int PRIMARY KEY, note varchar(50), code varchar(200) CHARACTER SET latin1, raw varbinary(100), state enum('open', 'paid'), marks set('a', 'b')
  ) DEFAULT CHARSET=utf8mb4;`;

  it.each([
    ['MODIFY note varchar(64)', { kind: 'length-byte', longest: 63 }],
    ['MODIFY code varchar(256) CHARACTER SET latin1', { kind: 'length-byte', longest: 255 }],
    ['MODIFY raw varbinary(300)', { kind: 'length-byte', longest: 255 }],
    ['MODIFY code varchar(200)', { kind: 'character-set' }],
    ['MODIFY note varchar(50) COLLATE utf8mb4_bin', { kind: 'character-set' }],
    ['CONVERT TO CHARACTER SET latin1', { kind: 'character-set' }],
    ["MODIFY state enum('open', 'sent', 'paid')", { kind: 'enum-members' }],
    ["MODIFY state enum('open')", { kind: 'enum-members' }],
    ["MODIFY marks set('b', 'a')", { kind: 'enum-members' }],
    ['MODIFY note varchar(10)', undefined],
    ['MODIFY note varchar(60)', undefined],
    ["MODIFY state enum('open', 'paid', 'sent')", undefined],
    ["MODIFY marks set('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')", undefined],
    ['MODIFY state int', undefined],
    ['MODIFY note varchar(60), ALGORITHM=COPY', undefined],
  ])('%s', (change, cause) => {
    expect(factsAfter(orders, `ALTER TABLE orders ${change}`)?.cause).toEqual(cause);
  });

  it('is not there where the table has the character set already', () => {
    const sql = 'ALTER TABLE notes CONVERT TO CHARACTER SET utf8mb4';
    const notes = 'CREATE TABLE notes (id int PRIMARY KEY, note varchar(50)) DEFAULT CHARSET=';
    expect(factsAfter(`${notes}utf8mb4`, sql)?.rewrites).toEqual([]);
    expect(factsAfter(`${notes}latin1`, sql)?.rewrites).toHaveLength(1);
    expect(factsAfter(`${notes}utf8mb4 COLLATE utf8mb4_bin`, sql)?.rewrites).toHaveLength(1);
    const again = 'ALTER TABLE notes CONVERT TO CHARACTER SET utf8 COLLATE utf8_bin';
    expect(factsAfter(`${notes}utf8; ${again};`, again)?.rewrites).toEqual([]);
  });
});

describe('what is lost', () => {
  it('is said of columns, tables and partitions', () => {
    expect(factsAfter('CREATE TABLE t (a int, b int)', 'ALTER TABLE t DROP COLUMN b')?.loses).toBe(
      'every value of t.b',
    );
    expect(factsAfter('CREATE TABLE t (a int)', 'DROP TABLE t')?.loses).toBe('every row of t');
    expect(factsAfter('CREATE TABLE t (a int)', 'ALTER TABLE t DROP PARTITION p0')?.loses).toBe(
      'every row of the partitions p0 of t',
    );
  });

  it('is nothing when the server refuses', () => {
    const facts = factsAfter('CREATE TABLE t (a bigint)', 'ALTER TABLE t MODIFY a int, ALGORITHM=INSTANT');
    expect(facts?.refused).toBe('ALGORITHM=INSTANT is not possible: bigint is stored in another way than int');
    expect(facts?.loses).toBeUndefined();
  });
});

describe('nothing is said', () => {
  it('of what a routine does', () => {
    expect(factsAfter('', 'CALL archive_orders()')).toBeUndefined();
  });
});
