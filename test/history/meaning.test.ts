import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonical,
  compareMeaning,
  meaningBySide,
  meaningHash,
  meaningOf,
  meansSame,
  textHash,
} from '../../src/history/meaning.ts';
import type { Operation } from '../../src/model/operation.ts';
import { dropTable, drops, migration, span, statement } from './migrations.ts';

describe('a migration means the same', () => {
  const one = migration({ up: drops('up', 'a', 'b'), down: drops('down', 'c') });

  it('under another id, in another file, with other comments', () => {
    const other = {
      ...one,
      id: '2',
      file: 'n/2.sql',
      files: ['n/2.sql'],
      comments: [{ span: span(3), text: '-- why' }],
    };
    expect(meaningOf(other)).toBe(meaningOf(one));
  });

  it('with its operations at other places', () => {
    const other = migration({
      up: [statement(70, [dropTable('a', 70), dropTable('b', 90)])],
      down: drops('down', 'c'),
    });
    expect(meaningOf(other)).toBe(meaningOf(one));
  });

  it('whatever is said of a statement that was not understood', () => {
    const opaque = (detail: string, text: string): Operation => ({
      kind: 'Opaque',
      span: span(0),
      reason: 'syntax-error',
      detail,
      text,
    });
    const of = (operation: Operation): string => meaningOf(migration({ up: [statement(0, [operation])] }));
    expect(of(opaque('error in line 3', 'x y'))).toBe(of(opaque('error in line 4', 'x y')));
    expect(of(opaque('error in line 3', 'x y'))).not.toBe(of(opaque('error in line 3', 'x z')));
  });

  it('in whatever order a reader states its facts', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), fc.nat(), (attributes, at) => {
        const entries = Object.entries(attributes);
        const set = (of: typeof entries, place: number): string =>
          meaningOf(
            migration({
              up: [
                statement(place, [
                  { kind: 'AlterTable', span: span(place), table: { name: 't' }, attributes: Object.fromEntries(of) },
                ]),
              ],
            }),
          );
        expect(set(entries.toReversed(), at)).toBe(set(entries, 0));
      }),
    );
  });
});

describe('values that mean the same', () => {
  const key = fc.constantFrom('kind', 'detail', 'unsaid', 'span', 'name', 'file', 'start', 'end');
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(undefined, null, 0, 1, 'a', 'Opaque', span(1), span(2)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));

  it('are those of one canonical JSON', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(meansSame(one, other)).toBe(canonical(one) === canonical(other));
        expect(meansSame(one, structuredClone(one))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('has JSON with sorted keys, in which places and what only people read are left out', () => {
    expect(canonical({ kind: 'Opaque', detail: 'x', b: [undefined, span(1)], a: undefined, at: span(2) })).toBe(
      '{"b":[null,{"end":6,"file":"m/1.sql","start":1}],"kind":"Opaque"}',
    );
  });
});

describe('a migration means something else', () => {
  const one = migration({ up: drops('up', 'a', 'b'), down: drops('down', 'c') });

  it.each([
    ['with another operation', { up: drops('up', 'a', 'x') }],
    ['with its operations in another order', { up: drops('up', 'b', 'a') }],
    ['with another way back', { down: drops('down', 'd') }],
    ['with an empty way back', { down: [] }],
    ['in another kind of transaction', { transaction: 'none' as const }],
    [
      'with a statement outside of the transaction',
      { up: drops('up', 'a', 'b').map((s) => ({ ...s, outsideTransaction: true })) },
    ],
  ])('%s', (_, change) => {
    expect(meaningHash({ ...one, ...change })).not.toBe(meaningHash(one));
  });

  it('without a way back', () => {
    const without = migration({ up: one.up });
    expect(meaningHash(without)).not.toBe(meaningHash(one));
    expect(meaningBySide(without).down).toBeUndefined();
  });
});

it('hashes a meaning with SHA-256', () => {
  expect(meaningHash(migration())).toMatch(/^[0-9a-f]{64}$/);
});

it('hashes a text without regard to line ends and a byte order mark', () => {
  expect(textHash('\uFEFFa\r\nb\r\n')).toBe(textHash('a\nb\n'));
  expect(textHash('a\nb\n')).not.toBe(textHash('a\nb'));
});

describe('compared with what it was, a migration', () => {
  const was = migration({ up: drops('up', 'a', 'b', 'c'), down: drops('down', 'd') });

  it('is equal', () => {
    expect(compareMeaning(was, { ...was, id: '2' })).toEqual({ kind: 'equal' });
  });

  it('differs at the first statement that means something else', () => {
    const is = { ...was, up: drops('up', 'a', 'x', 'c') };
    expect(compareMeaning(was, is)).toEqual({ kind: 'different', sides: ['up'], where: span(10) });
  });

  it('differs at a statement that was added', () => {
    const is = { ...was, up: drops('up', 'a', 'b', 'c', 'd') };
    expect(compareMeaning(was, is)).toEqual({ kind: 'different', sides: ['up'], where: span(30) });
  });

  it('differs nowhere in particular when only its end is missing', () => {
    const is = { ...was, up: drops('up', 'a', 'b') };
    expect(compareMeaning(was, is)).toEqual({ kind: 'different', sides: ['up'], where: undefined });
  });

  it('differs in its way back alone', () => {
    const is = { ...was, down: drops('down', 'e') };
    expect(compareMeaning(was, is)).toEqual({ kind: 'different', sides: ['down'], where: span(0) });
  });

  it('differs on both sides, and shows the way forth', () => {
    const is = { ...was, up: drops('up', 'a', 'b', 'x'), down: drops('down', 'e') };
    expect(compareMeaning(was, is)).toEqual({ kind: 'different', sides: ['up', 'down'], where: span(20) });
  });

  it('differs in its transaction only', () => {
    expect(compareMeaning(was, { ...was, transaction: 'none' })).toEqual({ kind: 'transaction' });
  });

  it('differs in its transaction only, when a statement has left it', () => {
    const is = { ...was, up: was.up.map((one) => ({ ...one, outsideTransaction: true })) };
    expect(compareMeaning(was, is)).toEqual({ kind: 'transaction' });
  });
});
