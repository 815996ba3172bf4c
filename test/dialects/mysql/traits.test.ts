import { describe, expect, it } from 'vitest';
import { mariadbTraits, mysqlTraits, traitsOfVersion } from '../../../src/dialects/mysql/traits.ts';
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

describe('the traits of a version', () => {
  it.each(['8.0', '9.1.0', ''])('%j is MySQL', (version) => {
    expect(traitsOfVersion(version)).toBe(mysqlTraits);
  });

  it.each(['10.11-mariadb', 'mariadb 11.4', '10.11.18-MariaDB-0+deb12u1'])('%j is MariaDB', (version) => {
    expect(traitsOfVersion(version)).toBe(mariadbTraits);
  });
});

describe('names that MariaDB gives otherwise', () => {
  const request = { table: { name: 'order_line' }, columns: ['a'], taken: (name: string) => name === 'CONSTRAINT_1' };

  it('a check is numbered by itself, or called as the column that it is part of', () => {
    expect(mariadbTraits.implicitName({ ...request, of: 'Check' })).toBe('CONSTRAINT_2');
    expect(mariadbTraits.implicitName({ ...request, of: 'Check', inColumn: 'a' })).toBe('a');
  });

  it('a foreign key is called as the index that it names', () => {
    expect(mariadbTraits.implicitName({ ...request, of: 'ForeignKey', index: 'by_a' })).toBe('by_a');
    expect(mariadbTraits.implicitName({ ...request, of: 'ForeignKey' })).toBe('order_line_ibfk_1');
  });

  it('only the names of foreign keys follow a renamed table', () => {
    const renamed = (name: string) => mariadbTraits.renamedWithTable?.(name, 'order_line', 'item');
    expect([renamed('order_line_ibfk_1'), renamed('order_line_chk_1')]).toEqual(['item_ibfk_1', 'order_line_chk_1']);
  });
});
