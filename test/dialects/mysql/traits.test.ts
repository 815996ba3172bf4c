import { describe, expect, it } from 'vitest';
import { mysqlTraits } from '../../../src/dialects/mysql/traits.ts';
import type { ImplicitNameRequest } from '../../../src/model/names.ts';

function implicitName(of: ImplicitNameRequest['of'], ...taken: readonly string[]): string {
  const table = { name: 'order_line' };
  return mysqlTraits.implicitName({ of, table, columns: ['a', 'b'], taken: (name) => taken.includes(name) });
}

describe('names that MySQL gives', () => {
  it.each([
    ['PrimaryKey', [], 'PRIMARY'],
    ['ForeignKey', [], 'order_line_ibfk_1'],
    ['ForeignKey', ['order_line_ibfk_1'], 'order_line_ibfk_2'],
    ['Check', ['order_line_chk_1'], 'order_line_chk_2'],
    ['Index', [], 'a'],
    ['Unique', ['a'], 'a_2'],
    ['Index', ['a', 'a_2'], 'a_3'],
  ] as const)('%s next to %j is %s', (of, taken, name) => {
    expect(implicitName(of, ...taken)).toBe(name);
  });
});
