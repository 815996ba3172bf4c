import path from 'node:path';
import { runner } from 'node-pg-migrate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodePgMigrate } from '../../src/frameworks/node-pg-migrate/index.ts';
import { differencesAfter, sampleProject } from './migrated.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

const project = sampleProject('node-pg-migrate-library');
let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

it('what node-pg-migrate makes of the sample project is what is read of it', async () => {
  const run = await runner({
    databaseUrl: server.url,
    dir: path.join(project, 'migrations'),
    direction: 'up',
    migrationsTable: 'pgmigrations',
    migrationsSchema: 'ledger',
    createMigrationsSchema: true,
    singleTransaction: true,
    log: () => undefined,
  });
  expect(run.map(({ name }) => name)).toEqual([
    '1704880800000_create-books',
    '1706870000000_lend',
    '1709600000000_rooms',
  ]);
  expect(await differencesAfter(server.url, project, nodePgMigrate)).toEqual([]);
});
