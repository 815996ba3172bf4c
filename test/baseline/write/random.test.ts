import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { Engine } from '../../../src/engines/engine.ts';
import { openEngine } from '../../../src/engines/index.ts';
import { compare } from './compare.ts';

const pglite = await openEngine('pglite');
const sqlite = await openEngine('sqlite');
afterAll(async () => {
  await pglite.close();
  await sqlite.close();
});

/** Names in no order that has to do with what needs what. */
const names = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'order', 'Mixed Case'], {
  minLength: 4,
  maxLength: 8,
});

/** A table by its place, with what its columns are made of; places are taken modulo what is there. */
const table = fc.record({
  note: fc.constantFrom('text', 'varchar(20)', 'int', 'numeric(8, 2)'),
  nullable: fc.boolean(),
  pointsTo: fc.option(fc.nat(3), { nil: undefined }),
  isUnique: fc.boolean(),
  isChecked: fc.boolean(),
  isIndexed: fc.boolean(),
  calls: fc.boolean(),
});
const shape = fc.record({
  names,
  tables: fc.array(table, { minLength: 2, maxLength: 4 }),
  views: fc.array(fc.nat(5), { maxLength: 3 }),
  isRenamed: fc.boolean(),
  isChanged: fc.boolean(),
});

type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** A chain of statements that makes it, the last of them changes. */
function scriptOf({ names: all, tables, views, isRenamed, isChanged }: Shape, isPostgres: boolean): string {
  const name = (at: number): string => `"${all[at % all.length] ?? 'x'}"`;
  const own = tables.slice(0, all.length - 1);
  const made: string[] = [];
  if (isPostgres) {
    made.push('create function start_note() returns text language plpgsql as $$ begin return 1; end $$');
    made.push("create type mood as enum ('sad', 'happy')");
  }
  for (const [at, { note, nullable, pointsTo, isUnique, isChecked, calls }] of own.entries()) {
    const key = pointsTo === undefined ? '' : ` references ${name(pointsTo % (at + 1))} (id) on delete cascade`;
    const columns = [
      'id integer primary key',
      `note ${note}${nullable ? '' : ' not null'}${isUnique ? ' unique' : ''}`,
      `other integer${isChecked ? ' check (other > 0)' : ''}${key}`,
      ...(isPostgres
        ? [`m mood default 'sad'`, `s text default ${calls ? 'start_note()' : `'x'`}`, 'n bigserial']
        : []),
    ];
    made.push(`create table ${name(at)} (${columns.join(', ')})`);
  }
  own.forEach(({ isIndexed }, at) => {
    if (isIndexed) made.push(`create index "i ${at}" on ${name(at)} (other, id desc) where other > ${at}`);
  });
  const relations = own.length;
  views.slice(0, all.length - relations).forEach((of, at) => {
    made.push(`create view ${name(relations + at)} as select id from ${name(of % (relations + at))}`);
  });
  if (isChanged) made.push(`alter table ${name(0)} add column late integer default 3`);
  if (isRenamed && views.length === 0) made.push(`alter table ${name(0)} rename to renamed`);
  return made.map((sql) => `${sql};`).join('\n');
}

it.each([
  ['PostgreSQL', pglite, 12],
  ['SQLite', sqlite, 60],
] as const)(
  'the base of any chain makes on %s what the chain made, and takes it away again',
  async (_, engine: Engine, numRuns) => {
    await fc.assert(
      fc.asyncProperty(shape, async (one) => {
        const { old, base, left, refused } = await compare(engine, scriptOf(one, engine.dialect === 'postgres'));
        expect(refused).toEqual([]);
        expect(base).toEqual(old);
        expect(left).toEqual([]);
      }),
      { numRuns },
    );
  },
  60_000,
);
