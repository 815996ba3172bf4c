import { describe, expect, test } from 'vitest';
import { operationsOf, sqlOf } from './project.ts';

describe('tables', () => {
  test('are created if they are not there, and dropped if they are', async () => {
    expect(
      await operationsOf(`
        await queryInterface.createTable('t', { id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true } });
        await queryInterface.dropTable('t');`),
    ).toMatchObject([
      { kind: 'CreateTable', guards: [{ kind: 'if-not-exists' }], columns: [{ identity: { generation: 'serial' } }] },
      { kind: 'DropTable', guards: [{ kind: 'if-exists' }] },
    ]);
  });

  test('columns can hold NULL unless they say otherwise', async () => {
    const [created] = await operationsOf(
      `await queryInterface.createTable({ tableName: 't', schema: 's' }, {
        a: Sequelize.STRING, b: { type: Sequelize.BOOLEAN, allowNull: false, defaultValue: false, field: 'is_b' } });`,
    );
    expect(created).toMatchObject({
      table: { schema: 's', name: 't' },
      columns: [
        { name: 'a', nullable: true, type: { text: 'character varying(255)' } },
        { name: 'is_b', nullable: false, default: { sql: 'FALSE' } },
      ],
    });
  });
});

describe('types', () => {
  const table = `await queryInterface.createTable('t', {
    a: Sequelize.DATE, b: Sequelize.TEXT('long'), c: Sequelize.INTEGER.UNSIGNED, d: Sequelize.DECIMAL(10, 2) });`;

  test.each([
    ['postgres', ['timestamp with time zone', 'text', 'integer', 'numeric(10,2)']],
    ['mysql', ['datetime', 'longtext', 'int unsigned', 'decimal(10,2)']],
    ['sqlserver', ['datetimeoffset(7)', 'nvarchar(max)', 'int', 'decimal(10,2)']],
  ] as const)('are those of %s', async (dialect, types) => {
    const [created] = await operationsOf(table, dialect);
    expect(created?.kind === 'CreateTable' && created.columns.map(({ type }) => type.text)).toEqual(types);
  });

  test('an enum of PostgreSQL is called after its table and column', async () => {
    expect(await operationsOf(`await queryInterface.addColumn('t', 'k', Sequelize.ENUM('a', 'b'));`)).toMatchObject([
      { kind: 'CreateType', name: { name: 'enum_t_k' }, guards: [{ kind: 'if-not-exists' }] },
      { kind: 'AddColumn', column: { name: 'k' } },
    ]);
  });
});

describe('a changed column', () => {
  test('loses in PostgreSQL what is not said again', async () => {
    expect(await sqlOf(`await queryInterface.changeColumn('t', 'a', { type: Sequelize.TEXT });`)).toEqual([
      expect.stringMatching(/TYPE text.*DROP NOT NULL.*DROP DEFAULT|DROP DEFAULT.*DROP NOT NULL/),
    ]);
  });

  test('keeps in SQLite what is not said', async () => {
    const [changed] = await operationsOf(
      `await queryInterface.changeColumn('t', 'a', { type: Sequelize.TEXT });`,
      'sqlite',
    );
    expect(changed?.kind === 'AlterColumn' && Object.keys(changed.change)).toEqual(['type']);
  });

  test('with a reference gets the key, and keeps its type', async () => {
    expect(
      await sqlOf(`await queryInterface.changeColumn('t', 'a', {
        type: Sequelize.UUID, references: { model: 'u' }, onDelete: 'cascade' });`),
    ).toEqual(['ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id) ON DELETE CASCADE']);
  });
});

describe('names', () => {
  test('of indexes are in lower case, with a line before each capital letter', async () => {
    expect(await sqlOf(`await queryInterface.addIndex('users', ['teamId', 'email'], { unique: true });`)).toEqual([
      'CREATE UNIQUE INDEX users_team_id_email ON users ("teamId", email)',
    ]);
  });

  test('of constraints are put together as they are', async () => {
    expect(
      await sqlOf(`
        await queryInterface.addConstraint('t', { type: 'unique', fields: ['aB'] });
        await queryInterface.addConstraint('t', { type: 'foreign key', fields: ['b'], references: { table: 'u', field: 'id' } });
        await queryInterface.addConstraint('t', { type: 'check', fields: ['b'], where: { b: { [Sequelize.Op.gt]: 0 } } });`),
    ).toEqual([
      'ALTER TABLE t ADD CONSTRAINT "t_aB_uk" UNIQUE ("aB")',
      'ALTER TABLE t ADD CONSTRAINT t_b_u_fk FOREIGN KEY (b) REFERENCES u (id)',
      'ALTER TABLE t ADD CONSTRAINT t_b_ck CHECK (b > 0)',
    ]);
  });

  test('of a key that is added with a column are given by MySQL’s generator', async () => {
    const operations = await operationsOf(
      `await queryInterface.addColumn('t', 'a', { type: Sequelize.INTEGER, references: { model: 'u', key: 'id' } });`,
      'mysql',
    );
    expect(operations[1]).toMatchObject({ kind: 'AddForeignKey', constraint: { name: 't_a_foreign_idx' } });
  });
});

test('replacements are filled into the SQL', async () => {
  expect(
    await operationsOf(`await queryInterface.sequelize.query('DELETE FROM t WHERE a IN (:list) AND b = :b', {
      replacements: { list: ['x', 'y'], b: 1 } });`),
  ).toMatchObject([{ kind: 'DeleteRows', table: { name: 't' }, where: "a IN ('x', 'y') AND b = 1" }]);
});

test('rows are inserted, updated and deleted by objects', async () => {
  expect(
    await operationsOf(`
      await queryInterface.bulkInsert('t', [{ a: 1 }, { a: 2, b: 'x' }]);
      await queryInterface.bulkUpdate('t', { a: Sequelize.literal('a + 1') }, { b: null });
      await queryInterface.bulkDelete('t', null, {});`),
  ).toMatchObject([
    {
      kind: 'InsertRows',
      columns: ['a', 'b'],
      source: {
        rows: [
          ['1', 'DEFAULT'],
          ['2', "'x'"],
        ],
      },
    },
    { kind: 'UpdateRows', where: 'b IS NULL', assignments: [{ column: 'a', value: { sql: 'a + 1' } }] },
    { kind: 'DeleteRows' },
  ]);
});

test('a column that describeTable knows is a guard', async () => {
  const operations = await operationsOf(`
    const table = await queryInterface.describeTable('t');
    if (!table.a) await queryInterface.addColumn('t', 'a', Sequelize.INTEGER);`);
  expect(operations.at(-1)?.guards).toEqual([
    { kind: 'object', exists: false, object: { type: 'column', name: { name: 'a' }, table: { name: 't' } } },
  ]);
});
