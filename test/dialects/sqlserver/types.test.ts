import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlserver } from '../../../src/dialects/sqlserver/index.ts';

describe('columnType', () => {
  it.each([
    ['TINYINT', { text: 'tinyint', family: 'integer', bits: 8, unsigned: true }],
    ['integer', { text: 'int', family: 'integer', bits: 32 }],
    ['[bigint]', { text: 'bigint', family: 'integer', bits: 64 }],
    ['BIT', { text: 'bit', family: 'boolean' }],
    ['NUMERIC(18, 2)', { text: 'decimal(18,2)', name: 'decimal', family: 'decimal', precision: 18, scale: 2 }],
    ['decimal', { text: 'decimal(18,0)', precision: 18, scale: 0 }],
    ['money', { text: 'money', family: 'decimal', precision: 19, scale: 4 }],
    ['float(24)', { text: 'real', family: 'float', bits: 32 }],
    ['double precision', { text: 'float', family: 'float', bits: 64 }],
    ['NVARCHAR (50)', { text: 'nvarchar(50)', name: 'nvarchar', family: 'text', length: 50 }],
    ['national character varying(9)', { text: 'nvarchar(9)', length: 9 }],
    ['char', { text: 'char(1)', length: 1, fixed: true }],
    ['[varbinary](16)', { text: 'varbinary(16)', family: 'binary', length: 16 }],
    ['timestamp', { text: 'rowversion', family: 'binary', length: 8, fixed: true }],
    ['datetime', { text: 'datetime', family: 'timestamp', precision: 3, zoned: false }],
    ['DATETIME2', { text: 'datetime2(7)', family: 'timestamp', precision: 7, zoned: false }],
    ['datetimeoffset(0)', { text: 'datetimeoffset(0)', precision: 0, zoned: true }],
    ['time', { text: 'time(7)', family: 'time', precision: 7 }],
    ['date', { text: 'date', family: 'date' }],
    ['UNIQUEIDENTIFIER', { text: 'uniqueidentifier', family: 'uuid' }],
    ['xml', { text: 'xml', family: 'xml' }],
    ['geography', { text: 'geography', family: 'geometric' }],
    ['[dbo].[PhoneNumber]', { text: 'dbo.PhoneNumber', family: 'other' }],
    ['sys.int', { text: 'int', family: 'integer' }],
  ])('%s', (written, type) => {
    expect(sqlserver.columnType(written)).toMatchObject(type);
  });

  it('has no length when it holds any', () => {
    expect(sqlserver.columnType('nvarchar(MAX)')).toEqual({ text: 'nvarchar(max)', name: 'nvarchar', family: 'text' });
  });

  it.each(['int int', 'nvarchar(', '', ')', '1', "'"])('is unknown for %j', (written) => {
    expect(sqlserver.columnType(written).family).toBe('other');
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sqlserver.columnType(text).text).toBeTypeOf('string');
      }),
    );
  });
});
