import { cpSync, promises as fs, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileMigrationProvider, Kysely, Migrator, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kysely } from '../../src/frameworks/kysely/index.ts';
import { differencesAfter, sampleProject } from './migrated.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

const project = sampleProject('kysely-bakery');
let server: RunningServer;
let copy: string;

beforeAll(async () => {
  server = await startPostgres(17);
  // The migrations import Kysely, which only this folder has.
  copy = mkdtempSync(fileURLToPath(new URL('node_modules/.kysely-', import.meta.url)));
  cpSync(project, copy, { recursive: true });
});
afterAll(async () => {
  rmSync(copy, { recursive: true });
  await server.stop();
});

it('what Kysely makes of the sample project is what is read of it', async () => {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: server.url }) }),
  });
  const migrationFolder = path.join(copy, 'migrations');
  const provider = new FileMigrationProvider({ fs, path, migrationFolder });
  const { error, results } = await new Migrator({ db, provider, migrationTableSchema: 'ledger' }).migrateToLatest();
  await db.destroy();
  expect(error).toBeUndefined();
  expect(results?.map(({ migrationName }) => migrationName)).toEqual([
    '2024-01-10_create_breads',
    '2024-02-02_add_orders',
    '2024-03-05_rename_customers',
  ]);
  expect(await differencesAfter(server.url, project, kysely)).toEqual([]);
});
