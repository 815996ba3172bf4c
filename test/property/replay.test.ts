import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mysql } from '../../src/dialects/mysql/index.ts';
import { loadPostgres } from '../../src/dialects/postgres/index.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { Schema } from '../../src/model/schema.ts';
import { creationOf } from '../../src/schema/creation.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replay, replayAll } from '../../src/schema/replay.ts';
import { operation as mysqlOperation } from '../dialects/mysql/arbitraries.ts';
import { tableOperation as postgresOperation } from '../dialects/postgres/operations.ts';

const postgres = await loadPostgres();

const dialects = [
  ['postgres', postgres, postgresOperation],
  ['mysql', mysql, mysqlOperation],
] as const;

/** The names of a schema's tables and columns, in an order of their own. */
function names(schema: Schema): string[] {
  return [...schema.tables]
    .map(([key, table]) => `${key}(${table.columns.map((column) => column.name).join(', ')})`)
    .sort();
}

describe.each(dialects)('replay of any operations of %s', (_, { traits }, operation) => {
  const operations: fc.Arbitrary<readonly Operation[]> = fc.array(operation, { maxLength: 30 });

  it('never throws, and changes nothing of the schema before', () => {
    fc.assert(
      fc.property(operations, (list) => {
        let schema = emptySchema(traits);
        for (const one of list) {
          const before = names(schema);
          const { schema: after } = replay(schema, one, 'm');
          expect(names(schema)).toEqual(before);
          schema = after;
        }
      }),
    );
  });

  it('keeps every table under its own name, with no column twice', () => {
    fc.assert(
      fc.property(operations, (list) => {
        for (const [key, table] of replayAll(emptySchema(traits), list, 'm').tables) {
          const columns = table.columns.map((column) =>
            traits.caseSensitive ? column.name : column.name.toLowerCase(),
          );
          expect(new Set(columns).size, key).toBe(columns.length);
        }
      }),
    );
  });

  it('is deterministic, and the tables that last can be created at once', () => {
    fc.assert(
      fc.property(operations, (list) => {
        const schema = replayAll(emptySchema(traits), list, 'm');
        expect(names(replayAll(emptySchema(traits), list, 'm'))).toEqual(names(schema));
        const lasting = { ...schema, tables: schema.tables.filter((table) => !table.temporary) };
        expect(names(replayAll(emptySchema(traits), creationOf(schema), 'again'))).toEqual(names(lasting));
      }),
    );
  });
});
