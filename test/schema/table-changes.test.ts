import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { loadDialect } from '../../src/dialects/index.ts';
import { plainText } from '../../src/model/source-text.ts';
import type { Schema } from '../../src/model/schema.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';
import { changedKeys } from '../../src/schema/table-changes.ts';

let postgres: Dialect;
beforeAll(async () => {
  postgres = await loadDialect('postgres');
});

/** The schema at first, and after each statement. */
function states(statements: readonly string[]): readonly Schema[] {
  const read = statements.map((sql) =>
    postgres.read(plainText('m.sql', sql)).statements.flatMap((one) => one.operations),
  );
  return read.reduce<readonly Schema[]>(
    (all, operations) => [...all, ...all.slice(-1).map((schema) => replayAll(schema, operations, 'm'))],
    [emptySchema(postgres.traits)],
  );
}

function changed(before: Schema | undefined, after: Schema | undefined): readonly string[] {
  return before === undefined || after === undefined ? [] : [...changedKeys(before.tables, after.tables)].sort();
}

const differing = (one: Schema, other: Schema): readonly string[] =>
  [...new Set([...one.tables.keys(), ...other.tables.keys()])].filter(
    (key) => one.tables.get(key) !== other.tables.get(key),
  );

describe('the tables that may differ between two states', () => {
  it('are those that were changed in between', () => {
    const [, , before, , after] = states([
      'create table a ()',
      'create table b ()',
      'drop table b',
      'create table c ()',
    ]);
    expect(changed(before, after)).toEqual(['b', 'c']);
  });

  it('are told where a schema loses its last table more than once', () => {
    const [, before, , , none] = states([
      'create table a ()',
      'alter table a add b int',
      'drop table a',
      'drop table a',
    ]);
    expect(changed(before, none)).toEqual(['a']);
    const all = states(['drop table if exists a', 'alter table a drop column b', 'drop table if exists a']);
    expect(changed(all[2], all[1])).toEqual(['a']);
  });

  it('are at least those that differ, whatever is done', () => {
    const statement = fc
      .tuple(
        fc.constantFrom('create table if not exists #1 ()', 'drop table if exists #1', 'alter table #1 drop column x'),
        fc.constantFrom('a', 'b', 'c'),
      )
      .map(([sql, name]) => sql.replace('#1', name));
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (done, one, other) => {
        const all = states(done);
        const [before, after] = [all[one % all.length], all[other % all.length]];
        if (before === undefined || after === undefined) throw new Error('there is always a state');
        expect(changed(before, after)).toEqual(expect.arrayContaining([...differing(before, after)]));
      }),
    );
  });
});
