import { expect, test } from 'vitest';
import { knex } from '../../../src/frameworks/knex/index.ts';
import { filesOf } from '../javascript/project.ts';

const migration = `exports.up = (knex) => knex.schema.dropTable('t'); exports.down = () => {};`;

test('a knexfile names folders, the client and the ledger', () => {
  const [chain, ...others] = knex.detect(
    filesOf({
      'server/knexfile.ts': `
        // directory: './commented'
        export default { client: 'better-sqlite3', migrations: { directory: ['./b', './a'], tableName: 'log', sortDirsSeparately: true } };`,
      'server/a/20240101_x.ts': migration,
      'server/b/20230101_y.ts': migration,
      'server/b/20250101_z.ts': migration,
    }),
  );
  expect(others).toEqual([]);
  expect(chain).toMatchObject({ framework: 'knex', dialect: 'sqlite', ledgerTable: 'log' });
});

test('a folder of scripts that are given knex is a chain; those of other tools are none', () => {
  const chains = knex.detect(
    filesOf({
      'package.json': `{ "dependencies": { "mysql2": "3" } }`,
      'db/migrations/1_a.js': migration,
      'db/migrations/helper.js': 'module.exports = {};',
      'other/migrations/1_a.ts': `import { Kysely } from 'kysely'; export async function up(db: Kysely<any>) {}`,
      'sequelize/migrations/1_a.js': `module.exports = { up: (queryInterface) => queryInterface.dropTable('t') };`,
    }),
  );
  expect(chains).toMatchObject([{ name: 'db/migrations', dialect: 'mysql', paths: ['db/migrations/1_a.js'] }]);
});

test('files are run in the order of their names, versions of knex-migrator as numbers', () => {
  const utils = `const { addTable } = require('../../utils'); module.exports = addTable('t', {});`;
  const files = filesOf({
    'migrations/versions/10.0/01-a.js': utils,
    'migrations/versions/9.1/02-b.js': utils,
    'migrations/versions/9.1/01-c.js': utils,
  });
  const [chain] = knex.detect(files);
  expect(chain === undefined ? [] : knex.list(chain, files).map(({ id }) => id)).toEqual([
    '01-c.js',
    '02-b.js',
    '01-a.js',
  ]);
});

test.each([
  [{ pg: '8' }, '', 'postgres', 'package.json depends on pg'],
  [{ '@company/sqlite3': '5', '@types/pg': '8' }, '', 'sqlite', 'package.json depends on sqlite3'],
  [
    { pg: '8', mysql2: '3', 'better-sqlite3': '9' },
    `if (knex.client.dialect === 'sqlite3') return;`,
    'sqlite',
    'migrations/1_a.js asks for the client sqlite3, and package.json depends on pg, mysql2, better-sqlite3: "dialect" in the configuration decides',
  ],
  [
    { pg: '8', mysql2: '3' },
    `if (knex.client.config.client === 'pg') return; if (knex.client.config.client === 'mysql2') return;`,
    'postgres',
    'package.json depends on pg, mysql2: it is read as postgres, "dialect" in the configuration decides',
  ],
])(
  'without a knexfile, drivers %j and what migrations ask for tell the database',
  (dependencies, asks, dialect, why) => {
    const [chain] = knex.detect(
      filesOf({
        'package.json': JSON.stringify({ dependencies }),
        'migrations/1_a.js': `exports.up = (knex) => { ${asks} return knex.schema.dropTable('t'); };`,
      }),
    );
    expect(chain?.dialect).toBe(dialect);
    expect(chain?.evidence[1]).toBe(why);
  },
);
