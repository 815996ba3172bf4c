import { expect, test } from 'vitest';
import type { ImplicitNameRequest } from '../../../src/model/names.ts';
import { postgres } from './reading.ts';

function nameOf(of: ImplicitNameRequest['of'], table: string, columns: readonly string[], ...taken: readonly string[]) {
  return postgres.traits.implicitName({ of, table: { name: table }, columns, taken: (name) => taken.includes(name) });
}

test.each([
  ['PrimaryKey', ['a', 'b'], 't_pkey'],
  ['Unique', ['a', 'b'], 't_a_b_key'],
  ['ForeignKey', ['a'], 't_a_fkey'],
  ['Exclusion', ['a', 'b'], 't_a_b_excl'],
  ['Index', ['a', 'b'], 't_a_b_idx'],
  ['Check', ['a'], 't_a_check'],
  ['Check', ['a', 'b'], 't_check'],
  ['Check', [], 't_check'],
] as const)('%s on %o is named %s', (of, columns, name) => {
  expect(nameOf(of, 't', columns)).toBe(name);
});

test('a name that is taken gets a number', () => {
  expect(nameOf('Index', 't', ['a'], 't_a_idx', 't_a_idx1')).toBe('t_a_idx2');
});

test('the longer of table and columns is cut until the name has 63 bytes', () => {
  const table = 'a_table_with_a_rather_long_name_indeed';
  const column = 'a_column_with_a_rather_long_name';
  const name = nameOf('ForeignKey', table, [column]);
  expect(name).toBe(`${table.slice(0, 29)}_${column.slice(0, 28)}_fkey`);
  expect(name).toHaveLength(63);
});

test('a cut name ends with a whole character', () => {
  const name = nameOf('PrimaryKey', 'é'.repeat(40), []);
  expect(name).toBe(`${'é'.repeat(29)}_pkey`);
});
