import path from 'node:path';
import { runner } from 'node-pg-migrate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodePgMigrate } from '../../src/frameworks/node-pg-migrate/index.ts';
import { differencesAfterRun } from './migration-tool.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

test('the replay has what node-pg-migrate makes of the sample project', async () => {
  const differences = await differencesAfterRun(server, {
    framework: nodePgMigrate,
    project: 'node-pg-migrate-library',
    ledgers: ['pgmigrations'],
    async run(folder, url) {
      const run = await runner({
        databaseUrl: url,
        dir: path.join(folder, 'migrations'),
        direction: 'up',
        migrationsTable: 'pgmigrations',
        singleTransaction: true,
        log: () => undefined,
      });
      expect(run.map(({ name }) => name)).toEqual([
        '1704880800000_create-books',
        '1706870000000_lend',
        '1709600000000_rooms',
      ]);
    },
  });
  expect(differences).toEqual([]);
});
