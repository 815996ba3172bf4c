import { describe, expect, it } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { drizzle } from '../../../src/frameworks/drizzle/index.ts';
import { snapshotReader } from '../../../src/frameworks/drizzle/snapshot.ts';
import type { Snapshot } from '../../../src/frameworks/framework.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { inMemory } from '../reading.ts';

const file = 'drizzle/meta/0001_snapshot.json';

async function read(
  dialectName: DialectName,
  content: string,
): Promise<{ snapshot: Snapshot; sql: readonly string[] }> {
  const dialect = await loadDialect(dialectName);
  const chain = { name: 'd', framework: 'drizzle', dialect: dialectName, folder: 'drizzle', paths: [], evidence: [] };
  const snapshot = snapshotReader()(file, { files: inMemory({ [file]: content }), chain, dialect });
  return { snapshot, sql: snapshot.operations.flatMap((operation) => dialect.write(operation) ?? [operation.kind]) };
}

function snapshotOf(parts: object): string {
  return JSON.stringify({ id: 'b', prevId: 'a', version: '7', ...parts });
}

const number = { name: 'id', type: 'serial', primaryKey: true, notNull: true };

describe('a snapshot of PostgreSQL', () => {
  it('is what drizzle-kit writes for it', async () => {
    const { sql, snapshot } = await read(
      'postgres',
      snapshotOf({
        enums: { 'public.mood': { name: 'mood', schema: 'public', values: ['sad', "it's"] } },
        tables: {
          'public.a': {
            name: 'a',
            schema: '',
            columns: {
              id: number,
              mood: { name: 'mood', type: 'mood', typeSchema: 'public', notNull: false, default: "'sad'" },
            },
            indexes: {
              a_mood: {
                name: 'a_mood',
                columns: [{ expression: 'mood', isExpression: false, asc: false, nulls: 'last' }],
                isUnique: true,
                where: '"id" > 0',
                method: 'btree',
              },
            },
            foreignKeys: {
              a_b: {
                name: 'a_b',
                tableTo: 'b',
                columnsFrom: ['id'],
                columnsTo: ['id'],
                onDelete: 'cascade',
                onUpdate: 'no action',
              },
            },
            uniqueConstraints: { a_u: { name: 'a_u', nullsNotDistinct: false, columns: ['mood'] } },
            checkConstraints: { a_c: { name: 'a_c', value: '"id" > 0' } },
          },
        },
      }),
    );
    expect(snapshot).toMatchObject({ id: 'b', previous: 'a', problems: [] });
    expect(sql.join('\n')).toContain(`AS ENUM ('sad', 'it''s')`);
    expect(sql.join('\n')).toContain('ON DELETE CASCADE');
    expect(sql.join('\n')).toContain('CHECK (id > 0)');
    expect(snapshot.operations.map(({ kind }) => kind)).toEqual([
      'CreateType',
      'CreateTable',
      'CreateIndex',
      'AddForeignKey',
    ]);
  });
});

describe('a snapshot of SQLite', () => {
  it('has its foreign keys in the tables', async () => {
    const { snapshot } = await read(
      'sqlite',
      snapshotOf({
        tables: {
          a: {
            name: 'a',
            columns: { id: { ...number, type: 'integer', autoincrement: true } },
            foreignKeys: { a_b: { name: 'a_b', tableTo: 'b', columnsFrom: ['id'], columnsTo: ['id'] } },
          },
        },
      }),
    );
    expect(snapshot.operations).toMatchObject([
      { kind: 'CreateTable', constraints: [{ kind: 'PrimaryKey' }, { kind: 'ForeignKey', target: { name: 'b' } }] },
    ]);
  });
});

describe('what is no snapshot', () => {
  it.each([['{'], ['[]'], ['{ "ddl": [] }'], ['']])('is a problem: %s', async (content) => {
    const { snapshot } = await read('postgres', content);
    expect(snapshot.operations).toEqual([]);
    expect(snapshot.problems).toHaveLength(1);
  });
});

describe('the snapshots of a chain', () => {
  const journal = JSON.stringify({
    dialect: 'postgresql',
    entries: ['0000_a', '0001_b'].map((tag, idx) => ({ idx, when: idx, tag })),
  });
  const files = inMemory({ 'drizzle/meta/_journal.json': journal, 'drizzle/meta/0000_snapshot.json': '{}' });
  const chain = {
    name: 'd',
    framework: 'drizzle',
    dialect: 'postgres' as const,
    folder: 'drizzle',
    paths: [],
    evidence: [],
  };

  it('are numbered like its migrations, and can be missing', () => {
    const entry = (id: string): { id: string; file: string; files: string[] } => ({ id, file: '', files: [] });
    expect(drizzle.snapshots?.after?.(entry('0000_a'), chain, files)).toBe('drizzle/meta/0000_snapshot.json');
    expect(drizzle.snapshots?.after?.(entry('0001_b'), chain, files)).toBeUndefined();
    expect(drizzle.snapshots?.latest(chain, files)).toBe('drizzle/meta/0000_snapshot.json');
  });
});
