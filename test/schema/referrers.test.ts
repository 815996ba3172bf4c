import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, partKey } from '../../src/model/names.ts';
import type { Schema } from '../../src/model/schema.ts';
import {
  cascadingTables,
  childrenOf,
  sequencesOf,
  tablesPointingTo,
  tablesWithConstraint,
  viewsReading,
} from '../../src/schema/referrers.ts';
import { restoredSchema, storedSchema } from '../../src/schema/stored.ts';
import { schemaAfter } from './replaying.ts';

/** More tables than are looked at one by one. */
const many = Array.from({ length: 12 }, (_, at) => `create table t${String(at)} (id serial primary key, a int);`);

const table = fc.constantFrom('t0', 't1', 't2', 'p');
const statement = fc
  .tuple(
    fc.constantFrom(
      (one: string, other: string) => `alter table ${one} add foreign key (a) references ${other} (id);`,
      (one: string, other: string) =>
        `alter table ${one} add foreign key (a) references ${other} (id) on delete cascade;`,
      (one: string, other: string) => `alter table ${one} add constraint own check (a > 0), inherit ${other};`,
      (one: string, other: string) => `create view v_${one} as select id from ${other};`,
      (one: string) => `drop view if exists v_${one} cascade;`,
      (one: string) => `drop table if exists ${one} cascade;`,
      (one: string) => `alter table ${one} rename to p;`,
      (one: string) => `alter table ${one} drop column id cascade;`,
      (one: string) => `alter table ${one} rename constraint own to other;`,
      (one: string) => `create table if not exists ${one} (id serial primary key, a int);`,
      (one: string) => `alter table ${one} rename column id to id;`,
    ),
    table,
    table,
  )
  .map(([write, one, other]) => write(one, other));

const names = [...many.map((_, at) => `t${String(at)}`), 'p', 'v_t0', 'own', 'other'];

/** Everybody who refers to something, in no order. */
function known(schema: Schema): unknown {
  const keys = (found: readonly { readonly name: { readonly name: string } }[]): readonly string[] =>
    found.map(({ name }) => name.name).sort();
  return names.map((name) => [
    name,
    keys(tablesPointingTo(schema, { name })),
    keys(childrenOf(schema, { name })),
    keys(tablesWithConstraint(schema, name)),
    keys(viewsReading(schema, { name })),
    keys(sequencesOf(schema, { name })),
  ]);
}

function seen(schema: Schema): unknown {
  const { traits } = schema;
  const tables = [...schema.tables.values()];
  return names.map((name) => {
    const is = (other: { readonly name: string } | undefined): boolean =>
      other !== undefined && nameKey(traits, other) === name;
    return [
      name,
      tables.filter(({ constraints }) => constraints.some((one) => one.kind === 'ForeignKey' && is(one.target))),
      tables.filter(({ parents }) => parents.some(is)),
      tables.filter(({ constraints }) => constraints.some((one) => partKey(traits, one.name) === name)),
      [...schema.views.values()].filter(({ reads }) => reads.some(is)),
      [...schema.sequences.values()].filter(({ ownedBy }) => is(ownedBy?.table)),
    ].map((found) => (typeof found === 'string' ? found : found.map((one) => one.name.name).sort()));
  });
}

/** The tables that lose rows with those of a table, found by looking at all tables again and again. */
function losingRowsWith(schema: Schema, name: string): readonly string[] {
  const found = new Set([name]);
  for (const target of found) {
    for (const { name: pointing, constraints } of schema.tables.values()) {
      const isCascading = constraints.some(
        (one) => one.kind === 'ForeignKey' && one.onDelete === 'cascade' && one.target.name === target,
      );
      if (isCascading) found.add(pointing.name);
    }
  }
  return [...found].slice(1).sort();
}

it('tables that are said to inherit from each other are no circle to walk in', async () => {
  const schema = await schemaAfter(
    'postgres',
    'create table a (id int) inherits (b); create table b (id int) inherits (a);',
    'alter table a inherit a; alter table a add column c int;',
  );
  expect(childrenOf(schema, { name: 'a' }).map(({ name }) => name.name)).toEqual(['a', 'b']);
  expect(schema.tables.get('a')?.columns.map(({ name }) => name)).toEqual(['id', 'c']);
});

/** The schema of the many tables, and after every fourth statement that follows. */
async function schemasOnTheWay(statements: readonly string[]): Promise<readonly Schema[]> {
  const lengths = Array.from({ length: Math.floor(statements.length / 4) + 1 }, (_, at) => at * 4);
  return Promise.all(lengths.map((length) => schemaAfter('postgres', ...many, ...statements.slice(0, length))));
}

describe('who refers to what', () => {
  it('is kept up with every change', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 12 }), async (statements) => {
        for (const schema of await schemasOnTheWay(statements)) expect(known(schema)).toEqual(seen(schema));
      }),
      { numRuns: 40 },
    );
  });

  it('is followed from table to table where rows go with others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 12 }), async (statements) => {
        for (const schema of await schemasOnTheWay(statements)) {
          for (const name of names) {
            const found = cascadingTables(schema, { name }).map((one) => one.name);
            expect(found.toSorted()).toEqual(losingRowsWith(schema, name));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is told in one order, whether the schema was replayed or restored', async () => {
    const keys = ['t7', 't3', 't11'].map((one) => `alter table ${one} add foreign key (a) references t0 (id);`);
    const schema = await schemaAfter('postgres', ...many, ...keys);
    const restored = restoredSchema(structuredClone(storedSchema(schema)), schema.traits);
    const order = (one: Schema): readonly string[] =>
      tablesPointingTo(one, { name: 't0' }).map(({ name }) => name.name);
    expect(order(schema)).toEqual(['t11', 't3', 't7']);
    expect(order(restored)).toEqual(order(schema));
  });
});
