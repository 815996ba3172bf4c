import { describe, expect, it } from 'vitest';
import { loadDialect } from '../../src/dialects/index.ts';
import type { MigrationEntry, ReadContext } from '../../src/frameworks/framework.ts';
import { unclaimed } from '../../src/frameworks/index.ts';
import { readWithinBounds } from '../../src/lint/read-within-bounds.ts';
import { filesInMemory } from '../rules/example-project.ts';

const file = 'migrations/001_deep.sql';
const text = 'select 1;\n';
const entry: MigrationEntry = { id: '001_deep', file, files: [file] };

async function contextWith(): Promise<ReadContext> {
  return {
    files: filesInMemory(new Map([[file, text]])),
    chain: { name: 'migrations', framework: 'sql', dialect: 'postgres', folder: 'migrations' },
    dialect: await loadDialect('postgres'),
  };
}

describe('a migration that is nested deeper than the stack', () => {
  it('is not understood as a whole, and says why', async () => {
    const deep = (): never => deep();
    const { id, up, down } = readWithinBounds({ ...unclaimed, read: deep }, entry, await contextWith());
    expect({ id, down }).toEqual({ id: '001_deep', down: undefined });
    const operations = up.flatMap((statement) => statement.operations);
    expect(operations).toMatchObject([
      { kind: 'Opaque', reason: 'not-recognised', span: { file, start: 0, end: text.length } },
    ]);
    expect(operations.map((one) => (one.kind === 'Opaque' ? one.detail : ''))).toEqual([
      expect.stringContaining('Maximum call stack size exceeded'),
    ]);
  });

  it('is read as its framework reads it otherwise', async () => {
    const context = await contextWith();
    expect(readWithinBounds(unclaimed, entry, context)).toEqual(unclaimed.read(entry, context));
  });

  it('keeps a mistake of ours what it is', async () => {
    const mistaken = {
      ...unclaimed,
      read: () => {
        throw new TypeError('a mistake');
      },
    };
    const context = await contextWith();
    expect(() => readWithinBounds(mistaken, entry, context)).toThrow(TypeError);
  });
});
