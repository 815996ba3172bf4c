import { promises as fs } from 'node:fs';
import path from 'node:path';
import { FileMigrationProvider, Kysely, Migrator, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kysely } from '../../src/frameworks/kysely/index.ts';
import { differencesAfterRun } from './migration-tool.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

test('the replay has what Kysely makes of the sample project', async () => {
  const differences = await differencesAfterRun(server, {
    framework: kysely,
    project: 'kysely-bakery',
    ledgers: ['kysely_migration', 'kysely_migration_lock'],
    async run(folder, url) {
      const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) });
      const provider = new FileMigrationProvider({ fs, path, migrationFolder: path.join(folder, 'migrations') });
      const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
      await db.destroy();
      expect(error).toBeUndefined();
      expect(results?.map(({ migrationName }) => migrationName)).toEqual([
        '2024-01-10_create_breads',
        '2024-02-02_add_orders',
        '2024-03-05_rename_customers',
      ]);
    },
  });
  expect(differences).toEqual([]);
});
