import { beforeAll, describe, expect, test } from 'vitest';
import { typeorm } from '../../../src/frameworks/typeorm/index.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';
import { readUp } from './project.ts';

beforeAll(() => typeorm.prepare?.());

function migration(name: string, members = ''): string {
  return `export class ${name} implements MigrationInterface { ${members}
    async up(queryRunner: QueryRunner) { await queryRunner.query('SELECT 1'); }
    async down() {}
  }`;
}

describe('the order', () => {
  test('is that of the numbers that the names end in, not of the files', async () => {
    const project = {
      'migrations/1-b.ts': migration('B1700000000002'),
      'migrations/2-a.ts': migration('A1700000000001'),
      'migrations/3-c.ts': migration('Renamed', "name = 'C1700000000003'"),
    };
    expect(await idsOf(typeorm, project)).toEqual(['A1700000000001', 'B1700000000002', 'C1700000000003']);
  });

  test('a name without a number, and one that is there twice, stop TypeORM', async () => {
    const project = {
      'migrations/a.ts': migration('A'),
      'migrations/b.ts': migration('B1700000000001'),
      'migrations/c.ts': migration('B1700000000001'),
    };
    expect(await problemsOf(typeorm, project)).toEqual([
      expect.stringContaining('A does not end in the 13 digits'),
      expect.stringContaining('two migrations are called B1700000000001'),
      expect.stringContaining('two migrations are called B1700000000001'),
    ]);
  });
});

test('an index file that lists classes decides which run, wherever they are', async () => {
  const project = {
    'migrations/common/1700000000002-Both.ts': migration('Both1700000000002'),
    'migrations/postgres/1700000000001-First.ts': migration('First1700000000001'),
    'migrations/postgres/1700000000003-Forgotten.ts': migration('Forgotten1700000000003'),
    'migrations/postgres/index.ts': `
      import { Both1700000000002 } from '../common/1700000000002-Both';
      import { First1700000000001 } from './1700000000001-First';
      export const migrations = [First1700000000001, Both1700000000002];`,
  };
  expect(await idsOf(typeorm, project)).toEqual(['First1700000000001', 'Both1700000000002']);
});

describe('transactions', () => {
  const source = (mode: string): string =>
    `export default new DataSource({ type: 'mysql', migrations: ['m'], migrationsTransactionMode: '${mode}', migrationsTableName: 'done' });`;

  test('all migrations share one unless the DataSource says otherwise', async () => {
    expect((await readUp('')).transaction).toBe('whole-batch');
    const { chain, migrations } = await readProject(typeorm, {
      'src/data-source.ts': source('each'),
      'src/migrations/a.ts': migration('A1700000000001'),
      'src/migrations/b.ts': migration('B1700000000002', 'transaction = false;'),
    });
    expect(chain).toMatchObject({ dialect: 'mysql', ledgerTable: 'done', transaction: 'per-migration' });
    expect(migrations.map(({ transaction }) => transaction)).toEqual(['per-migration', 'none']);
  });

  test('a class of its own mind says so where all share one', async () => {
    const { migrations } = await readProject(typeorm, {
      'src/data-source.ts': source('all'),
      'src/migrations/b.ts': migration('B1700000000002', 'transaction = false;'),
    });
    expect(migrations).toMatchObject([{ ownTransaction: { runMode: 'whole-batch' } }]);
  });
});

test('classes of other tools are not taken', () => {
  const files = inMemory({
    'migrations/20240101000000_a.ts': 'export async function up(knex) {}',
    'migrations/b.ts': "import { Migration } from '@mikro-orm/migrations'; class B extends Migration { up() {} }",
  });
  expect(typeorm.detect(files)).toEqual([]);
});
