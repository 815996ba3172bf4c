import { describe, expect, it } from 'vitest';
import { characterSetsOf } from '../../../src/dialects/mysql/character-sets.ts';
import { parseType } from '../../../src/dialects/mysql/types.ts';

const mysql = characterSetsOf('mysql');
const mariadb = characterSetsOf('mariadb');

describe('the collation that goes with a character set', () => {
  it.each([
    [undefined, 'utf8mb4_0900_ai_ci', 'utf8mb4_general_ci'],
    ['utf8mb4', 'utf8mb4_0900_ai_ci', 'utf8mb4_general_ci'],
    ['UTF8', 'utf8mb3_general_ci', 'utf8mb3_general_ci'],
    ['latin1', 'latin1_swedish_ci', 'latin1_swedish_ci'],
    ['binary', 'binary', 'binary'],
    ['cp1251', 'cp1251_general_ci', 'cp1251_general_ci'],
  ])('%s: %s on MySQL, %s on MariaDB', (charset, ofMysql, ofMariadb) => {
    expect([mysql.defaultCollation(charset), mariadb.defaultCollation(charset)]).toEqual([ofMysql, ofMariadb]);
  });
});

describe('utf8', () => {
  it.each([
    ['utf8_bin', 'utf8mb3_bin', 'utf8mb3'],
    ['UTF8MB4_unicode_ci', 'utf8mb4_unicode_ci', 'utf8mb4'],
    ['latin1_bin', 'latin1_bin', 'latin1'],
  ])('is utf8mb3 in %s', (name, collation, charset) => {
    expect([mysql.collation(name), mysql.charsetOf(name)]).toEqual([collation, charset]);
  });
});

describe('a column that is converted', () => {
  it.each([
    ['text', 'latin1', 'utf8mb4', 'mediumtext'],
    ['tinytext', 'utf8mb3', 'utf8mb4', 'text'],
    ['text', 'utf8mb4', 'latin1', 'text'],
    ['varchar(20)', 'latin1', 'utf8mb4', 'varchar(20)'],
    ['longtext', 'latin1', 'utf8mb4', 'longtext'],
  ])('%s from %s to %s is %s', (type, from, to, converted) => {
    expect(mysql.converted(parseType(type), from, to)).toEqual(parseType(converted));
  });
});
