import { describe, expect, test } from 'vitest';
import { readUp, sqlOf } from './project.ts';

describe('tables', () => {
  test('columns are NOT NULL unless they say otherwise, and defaults are SQL', async () => {
    const [created] = await sqlOf(`
      await queryRunner.createTable(new Table({ name: 'shop.item', columns: [
        { name: 'id', type: 'int', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
        { name: 'title', type: 'varchar', length: '20', default: "'none'" },
        { name: 'note', type: 'text', isNullable: true },
      ] }));`);
    expect(created).toContain('CREATE TABLE shop.item');
    expect(created).toContain("title character varying(20) DEFAULT 'none' NOT NULL");
    expect(created).toMatch(/note text(?! NOT NULL)/);
    expect(created).toContain('CONSTRAINT "PK_d3c0c71f23e7adcf952a1d13423" PRIMARY KEY (id)');
  });

  test('an enum of PostgreSQL has a type, which is created if there is none', async () => {
    const { up } = await readUp(`
      await queryRunner.addColumn('item', new TableColumn({ name: 'Kind', type: 'enum', enum: ['a', 'b'] }));`);
    expect(up[0]?.operations).toMatchObject([
      { kind: 'CreateType', name: { name: 'item_kind_enum' }, guards: [{ kind: 'if-not-exists' }] },
      { kind: 'AddColumn', column: { name: 'Kind', nullable: false } },
    ]);
  });

  test('MySQL has unique indexes in the place of constraints, and no names of primary keys', async () => {
    const { up } = await readUp(
      `await queryRunner.createTable(new Table({ name: 't', engine: 'InnoDB', columns: [
        { name: 'id', type: 'int', isPrimary: true }, { name: 'code', type: 'varchar', isUnique: true } ] }), true);`,
      'mysql',
    );
    expect(up[0]?.operations).toMatchObject([
      {
        kind: 'CreateTable',
        constraints: [{ kind: 'PrimaryKey', columns: ['id'] }],
        indexes: [{ unique: true }],
        columns: [{ name: 'id' }, { name: 'code', type: { text: 'varchar(255)' } }],
        guards: [{ kind: 'if-not-exists' }],
      },
    ]);
  });

  test('what is built at run time is opaque, with the reason', async () => {
    expect(await sqlOf('await queryRunner.createTable(new Table(await load()));')).toEqual([
      expect.stringMatching(/^\?\? the table cannot be told/),
    ]);
  });
});

describe('a changed column', () => {
  const next = `new TableColumn({ name: 'a', type: 'varchar', length: '50', isNullable: true })`;

  test('is dropped and added when the old one is known to have another length', async () => {
    const old = `new TableColumn({ name: 'a', type: 'varchar', length: '20', isNullable: true })`;
    expect(await sqlOf(`await queryRunner.changeColumn('t', ${old}, ${next});`)).toEqual([
      'ALTER TABLE t DROP COLUMN a',
      'ALTER TABLE t ADD COLUMN a character varying(50)',
    ]);
  });

  test('is changed where only other facets differ', async () => {
    const old = `new TableColumn({ name: 'a', type: 'varchar', length: '50' })`;
    expect(await sqlOf(`await queryRunner.changeColumn('t', ${old}, ${next});`)).toEqual([
      'ALTER TABLE t ALTER COLUMN a DROP NOT NULL',
    ]);
  });

  test('that is only named is dropped and added when the database has another type', async () => {
    const { up } = await readUp(`await queryRunner.changeColumn('t', 'a', ${next});`);
    expect(up[0]?.operations).toMatchObject([{ kind: 'AlterColumn', column: 'a', recreates: true }]);
  });
});

describe('keys and indexes', () => {
  test('have the names that the naming strategy derives', async () => {
    expect(
      await sqlOf(`
        await queryRunner.createForeignKey('t', new TableForeignKey({
          columnNames: ['b'], referencedTableName: 'u', referencedColumnNames: ['id'], onDelete: 'SET NULL' }));
        await queryRunner.createIndex('t', new TableIndex({ columnNames: ['a'], isUnique: true, isConcurrent: true }));
        await queryRunner.dropIndex('t', 'named');`),
    ).toEqual([
      expect.stringMatching(/ADD CONSTRAINT "FK_\w{27}" FOREIGN KEY \(b\) REFERENCES u \(id\) ON DELETE SET NULL/),
      expect.stringMatching(/^CREATE UNIQUE INDEX CONCURRENTLY "IDX_\w{26}" ON t \(a\)/),
      'DROP INDEX named',
    ]);
  });

  test('that the driver refuses are opaque', async () => {
    expect(
      await sqlOf(`await queryRunner.createUniqueConstraint('t', new TableUnique({ columnNames: ['a'] }));`, 'mysql'),
    ).toEqual(['?? TypeORM refuses unique constraints on mysql']);
  });
});

describe('SQL', () => {
  test('is read in its place', async () => {
    const up = 'await queryRunner.query(`ALTER TABLE t ADD a int`, []);';
    const { up: statements } = await readUp(up);
    expect(statements).toMatchObject([{ sql: 'ALTER TABLE t ADD a int', operations: [{ kind: 'AddColumn' }] }]);
  });

  test('through the DataSource runs on another connection, outside of the transaction', async () => {
    const { up } = await readUp(`
      await queryRunner.manager.query('UPDATE t SET a = 1');
      await queryRunner.connection.query('UPDATE t SET a = 2');`);
    expect(up.map(({ outsideTransaction }) => outsideTransaction === true)).toEqual([false, true]);
  });

  test('a tag has parameters', async () => {
    const { up } = await readUp('await queryRunner.sql`DELETE FROM t WHERE a = ${value()}`;');
    expect(up.at(-1)?.sql).toBe('DELETE FROM t WHERE a = $1');
  });
});

test('a question to the catalog is a guard', async () => {
  const { up } = await readUp(`
    if (!(await queryRunner.hasColumn('t', 'a'))) await queryRunner.query('ALTER TABLE t ADD a int');`);
  expect(up.at(-1)?.operations[0]?.guards).toEqual([
    { kind: 'object', exists: false, object: { type: 'column', name: { name: 'a' }, table: { name: 't' } } },
  ]);
});

test('rows of a query builder', async () => {
  const { up } = await readUp(`
    await queryRunner.manager.createQueryBuilder().update('t').set({ a: 1 }).where('b = :b', { b: 2 }).execute();
    await queryRunner.manager.insert('t', [{ a: 1 }, { a: 2 }]);
    await queryRunner.manager.delete('t', { a: 3 });`);
  expect(up.flatMap(({ operations }) => operations)).toMatchObject([
    { kind: 'UpdateRows', table: { name: 't' }, assignments: [{ column: 'a' }], where: 'b = 2' },
    { kind: 'InsertRows', columns: ['a'], source: { kind: 'values', rows: [['1'], ['2']] } },
    { kind: 'DeleteRows', where: 'a = 3' },
  ]);
});
