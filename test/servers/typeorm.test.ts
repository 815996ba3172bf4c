import { createRequire } from 'node:module';
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typeorm } from '../../src/frameworks/typeorm/index.ts';
import { differencesAfterRun } from './migration-tool.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

const require = createRequire(import.meta.url);

let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

test('the replay has what TypeORM makes of the sample project', async () => {
  const differences = await differencesAfterRun(server, {
    framework: typeorm,
    project: 'typeorm-shop',
    ledgers: ['migrations'],
    async run(folder, url) {
      process.env['DATABASE_URL'] = url;
      const source: unknown = require(`${folder}/src/data-source.js`);
      if (!(source instanceof DataSource)) throw new Error('the sample project holds no DataSource');
      await source.initialize();
      await source.runMigrations();
      await source.destroy();
    },
  });
  expect(differences).toEqual([]);
});
