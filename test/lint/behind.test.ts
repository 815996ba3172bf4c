import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behindEach } from '../../src/lint/behind.ts';
import type { Migration } from '../../src/model/migration.ts';
import type { Operation } from '../../src/model/operation.ts';

const span = { file: 'a.sql', start: 0, end: 1 };

/** A chain whose migrations each drop the named columns. */
function chainOf(dropped: readonly (readonly string[])[], repeatable: readonly number[] = []): readonly Migration[] {
  return dropped.map((columns, at): Migration => {
    const operations = columns.map((column): Operation => ({
      kind: 'DropColumn',
      span,
      table: { name: 't' },
      column,
      cascade: false,
    }));
    return {
      id: String(at),
      file: 'a.sql',
      files: ['a.sql'],
      chain: 'app',
      framework: 'sql',
      dialect: 'postgres',
      head: span,
      up: [{ span, side: 'up', operations }],
      comments: [],
      problems: [],
      transaction: 'per-migration',
      ...(repeatable.includes(at) ? { repeatable: true } : {}),
    };
  });
}

function takerBehind(migrations: readonly Migration[], position: number, text: string): string | undefined {
  const [own] = migrations.slice(position);
  return own === undefined ? undefined : behindEach(migrations)(own).takerOf([text])?.id;
}

describe('behind a migration', () => {
  it('is the first one that takes what a text names', () => {
    expect(takerBehind(chainOf([['a'], [], ['a'], ['a']]), 0, 'SELECT a FROM t')).toBe('2');
  });

  it('is nobody who takes something else, or comes before', () => {
    expect(takerBehind(chainOf([['a'], [], ['ab']]), 1, 'SELECT a FROM t')).toBeUndefined();
  });

  it('are names of several words found as well', () => {
    expect(takerBehind(chainOf([[], ['in stock']]), 0, 'SELECT "In Stock" FROM t')).toBe('1');
  });

  it('comes the last one that has a place in the chain', () => {
    const migrations = chainOf([[], [], []], [2]);
    const last = (position: number): string | undefined => {
      const [own] = migrations.slice(position);
      return own === undefined ? undefined : behindEach(migrations)(own).last?.id;
    };
    expect([last(0), last(1)]).toEqual(['1', undefined]);
  });

  it('is found as by looking at one after the other', () => {
    const columns = fc.array(fc.constantFrom('a', 'b', 'c c'), { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(columns, { minLength: 1, maxLength: 12 }), fc.nat(11), (dropped, at) => {
        const position = at % dropped.length;
        const expected = dropped.findIndex((names, other) => other > position && names.some((name) => name !== 'b'));
        const found = takerBehind(chainOf(dropped), position, 'a, c c');
        expect(found).toBe(expected === -1 ? undefined : String(expected));
      }),
    );
  });

  it('is the same in whatever order migrations are asked about', () => {
    const columns = fc.array(fc.constantFrom('a', 'b', 'c c'), { maxLength: 2 });
    fc.assert(
      fc.property(
        fc.array(columns, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(7), { maxLength: 6 }),
        (dropped, asked) => {
          const migrations = chainOf(dropped);
          const behind = behindEach(migrations);
          for (const position of asked) {
            const [own] = migrations.slice(position);
            const found = own === undefined ? undefined : behind(own).takerOf(['a, c c'])?.id;
            expect(found).toBe(takerBehind(migrations, position, 'a, c c'));
          }
        },
      ),
    );
  });

  it('is looked for without reading what comes before', () => {
    const read: string[] = [];
    const migrations = chainOf([['a'], ['a'], [], ['a']]).map((migration) => ({
      ...migration,
      get up() {
        read.push(migration.id);
        return migration.up;
      },
    }));
    expect(takerBehind(migrations, 2, 'a')).toBe('3');
    expect(read).toEqual(['3']);
  });
});
