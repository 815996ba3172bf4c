import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlserver } from '../../../src/dialects/sqlserver/index.ts';

describe('expression', () => {
  it.each([
    ['((0))', '0'],
    ['(getutcdate())', 'getutcdate()'],
    ['((1)+(2))', '(1) + (2)'],
    ['([dbo].[f]( [a] ))', 'dbo.f(a)'],
    ['((SELECT 1))', '(SELECT 1)'],
    ['[Key] + [Group]', '[Key] + [Group]'],
    ["(N'it''s')", "N'it''s'"],
  ])('%s is %s in normal form', (written, sql) => {
    expect(sqlserver.expression(written).sql).toBe(sql);
  });

  it.each(['0', '-1', "N'x'", "('x')", 'NULL', '0x00', '1.5e3'])('%s is constant', (written) => {
    expect(sqlserver.expression(written)).toMatchObject({ constant: true, calls: [] });
  });

  it.each([
    ['GETUTCDATE()', ['getutcdate']],
    ['CONVERT([bit], 0)', ['convert']],
    ['CAST(a AS decimal(18, 2))', ['cast']],
    ['CURRENT_TIMESTAMP', ['current_timestamp']],
    ['NEXT VALUE FOR dbo.s', ['next value for']],
    ['dbo.f(newid())', ['dbo.f', 'newid']],
    ['[a]', []],
    ['@a', []],
  ])('%s is not, and calls %j', (written, calls) => {
    expect(sqlserver.expression(written)).toMatchObject({ constant: false, calls });
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sqlserver.expression(text).sql).toBeTypeOf('string');
      }),
    );
  });
});

describe('literal', () => {
  it.each([
    [{ type: 'null' } as const, 'NULL'],
    [{ type: 'boolean', value: true } as const, '1'],
    [{ type: 'number', text: '1.5' } as const, '1.5'],
    [{ type: 'string', value: "it's" } as const, "N'it''s'"],
    [{ type: 'timestamp', text: '2024-01-02T03:04:05' } as const, "'2024-01-02T03:04:05'"],
    [{ type: 'bytes', hex: '00ff' } as const, '0x00ff'],
  ])('%j', (value, sql) => {
    expect(sqlserver.literal(value)).toEqual({ sql, constant: true, calls: [] });
  });
});

describe('implicit names', () => {
  const table = { name: 'Order' };
  const { traits } = sqlserver;

  it('count on until one is free', () => {
    const taken = new Set(['PK__Order__00000001']);
    const request = { of: 'PrimaryKey', table, columns: ['Id'], taken: (one: string) => taken.has(one) } as const;
    expect(traits.implicitName(request)).toBe('PK__Order__00000002');
  });

  it('say the first column of a default', () => {
    expect(traits.implicitName({ of: 'Default', table, columns: ['TotalPrice'], taken: () => false })).toBe(
      'DF__Order__Total__00000001',
    );
  });
});
