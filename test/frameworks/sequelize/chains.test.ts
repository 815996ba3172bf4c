import { beforeAll, describe, expect, test } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { sequelize } from '../../../src/frameworks/sequelize/index.ts';
import { readProject } from '../reading.ts';
import { readUp, scriptAround } from './project.ts';

beforeAll(() => sequelize.prepare?.());

describe('transactions', () => {
  test('there is none by itself', async () => {
    const { transaction, up } = await readUp(`await queryInterface.dropTable('t');`);
    expect(transaction).toBe('none');
    expect(up[0]).not.toHaveProperty('outsideTransaction');
  });

  test('what is not given the transaction runs outside of it, and was forgotten where it looks as if it were inside', async () => {
    const { transaction, up } = await readUp(`
      await queryInterface.sequelize.transaction(async (transaction) => {
        await queryInterface.removeColumn('t', 'a', { transaction });
        await queryInterface.removeColumn('t', 'b');
      });`);
    expect(transaction).toBe('per-migration');
    expect(up.map(({ outsideTransaction }) => outsideTransaction === true)).toEqual([false, true]);
    expect(up[1]).toMatchObject({ forgotten: { what: 'transaction' } });
  });

  test('one that is an object counts as well', async () => {
    const { transaction, up } = await readUp(`
      const t = await queryInterface.sequelize.transaction();
      try { await queryInterface.removeColumn('t', 'a', { transaction: t }); await t.commit(); }
      catch (error) { await t.rollback(); throw error; }`);
    expect(transaction).toBe('per-migration');
    expect(up[0]).not.toHaveProperty('outsideTransaction');
  });
});

test('.sequelizerc names the folder, and the configuration the dialect and the ledger', async () => {
  const { chain, migrations } = await readProject(sequelize, {
    '.sequelizerc': `module.exports = { config: path.resolve('db', 'config.json'), 'migrations-path': path.join('db', 'changes') };`,
    'db/config.json': '{ "development": { "dialect": "mysql", "migrationStorageTableName": "done" } }',
    'db/changes/20240101000001-b.js': scriptAround(''),
    'db/changes/20240101000000-a.js': scriptAround(''),
  });
  expect(chain).toMatchObject({ folder: 'db/changes', dialect: 'mysql', ledgerTable: 'done' });
  expect(migrations.map(({ id }) => id)).toEqual(['20240101000000-a.js', '20240101000001-b.js']);
});

test('operations are written as calls, in the transaction of what they replace', async () => {
  const up = `await queryInterface.sequelize.transaction(async (t) => {
    await queryInterface.renameColumn('t', 'a', 'b', { transaction: t });
    await queryInterface.sequelize.query('ALTER TABLE t ALTER COLUMN c SET NOT NULL', { transaction: t });
  });`;
  const migration = await readUp(up);
  const text = scriptAround(up);
  const [first] = migration.up;
  const written = sequelize.write({
    migration,
    operations: migration.up.flatMap(({ operations }) => operations),
    text,
    offset: first === undefined ? 0 : sequelize.extent(first, text).start,
    dialect: await loadDialect('postgres'),
  });
  expect(written?.split('\n').map((line) => line.trim())).toEqual([
    "await queryInterface.renameColumn('t', 'a', 'b', { transaction: t });",
    "await queryInterface.sequelize.query('ALTER TABLE t ALTER COLUMN c SET NOT NULL', { transaction: t });",
  ]);
});
