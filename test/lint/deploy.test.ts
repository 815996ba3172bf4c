import { describe, expect, it } from 'vitest';
import { deploysOf } from '../../src/lint/deploy.ts';
import type { Migration } from '../../src/model/migration.ts';

const ids = ['1', '2', '3', '4'];

function chain(transaction: Migration['transaction']): readonly Migration[] {
  return ids.map((id) => ({
    id,
    file: `${id}.sql`,
    files: [`${id}.sql`],
    chain: 'app',
    framework: 'sql',
    dialect: 'postgres',
    head: { file: `${id}.sql`, start: 0, end: 0 },
    up: [],
    comments: [],
    problems: [],
    transaction,
  }));
}

/** The migrations in the deploy of the one at a position. */
function deployAt(migrations: readonly Migration[], position: number, shipped: readonly string[]): readonly string[] {
  const migration = migrations[position];
  if (migration === undefined) throw new Error(`there is no migration at ${String(position)}`);
  const deploy = deploysOf(migrations, new Set(shipped))(migration);
  return ids.filter((id) => deploy.has(id));
}

describe('a deploy', () => {
  it('is one migration where each has its transaction', () => {
    expect(deployAt(chain('per-migration'), 2, ['1'])).toEqual(['3']);
  });

  it('is the migration and the pending ones before it where all run in one', () => {
    expect(deployAt(chain('whole-batch'), 2, ['1'])).toEqual(['2', '3']);
  });

  it('is one migration that has shipped, whatever runs with it', () => {
    expect(deployAt(chain('whole-batch'), 2, ['1', '2', '3'])).toEqual(['3']);
  });

  it('has a key of its own', () => {
    const keys = (shipped: readonly string[]): readonly string[] => {
      const migrations = chain('whole-batch');
      return migrations.map((migration) => deploysOf(migrations, new Set(shipped))(migration).key);
    };
    expect(new Set(keys([])).size).toBe(ids.length);
    expect(keys(['1']).slice(1)).not.toContain(keys([])[3]);
    expect(keys(['1'])).toEqual(keys(['1']));
  });
});
