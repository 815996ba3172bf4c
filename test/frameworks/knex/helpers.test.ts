import { describe, expect, it } from 'vitest';
import type { Helpers } from '../../../src/model/helper.ts';
import type { Migration, Side } from '../../../src/model/migration.ts';
import { ofSql, read, withoutPlace } from './reading.ts';

const helpers: Helpers = {
  addColumn: { operation: 'AddColumn', table: 0, column: 1, definition: 2, down: 'DropColumn' },
  addTable: { operation: 'CreateTable', table: 0, columns: 1, nullable: false, down: 'DropTable' },
  renameColumn: {
    operation: 'RenameColumn',
    table: '0.table',
    column: '0.from',
    newName: '0.to',
    down: 'RenameColumn',
  },
  indexColumns: { operation: 'CreateIndex', table: 1, columns: 2, name: 3 },
  audit: ({ arguments: [table] }) => ({
    up: [`ALTER TABLE ${String(table)} ADD audited boolean`],
    down: [`ALTER TABLE ${String(table)} DROP audited`],
  }),
  broken: () => {
    throw new Error('no such table');
  },
};

const of = (migration: Migration, side: Side): readonly unknown[] | undefined =>
  migration[side]?.flatMap((statement) => statement.operations.map(withoutPlace));

const readWith = (text: string): Promise<Migration> => read(text, 'postgres', {}, helpers);

async function reasonsOf(text: string): Promise<readonly string[]> {
  const { up } = await readWith(text);
  return up.flatMap(({ operations }) => operations.flatMap((one) => (one.kind === 'Opaque' ? [one.detail] : [])));
}

describe('a helper that makes the whole migration', () => {
  it('is read on both sides, in the tool’s own words for types', async () => {
    const migration = await readWith(`
      const { addColumn } = require('our-migrations');
      module.exports = addColumn('orders', 'note', { type: 'string', maxlength: 50, nullable: false, defaultTo: '' });`);
    expect(of(migration, 'up')).toEqual(await ofSql(`ALTER TABLE orders ADD note varchar(50) NOT NULL DEFAULT ''`));
    expect(of(migration, 'down')).toEqual(await ofSql('ALTER TABLE orders DROP note'));
  });

  it('has a way back only when the configuration says one', async () => {
    const migration = await readWith(`module.exports = indexColumns({}, 'orders', ['note'], 'by_note');`);
    expect(of(migration, 'up')).toEqual(await ofSql('CREATE INDEX by_note ON orders (note)'));
    expect(migration.down).toBeUndefined();
  });

  it('takes a rename back by itself', async () => {
    const migration = await readWith(`export default renameColumn({ table: 'orders', from: 'note', to: 'remark' });`);
    expect(of(migration, 'up')).toEqual(await ofSql('ALTER TABLE orders RENAME note TO remark'));
    expect(of(migration, 'down')).toEqual(await ofSql('ALTER TABLE orders RENAME remark TO note'));
  });

  it('can be one of several that another function puts together', async () => {
    const migration = await readWith(`
      const { addColumn, addTable } = require('our-migrations');
      const together = (...all) => ({
        async up(knex) { for (const one of all) await one.up(knex); },
        async down(knex) { for (const one of all.slice().reverse()) await one.down(knex); },
      });
      module.exports = together(
        addTable('tags', { id: { type: 'string', maxlength: 24, primary: true }, name: { type: 'text' } }),
        addColumn('orders', 'tag', { type: 'string', references: 'tags.id', onDelete: 'cascade' }),
      );`);
    expect(of(migration, 'up')?.map((one) => JSON.stringify(one).slice(0, 20))).toEqual([
      '{"kind":"CreateTable',
      '{"kind":"AddColumn",',
      '{"kind":"AddForeignK',
    ]);
    expect(of(migration, 'down')).toEqual(await ofSql('ALTER TABLE orders DROP tag; DROP TABLE tags'));
  });
});

describe('a helper that is called within up', () => {
  it('stands where it is called, under the conditions of that place', async () => {
    const { up } = await readWith(`
      const tools = require('our-migrations');
      exports.up = async (knex) => {
        await knex.schema.dropTable('old');
        if (!(await knex.schema.hasTable('orders'))) await tools.addTable('orders', { id: { type: 'integer' } });
      };`);
    expect(up.map(({ operations: [one] }) => [one?.kind, one?.guards?.map(({ kind }) => kind)])).toEqual([
      ['DropTable', undefined],
      ['NoChange', undefined],
      ['CreateTable', ['object']],
    ]);
  });

  it('is not evaluated, even where it could be', async () => {
    const { up } = await readWith(`
      function audit(table) { unknownPackage.magic(table); }
      exports.up = async () => { await audit('orders'); };`);
    expect(up.flatMap(({ operations }) => operations.map(withoutPlace))).toEqual(
      await ofSql('ALTER TABLE orders ADD audited boolean'),
    );
    expect(up[0]?.sql).toBe('ALTER TABLE orders ADD audited boolean');
  });

  it.each([
    [
      'addColumn(process.env.T, "c", { type: "text" })',
      'the table cannot be told: process.env.T is only known at run time',
    ],
    ['addColumn("t", "c", load())', 'the definition of c cannot be told: what load() gives is only known at run time'],
    ['addColumn("t", "c", { nullable: true })', 'the type of c is missing'],
    ['audit(process.env.T)', 'argument 1 of audit() cannot be told: process.env.T is only known at run time'],
    ['broken()', 'the helper broken of the configuration throws: no such table'],
    [
      'knex.schema.createTable("t", (t) => { audit("t") })',
      "the helper audit within a table's callback() is not known",
    ],
  ])('%s says why it is not understood', async (call, reason) => {
    expect(await reasonsOf(`exports.up = async (knex) => { await ${call}; };`)).toEqual([reason]);
  });

  it('says which part of a definition it does not know', async () => {
    const { problems } = await readWith(
      `exports.up = async () => { await addColumn('t', 'c', { type: 'text', validations: {} }); };`,
    );
    expect(problems.map(({ message }) => message)).toEqual(['validations of the column c is passed over']);
  });
});
