import path from 'node:path';
import knexTool from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knex } from '../../src/frameworks/knex/index.ts';
import { differencesAfterRun } from './migration-tool.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

test('the replay has what Knex makes of the sample project', async () => {
  const differences = await differencesAfterRun(server, {
    framework: knex,
    project: 'knex-shop',
    ledgers: ['shop_migrations', 'shop_migrations_lock'],
    async run(folder, url) {
      const database = knexTool({ client: 'pg', connection: { connectionString: url } });
      await database.migrate.latest({ directory: path.join(folder, 'db/migrations'), tableName: 'shop_migrations' });
      await database.destroy();
    },
  });
  expect(differences).toEqual([]);
});
