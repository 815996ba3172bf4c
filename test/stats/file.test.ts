import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mysqlTraits } from '../../src/dialects/mysql/traits.ts';
import { traits } from '../../src/dialects/postgres/traits.ts';
import { aboutRows, sizesIn } from '../../src/model/table-size.ts';
import type { SizedTable, Statistics } from '../../src/model/table-size.ts';
import { ageNote, parseStats, printStats } from '../../src/stats/file.ts';
import { StatsError } from '../../src/stats/stats-error.ts';

const takenAt = '2026-01-31T12:00:00Z';

function table(name: string, rows: number, schema?: string): SizedTable {
  return { name: { ...(schema === undefined ? {} : { schema }), name }, rows };
}

describe('the statistics file', () => {
  it('has a table on each line, sorted, and two digits of each number', () => {
    const tables = [table('users', 41_234_567, 'public'), table('b', 99, 'app'), { name: { name: 'new' } }];
    expect(printStats({ dialect: 'postgres', takenAt, tables })).toBe(`{
  "version": 1,
  "dialect": "postgres",
  "takenAt": "2026-01-31T12:00:00Z",
  "tables": [
    {"name":"new"},
    {"schema":"app","name":"b","rows":99},
    {"schema":"public","name":"users","rows":41000000}
  ]
}
`);
  });

  it('reads back as what was written, but for the digits', () => {
    const names = fc.record({ name: fc.string({ minLength: 1 }), schema: fc.option(fc.string(), { nil: undefined }) });
    const tables = fc.uniqueArray(
      fc.record({ name: names, rows: fc.option(fc.nat(99), { nil: undefined }) }).map(({ name, rows }) => ({
        name: { ...(name.schema === undefined ? {} : { schema: name.schema }), name: name.name },
        ...(rows === undefined ? {} : { rows }),
      })),
      { selector: ({ name }) => JSON.stringify([name.schema ?? '', name.name]) },
    );
    fc.assert(
      fc.property(tables, (given) => {
        const statistics: Statistics = { dialect: 'mysql', takenAt, tables: given };
        const read = parseStats(printStats(statistics), 'f');
        expect(read.tables).toHaveLength(given.length);
        expect(read.tables).toEqual(expect.arrayContaining(given));
      }),
    );
  });

  it.each([
    ['{', /^f\.json is not valid JSON: /],
    ['{}', /^f\.json, at version: .*`mig-lint stats --help`/],
    ['[1]', /^f\.json/],
    [JSON.stringify({ version: 1, dialect: 'oracle', takenAt, tables: [] }), /^f\.json, at dialect: /],
    [JSON.stringify({ version: 1, dialect: 'mysql', takenAt: 'today', tables: [] }), /^f\.json, at takenAt: /],
    [JSON.stringify({ version: 1, dialect: 'mysql', takenAt, tables: [{ name: 'a', rows: -1 }] }), /tables\.0\.rows: /],
  ])('is refused with the place of the mistake: %s', (text, message) => {
    const parse = (): unknown => parseStats(text, 'f.json');
    expect(parse).toThrow(StatsError);
    expect(parse).toThrow(message);
  });

  it('is old after 90 days', () => {
    expect(ageNote({ takenAt }, 'f', '2026-05-01')).toEqual([]);
    expect(ageNote({ takenAt }, 'f', '2026-05-03')).toHaveLength(1);
  });
});

describe('the size of a table is found', () => {
  const tables = [
    table('users', 1, 'public'),
    table('users', 2, 'audit'),
    table('events', 3, 'audit'),
    table('twice', 4, 'a'),
    table('twice', 5, 'b'),
    table('Users', 6, 'public'),
  ];
  const sizeOf = sizesIn({ tables }, traits);

  it.each([
    ['by its full name', { schema: 'audit', name: 'users' }, 2],
    ['in the default schema first', { name: 'users' }, 1],
    ['by its case, where that matters', { name: 'Users' }, 6],
    ['in the only schema that has one', { name: 'events' }, 3],
    ['nowhere, where two schemas have one', { name: 'twice' }, undefined],
    ['nowhere in another schema', { schema: 'public', name: 'events' }, undefined],
    ['nowhere when there is none', { name: '__proto__' }, undefined],
  ])('%s', (_, name, rows) => {
    expect(sizeOf(name)?.rows).toBe(rows);
  });

  it('whatever its case, where that does not matter', () => {
    expect(sizesIn({ tables: [table('Orders', 7)] }, mysqlTraits)({ name: 'orders' })?.rows).toBe(7);
  });
});

describe('a number of rows is said', () => {
  it.each([
    [0, 'no rows'],
    [1, 'about 1 row'],
    [12, 'about 12 rows'],
    [123, 'about 120 rows'],
    [12_345, 'about 12,000 rows'],
    [999_999, 'about 1 million rows'],
    [1_250_000, 'about 1.3 million rows'],
    [40_400_000, 'about 40 million rows'],
    [2_100_000_000, 'about 2.1 billion rows'],
  ])('%i: %s', (rows, words) => {
    expect(aboutRows(rows)).toBe(words);
  });
});
