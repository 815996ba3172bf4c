import { describe, expect, it } from 'vitest';
import { findInNew } from '../find-in-new.ts';

const mysql = { dialect: 'mysql', engineVersion: '8.0' } as const;

describe('varchar-byte-boundary', () => {
  it('writes the longest length that copies nothing', async () => {
    const shipped = 'create table users (id bigint primary key, name varchar(50) not null) charset utf8mb3;';
    const [finding] = await findInNew(
      'varchar-byte-boundary',
      mysql,
      shipped,
      'alter table users modify name varchar(100) not null;',
    );
    expect(finding?.message).toBe(
      'users.name grows to varchar(100), for which users is copied: the length of varchar(100) takes two bytes, that of varchar(50) takes one',
    );
    expect(finding?.remedy).toContain('ALTER TABLE users MODIFY COLUMN name varchar(85) NOT NULL;');
    expect(finding?.facts?.cause).toEqual({ kind: 'length-byte', longest: 85 });
  });

  it('writes nothing where the column is that long already', async () => {
    const shipped = 'create table users (id bigint primary key, name varchar(63)) charset utf8mb4;';
    const [finding] = await findInNew(
      'varchar-byte-boundary',
      mysql,
      shipped,
      'alter table users modify name varchar(64);',
    );
    expect(finding?.remedy).toMatch(/^copy the table once with gh-ost .* grows without a copy$/);
  });

  it('leaves tables alone that are not kept by InnoDB: they are copied for any change', async () => {
    const shipped = 'create table users (id bigint primary key, name varchar(50)) engine=MyISAM charset utf8mb4;';
    expect(
      await findInNew('varchar-byte-boundary', mysql, shipped, 'alter table users modify name varchar(64);'),
    ).toEqual([]);
  });
});

describe('charset-conversion', () => {
  const shipped = 'create table orders (id bigint primary key, code varchar(20) character set latin1) charset utf8mb4;';

  it('writes the character set that MODIFY forgot', async () => {
    const [finding] = await findInNew(
      'charset-conversion',
      mysql,
      shipped,
      'alter table orders modify code varchar(20) not null;',
    );
    expect(finding?.message).toBe(
      'orders.code changes its character set or collation, for which orders is copied: every value is converted from latin1 to utf8mb4',
    );
    expect(finding?.remedy).toContain('MODIFY COLUMN code varchar(20) CHARACTER SET latin1 NOT NULL;');
  });

  it('takes a character set that is said for meant', async () => {
    const [finding] = await findInNew(
      'charset-conversion',
      mysql,
      shipped,
      'alter table orders modify code varchar(20) character set utf8mb4;',
    );
    expect(finding?.remedy).toMatch(/^convert orders with gh-ost/);
  });
});

describe('one change of text or of an ENUM', () => {
  const shipped = `create table t (id bigint primary key, a varchar(50), b varchar(50), c enum('x', 'y')) charset utf8mb4;`;

  it.each([
    ['varchar-byte-boundary', 'modify a varchar(64)'],
    ['charset-conversion', 'modify b varchar(50) character set latin1'],
    ['enum-append-only', `modify c enum('x')`],
    ['enum-append-only', `modify c enum('y', 'x')`],
  ])('is for %s alone to find: %s', async (rule, change) => {
    const rules = [
      'varchar-byte-boundary',
      'charset-conversion',
      'enum-append-only',
      'no-table-rewrite',
      'no-lossy-type-change',
      'no-type-change',
    ];
    const found = await Promise.all(rules.map((one) => findInNew(one, mysql, shipped, `alter table t ${change};`)));
    expect(found.flat().map((one) => one.rule)).toEqual([rule]);
  });
});
