import { beforeAll, expect, test } from 'vitest';
import { sequelize } from '../../../src/frameworks/sequelize/index.ts';
import { umzug } from '../../../src/frameworks/umzug/index.ts';
import { inMemory, readProject } from '../reading.ts';

beforeAll(() => umzug.prepare?.());

const project = {
  'package.json': '{ "dependencies": { "sequelize": "6", "umzug": "3", "mysql2": "3" } }',
  'migrations/01-a.js': `const { DataTypes } = require('sequelize');
    exports.up = async ({ context: queryInterface }) => {
      await queryInterface.addColumn('t', 'a', { type: DataTypes.INTEGER });
    };`,
  'migrations/02-b.js': `exports.up = async ({ context, name }) => { await context.sequelize.query('DROP TABLE t'); };`,
};

test('scripts are handed a context', async () => {
  const { chain, migrations } = await readProject(umzug, project);
  expect(chain).toMatchObject({ framework: 'umzug', dialect: 'mysql' });
  expect(migrations).toMatchObject([
    { id: '01-a.js', transaction: 'none', up: [{ operations: [{ kind: 'AddColumn' }] }] },
    { id: '02-b.js', up: [{ operations: [{ kind: 'DropTable' }] }] },
  ]);
});

test('scripts of sequelize-cli are not taken, nor its by sequelize-cli', () => {
  const script = 'module.exports = { up: (queryInterface, Sequelize) => queryInterface.dropTable("t") };';
  expect(umzug.detect(inMemory({ 'migrations/a.js': script }))).toEqual([]);
  expect(sequelize.detect(inMemory(project))).toEqual([]);
});
