import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MigrationEntry } from '../../../src/frameworks/framework.ts';
import { sql } from '../../../src/frameworks/sql/index.ts';
import { chainOf, filesOf } from './project.ts';

function listEntries(paths: readonly string[]): readonly MigrationEntry[] {
  const files = filesOf({});
  return sql.list(chainOf(files, { paths }), files);
}

function ids(...paths: readonly string[]): readonly string[] {
  return listEntries(paths).map((entry) => entry.id);
}

describe('migrations', () => {
  it('are files, known by their names', () => {
    expect(listEntries(['m/001_init.sql'])).toEqual([
      { id: '001_init', file: 'm/001_init.sql', files: ['m/001_init.sql'] },
    ]);
  });

  it('are pairs of files, the up file first', () => {
    expect(listEntries(['m/1_a.down.sql', 'm/1_a.up.sql'])).toEqual([
      { id: '1_a', file: 'm/1_a.up.sql', files: ['m/1_a.up.sql', 'm/1_a.down.sql'] },
    ]);
  });

  it('are kept when only the way back is there', () => {
    expect(listEntries(['m/1_a.down.sql'])).toEqual([{ id: '1_a', file: 'm/1_a.down.sql', files: ['m/1_a.down.sql'] }]);
  });

  it('are not files of other kinds', () => {
    expect(listEntries(['m/readme.md', 'm/1_a.cs', 'm/.sql'])).toEqual([]);
  });

  it('of different folders are not mixed up', () => {
    expect(listEntries(['a/1.up.sql', 'b/1.down.sql', 'b/1.up.sql']).map((entry) => entry.files)).toEqual([
      ['a/1.up.sql'],
      ['b/1.up.sql', 'b/1.down.sql'],
    ]);
  });
});

describe('the order of migrations', () => {
  it.each([
    ['goes by the number, not by its first digit', ['2_b.sql', '10_a.sql']],
    ['does not mind leading zeros', ['1_b.sql', '002_a.sql', '10_c.sql']],
    ['goes by every part of a version', ['1.9_b.sql', '1.10_a.sql', '1.10.1_a.sql', '2_a.sql']],
    ['knows both separators of versions that begin with V', ['V1_9__b.sql', 'V1.10__a.sql', 'V2__a.sql']],
    ['goes by numbers of any length', ['99999999999999999998_b.sql', '99999999999999999999_a.sql']],
    ['goes by name between equal numbers', ['1_a.sql', '1_b.sql']],
    ['puts names without a version last', ['1_z.sql', 'a.sql', 'b.sql']],
    ['takes a date with dashes as a name', ['2024-01-31_a.sql', '2025-10-30_a.sql', '2025-10-3_b.sql']],
  ])('%s', (_, inOrder) => {
    expect(ids(...inOrder.toReversed())).toEqual(ids(...inOrder));
    expect(ids(...inOrder.toReversed())).toEqual(inOrder.map((name) => name.slice(0, -4)));
  });

  it('is the same however the files are given', () => {
    const digits = fc.constantFrom('1', '01', '2', '10', '1.9', '1.10', 'V1_2', 'V1_10', '2024-01-03', '20240103', '');
    const name = fc
      .tuple(digits, fc.constantFrom('_a', '-b', '', 'x', '.up', '.down'))
      .map((parts) => `${parts.join('')}.sql`);
    fc.assert(
      fc.property(
        fc
          .uniqueArray(name, { maxLength: 20 })
          .chain((paths) => fc.tuple(fc.constant(paths), fc.shuffledSubarray(paths, { minLength: paths.length }))),
        ([paths, shuffled]) => {
          expect(listEntries(shuffled).map((entry) => entry.file)).toEqual(
            listEntries(paths).map((entry) => entry.file),
          );
        },
      ),
    );
  });
});
