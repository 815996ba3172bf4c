import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/index.ts';
import { divide } from '../../../src/frameworks/drizzle/divide.ts';
import { drizzle } from '../../../src/frameworks/drizzle/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { readProject } from '../reading.ts';

const nowhere = { file: '', start: 0, end: 0 };
const drop: Operation = { kind: 'DropTable', span: nowhere, table: { name: 'x' }, cascade: false };

async function read(text: string): ReturnType<typeof readProject> {
  const journal = { dialect: 'mysql', entries: [{ idx: 0, when: 1, tag: '0000_a' }] };
  return readProject(drizzle, { 'drizzle/0000_a.sql': text, 'drizzle/meta/_journal.json': JSON.stringify(journal) });
}

it('statements are told apart by breakpoints, which MySQL would not take for comments', async () => {
  const { migrations } = await read(
    'DROP TABLE a;--> statement-breakpoint\nDROP TABLE b--> statement-breakpoint\nDROP TABLE c;',
  );
  expect(migrations[0]?.up.map(({ sql }) => sql)).toEqual(['DROP TABLE a', 'DROP TABLE b', 'DROP TABLE c']);
  expect(migrations[0]?.up[1]?.span).toMatchObject({ start: 38, end: 50 });
});

it('a file is the sum of its pieces', () => {
  const text = fc
    .array(fc.constantFrom('a', ';', '\n', '-->', '--> statement-breakpoint'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (whole) => {
      const { pieces } = divide(plainText('f', whole), 'up');
      expect(pieces.map(({ source }) => source.text).join('--> statement-breakpoint')).toBe(whole);
    }),
  );
});

describe('what is written', () => {
  async function write(text: string, offset: number, inserted: boolean): Promise<string | undefined> {
    const [migration] = (await read(text)).migrations;
    if (migration === undefined) throw new Error('nothing was read');
    return drizzle.write({ migration, operations: [drop, drop], text, offset, inserted, dialect: mysql });
  }

  it('has a breakpoint between statements', async () => {
    expect(await write('DROP TABLE a;', 0, false)).toBe('DROP TABLE x;--> statement-breakpoint\nDROP TABLE x;');
  });

  it.each([
    ['something stands behind it', 'DROP TABLE a;', true],
    [
      'it takes the place of a statement that is not the last',
      'DROP TABLE a;--> statement-breakpoint\nDROP TABLE b;',
      false,
    ],
  ])('ends in one when %s', async (_, text, inserted) => {
    expect(await write(text, 0, inserted)).toMatch(/x;--> statement-breakpoint$/);
  });
});

it('a statement goes away with its breakpoint', async () => {
  const text = 'DROP TABLE a;--> statement-breakpoint\nDROP TABLE b;\n';
  const [first, second] = (await read(text)).migrations[0]?.up ?? [];
  expect(first && drizzle.extent(first, text)).toEqual({ start: 0, end: 38 });
  expect(second && drizzle.extent(second, text)).toEqual({ start: 38, end: 52 });
});
