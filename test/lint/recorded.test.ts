import { describe, expect, it } from 'vitest';
import { frameworks } from '../../src/frameworks/index.ts';
import type { Ledger } from '../../src/frameworks/ledger.ts';
import { questionOf, recordedIn } from '../../src/lint/recorded.ts';
import type { Migration } from '../../src/model/migration.ts';
import { migration } from '../history/migrations.ts';

function ledgerOf(name: string): Ledger {
  const ledger = frameworks.find((framework) => framework.name === name)?.ledger;
  if (ledger === undefined) throw new Error(`${name} has no ledger`);
  return ledger;
}

function recorded(
  name: string,
  migrations: readonly Partial<Migration>[],
  values: readonly string[],
): readonly string[] {
  return [...recordedIn({ migrations: migrations.map((one) => migration(one)) }, values, ledgerOf(name))];
}

describe('the migrations that a ledger records', () => {
  it('are found by their id, and others in the table are of other branches', () => {
    expect(recorded('ef-core', [{ id: '1_A' }, { id: '2_B' }], ['1_A', '9_Z'])).toEqual(['1_A']);
  });

  it('are found by the key that the tool goes by, also when a number has lost its zeros', () => {
    const migrations = [
      { id: '001_users', ledgerKey: '001' },
      { id: '002_names', ledgerKey: '002' },
    ];
    expect(recorded('goose', migrations, ['1'])).toEqual(['001_users']);
  });

  it('are all up to the newest where the table holds that alone', () => {
    const migrations = ['1', '2', '3'].map((key) => ({ id: `${key}_x`, ledgerKey: key }));
    expect(recorded('golang-migrate', migrations, ['2'])).toEqual(['1_x', '2_x']);
    expect(recorded('golang-migrate', migrations, [])).toEqual([]);
  });

  it('are found by the end of a script name, whatever stands before it', () => {
    const migrations = [
      { id: '2024-01-01_00_A', file: 'db/DbScripts/2024-01-01_00_A.sql' },
      { id: 'A', file: 'db/DbScripts/A.sql' },
    ];
    expect(recorded('dbup', migrations, ['App.Migrator.DbScripts.2024-01-01_00_A.sql'])).toEqual(['2024-01-01_00_A']);
  });

  it('are none of a tool that keeps no record', () => {
    expect([...recordedIn({ migrations: [migration({ id: '1' })] }, ['1'], undefined)]).toEqual([]);
  });
});

describe('what is asked of a ledger', () => {
  const chain = { name: 'main', framework: '', dialect: 'postgres', folder: '', paths: [], evidence: [] } as const;

  it('is the table where the project moved it to, else where the tool puts it', () => {
    expect(questionOf(ledgerOf('drizzle'), chain)).toMatchObject({ schema: 'drizzle', table: '__drizzle_migrations' });
    expect(questionOf(ledgerOf('drizzle'), { ...chain, ledgerTable: 'audit.done' })).toMatchObject({
      schema: 'audit',
      table: 'done',
    });
    expect(questionOf(ledgerOf('ef-core'), chain)).toMatchObject({ schema: undefined, identity: 'MigrationId' });
  });

  it('is whether a row counts, as far as the tool says so', () => {
    expect(questionOf(ledgerOf('prisma'), chain)).toMatchObject({
      finished: 'finished_at',
      rolledBack: 'rolled_back_at',
    });
    expect(questionOf(ledgerOf('goose'), chain)).toMatchObject({
      applied: 'is_applied',
      order: 'id',
      finished: undefined,
    });
    expect(questionOf(ledgerOf('knex'), chain)).toMatchObject({ applied: undefined, finished: undefined });
  });
});
