import { describe, expect, it } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/index.ts';

describe('columnType', () => {
  it.each([
    ['INT(11)', 'int'],
    ['integer', 'int'],
    ['int8', 'bigint'],
    ['bool', 'tinyint(1)'],
    ['tinyint(4)', 'tinyint'],
    ['bigint(20) UNSIGNED', 'bigint unsigned'],
    ['int(10) zerofill', 'int unsigned zerofill'],
    ['numeric', 'decimal(10,0)'],
    ['decimal(65, 30)', 'decimal(65,30)'],
    ['double precision', 'double'],
    ['float(53)', 'double'],
    ['VARCHAR ( 255 )', 'varchar(255)'],
    ['character varying(20)', 'varchar(20)'],
    ['national char(3)', 'char(3)'],
    ['char', 'char(1)'],
    ['datetime(6)', 'datetime(6)'],
    ['timestamp(0)', 'timestamp'],
    ['text(1000)', 'text'],
    ["ENUM('a', \"b\",'it''s')", "enum('a','b','it''s')"],
    ['char(36) CHARACTER SET ascii', 'char(36)'],
    ['longtext COLLATE utf8mb4_bin', 'longtext'],
  ])('writes %s as %s', (written, text) => {
    expect(mysql.columnType(written).text).toBe(text);
  });

  it.each([
    ['tinyint(1)', { family: 'integer', bits: 8 }],
    ['mediumint unsigned', { family: 'integer', bits: 24, unsigned: true }],
    ['decimal(18,2)', { family: 'decimal', precision: 18, scale: 2 }],
    ['float', { family: 'float', bits: 32 }],
    ['char(36)', { family: 'text', length: 36, fixed: true }],
    ['varbinary(16)', { family: 'binary', length: 16 }],
    ['text', { family: 'text', length: 65535 }],
    ['datetime', { family: 'timestamp', precision: 0, zoned: false }],
    ['timestamp(6)', { family: 'timestamp', precision: 6, zoned: true }],
    ["set('a','b')", { family: 'enum', values: ['a', 'b'] }],
    ['bit(8)', { family: 'bits', length: 8 }],
    ['json', { family: 'json' }],
    ['point', { family: 'geometric' }],
  ])('knows what %s holds', (written, facets) => {
    expect(mysql.columnType(written)).toMatchObject(facets);
  });

  it('gives longtext no length, for it holds what any text does', () => {
    expect(mysql.columnType('longtext')).not.toHaveProperty('length');
  });

  it.each(['', 'vector(3)', 'int int', 'varchar(', "'x'", 'constructor'])('takes %j for an unknown type', (written) => {
    expect(mysql.columnType(written).family).toBe('other');
  });
});
