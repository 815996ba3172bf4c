import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Sequelize } from 'sequelize';
import type { QueryInterface } from 'sequelize';
import { memoryStorage, Umzug } from 'umzug';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sequelize } from '../../src/frameworks/sequelize/index.ts';
import { umzug } from '../../src/frameworks/umzug/index.ts';
import { differencesAfterRun } from './migration-tool.ts';
import { startPostgres } from './postgres.ts';
import type { RunningServer } from './postgres.ts';

const require = createRequire(import.meta.url);

let server: RunningServer;

beforeAll(async () => {
  server = await startPostgres(17);
});
afterAll(() => server.stop());

type Up = (queryInterface: QueryInterface, sequelize: typeof Sequelize) => Promise<void>;

function holdsUp(loaded: unknown): loaded is { readonly up: Up } {
  return typeof loaded === 'object' && loaded !== null && 'up' in loaded && typeof loaded.up === 'function';
}

/** Runs the `up` of a script. */
async function up(file: string, queryInterface: QueryInterface): Promise<void> {
  const loaded: unknown = require(file);
  if (!holdsUp(loaded)) throw new Error(`${file} exports no up`);
  await loaded.up(queryInterface, Sequelize);
}

async function withSequelize(url: string, work: (connection: Sequelize) => Promise<void>): Promise<void> {
  const connection = new Sequelize(url, { dialect: 'postgres', logging: false });
  await work(connection);
  await connection.close();
}

/** sequelize-cli is a program around this: every file in the order of its name, with the query interface. */
test('the replay has what Sequelize makes of the sample project', async () => {
  const differences = await differencesAfterRun(server, {
    framework: sequelize,
    project: 'sequelize-library',
    ledgers: [],
    run: (folder, url) =>
      withSequelize(url, async (connection) => {
        const migrations = path.join(folder, 'migrations');
        for (const name of readdirSync(migrations).toSorted()) {
          await up(path.join(migrations, name), connection.getQueryInterface());
        }
      }),
  });
  expect(differences).toEqual([]);
});

test('the replay has what Umzug makes of the sample project', async () => {
  const differences = await differencesAfterRun(server, {
    framework: umzug,
    project: 'umzug-clinic',
    ledgers: [],
    run: (folder, url) =>
      withSequelize(url, async (connection) => {
        await new Umzug({
          migrations: { glob: ['migrations/*.js', { cwd: folder }] },
          context: connection.getQueryInterface(),
          storage: memoryStorage(),
          logger: undefined,
        }).up();
      }),
  });
  expect(differences).toEqual([]);
});
