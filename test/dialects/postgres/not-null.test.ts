import { expect, it } from 'vitest';
import { factAfter, schemaAfter } from './facts-of.ts';

const setNotNull = 'ALTER TABLE t ALTER COLUMN a SET NOT NULL;';

function scansWith(check: string): readonly string[] {
  const schema = schemaAfter(`CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (${check}));`);
  return factAfter(schema, setNotNull).scans.map(({ name }) => name);
}

function nested(depth: number): string {
  return `${'('.repeat(depth)}a IS NOT NULL${' AND b > 0)'.repeat(depth)}`;
}

it('a CHECK proves that a column holds no NULL, in parentheses too', () => {
  expect(scansWith('b > 0')).toEqual(['t']);
  expect(scansWith('a IS NOT NULL')).toEqual([]);
  expect(scansWith(nested(100))).toEqual([]);
});

it('a CHECK that is longer than anybody writes is no proof: it is not looked through', () => {
  expect(scansWith(nested(4000))).toEqual(['t']);
});
