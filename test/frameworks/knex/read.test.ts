import { describe, expect, test } from 'vitest';
import { operations, read } from './reading.ts';

/** What a text has in it, for `toMatchObject`. */
function containing(part: string): unknown {
  return expect.stringContaining(part);
}

describe('tables', () => {
  test('get the columns, keys and names that knex gives them', async () => {
    const found = await operations(`
      await knex.schema.createTable('users', (table) => {
        table.increments();
        table.string('email').notNullable().unique();
        table.integer('org_id').references('id').inTable('orgs').onDelete('CASCADE').index();
        table.timestamps(true, true);
      });`);
    expect(found.map(({ kind }) => kind)).toEqual(['CreateTable', 'AddUnique', 'CreateIndex', 'AddForeignKey']);
    expect(found[0]).toMatchObject({
      table: { name: 'users' },
      columns: [
        { name: 'id', nullable: false, identity: { generation: 'serial' } },
        { name: 'email', type: { text: 'character varying(255)' }, nullable: false },
        { name: 'org_id', type: { name: 'integer' }, nullable: true },
        { name: 'created_at', type: { zoned: true }, nullable: false, default: { sql: 'CURRENT_TIMESTAMP' } },
        { name: 'updated_at' },
      ],
      constraints: [{ kind: 'PrimaryKey', columns: ['id'] }],
    });
    expect(found.slice(1)).toMatchObject([
      { constraint: { name: 'users_email_unique' } },
      { index: { name: 'users_org_id_index' } },
      { constraint: { name: 'users_org_id_foreign', target: { name: 'orgs' }, onDelete: 'cascade' } },
    ]);
  });

  test('of MySQL and SQLite get their keys at once', async () => {
    const body = `return knex.schema.createTable('a', function () {
      this.bigIncrements('id');
      this.integer('b_id').unsigned();
      this.foreign('b_id').references('b.id');
    });`;
    for (const dialect of ['mysql', 'sqlite'] as const) {
      const [table, ...others] = await operations(body, dialect);
      expect(others).toEqual([]);
      expect(table).toMatchObject({
        constraints: [{ kind: 'PrimaryKey' }, { kind: 'ForeignKey', name: 'a_b_id_foreign', target: { name: 'b' } }],
      });
    }
  });

  test('are altered call by call, each in its place', async () => {
    const { up } = await read(`exports.up = (knex) =>
      knex.schema.withSchema('app').alterTable('t', (t) => {
        t.string('a', 10).notNullable().alter();
        t.dropColumn('b', 'c');
        t.renameColumn('d', 'e');
        t.dropUnique(['f', 'g']);
        t.setNullable('h');
      }).dropTableIfExists('u');`);
    expect(up.map(({ operations: found }) => found.map(({ kind }) => kind))).toEqual([
      ['AlterColumn', 'DropColumn', 'DropColumn', 'RenameColumn', 'DropConstraint', 'AlterColumn'],
      ['DropTable'],
    ]);
    expect(up[0]?.operations[0]).toMatchObject({
      table: { schema: 'app', name: 't' },
      change: { type: { length: 10 }, nullable: false, default: null },
    });
    expect(up[0]?.operations[4]).toMatchObject({ name: 't_f_g_unique' });
    expect(up[1]?.operations[0]).toMatchObject({
      table: { schema: 'app', name: 'u' },
      guards: [{ kind: 'if-exists' }],
    });
  });

  test('ask the catalog before', async () => {
    const found = await operations(`
      if (!(await knex.schema.hasColumn('t', 'c'))) await knex.schema.table('t', (t) => { t.text('c'); });
      if (process.env.CLEAN) await knex.schema.dropTable('old');`);
    expect(found.slice(1)).toMatchObject([
      {
        guards: [
          { kind: 'object', exists: false, object: { type: 'column', name: { name: 'c' }, table: { name: 't' } } },
        ],
      },
      { guards: [{ kind: 'condition', text: 'process.env.CLEAN' }] },
    ]);
  });
});

describe('raw SQL', () => {
  test('is read with its bindings, in its place', async () => {
    const text = `exports.up = (knex) => knex.raw('alter table ?? drop column :no', ['t']).then(() => knex.raw(\`
      drop index if exists :name:\`, { name: 'i' }));`;
    const { up } = await read(text);
    expect(up[1]?.operations).toMatchObject([{ kind: 'DropIndex', name: { name: 'i' } }]);
    const span = up[1]?.operations[0]?.span;
    expect(text.slice(span?.start, span?.end)).toMatch(/^drop index if exists :name:/);
  });

  test('that is put together at run time says what is missing', async () => {
    const found = await operations('await knex.raw(process.env.SQL); await knex.raw(`${process.env.VERB} table t`);');
    expect(found).toMatchObject([
      { kind: 'Opaque', reason: 'built-at-run-time', detail: containing('process.env.SQL') },
      { kind: 'Opaque', reason: 'built-at-run-time', detail: containing('process.env.VERB') },
    ]);
  });
});

test('rows are changed', async () => {
  const found = await operations(`
    await knex('t').insert([{ a: 1, b: 'x' }, { a: 2 }]);
    await knex('t').where({ a: 1 }).whereNotNull('b').update({ b: null });
    await knex('t').whereIn('a', [1, 2]).del();
    for (const row of await knex('t').select('a')) await knex('u').insert(row);`);
  expect(found).toMatchObject([
    {
      kind: 'InsertRows',
      columns: ['a', 'b'],
      source: {
        kind: 'values',
        rows: [
          ['1', "'x'"],
          ['2', 'DEFAULT'],
        ],
      },
    },
    {
      kind: 'UpdateRows',
      assignments: [{ column: 'b', value: { sql: 'NULL' } }],
      where: containing('IS NOT NULL'),
    },
    { kind: 'DeleteRows', table: { name: 't' } },
    { kind: 'Query' },
    { kind: 'InsertRows', table: { name: 'u' }, source: { kind: 'stream' }, repeated: true },
  ]);
});

test('the client decides what is read', async () => {
  const body = `
    if (knex.client.config.client === 'pg') await knex.schema.dropTable('p');
    else await knex.schema.dropTable('m');`;
  expect(await operations(body)).toMatchObject([{ table: { name: 'p' } }]);
  expect(await operations(body, 'mysql')).toMatchObject([{ table: { name: 'm' } }]);
});

test('transactions, and what is no way back', async () => {
  const migration = await read(`
    exports.config = { transaction: false };
    exports.up = async (knex) => { await knex.transaction(async (trx) => { await trx.schema.dropTable('t'); }); };
    exports.down = () => { throw new Error('no'); };`);
  expect(migration).toMatchObject({ transaction: 'none', up: [{ operations: [{ kind: 'DropTable' }] }] });
  expect(migration.down).toBeUndefined();
});

test('what is not understood is said', async () => {
  const migration = await read(`
    import { seed } from 'seeds';
    export async function up(knex) {
      await seed(knex);
      await knex.schema.conjure('t');
    }`);
  expect(migration.up.map(({ operations: [operation] }) => operation)).toMatchObject([
    { kind: 'Opaque', detail: containing('it comes from the package seeds') },
    { kind: 'Opaque', detail: 'knex.schema.conjure() is not known' },
  ]);
});

test('a builder that nobody awaits or returns does nothing', async () => {
  const migration = await read(`
    export async function up(knex) {
      const forgotten = knex.schema.dropTable('a');
      knex('b').del();
      ['c', 'd'].forEach((table) => knex.schema.dropTable(table));
      const later = knex.schema.dropTable('e');
      await later;
      knex.schema.dropTable('f').then(() => {});
      const all = [];
      all.push(knex('g').del());
      await Promise.all(all);
    }`);
  const known = migration.up.map(({ operations: [operation], forgotten }) => [operation?.kind, forgotten?.call]);
  expect(known).toEqual([
    ['NoChange', 'knex.schema.dropTable'],
    ['NoChange', 'knex.del'],
    ['NoChange', 'knex.schema.dropTable'],
    ['NoChange', 'knex.schema.dropTable'],
    ['DropTable', undefined],
    ['DropTable', undefined],
    ['DeleteRows', undefined],
  ]);
});

test('builders of unknown rows that are gathered and awaited together are sent', async () => {
  const migration = await read(`
    export async function up(knex) {
      const rows = await knex('t').select();
      const sent = [];
      for (const row of rows) sent.push(knex('a').where({ id: row.id }).del());
      await Promise.all(sent);
      await Promise.all(rows.map((row) => knex('b').where({ id: row.id }).del()));
      rows.forEach((row) => sent.push(knex('c').del()));
      await Promise.all(sent);
    }`);
  expect(migration.up.map(({ operations: [operation] }) => operation?.kind)).toEqual([
    'Query',
    'DeleteRows',
    'DeleteRows',
    'DeleteRows',
  ]);
});

test('alter() says what it takes away without a word', async () => {
  const migration = await read(`
    export async function up(knex) {
      await knex.schema.alterTable('t', (table) => {
        table.string('a').alter();
        table.string('b').nullable().defaultTo(null).alter();
        table.string('c').notNullable().alter();
        table.string('d').defaultTo('x').alter({ alterNullable: false });
      });
    }`);
  const altered = migration.up.flatMap(({ operations }) => operations);
  expect(altered.map((operation) => (operation.kind === 'AlterColumn' ? operation.unsaid : 'other'))).toEqual([
    ['nullable', 'default'],
    undefined,
    ['default'],
    undefined,
  ]);
});

test('helpers of a knex-migrator project are followed', async () => {
  const utils = `
    const { createColumn } = require('./commands');
    module.exports.createAddColumnMigration = (table, column, spec) => ({
      config: { transaction: false },
      async up(config) { await createColumn(table, column, spec)(config.connection); },
      async down() { return Promise.reject(); },
    });`;
  const commands = `
    const DatabaseInfo = require('@tryghost/database-info');
    module.exports.createColumn = (table, column, spec) => async function (knex) {
      const builder = knex.schema.table(table, (t) => {
        const made = t[spec.type](column);
        if (Object.prototype.hasOwnProperty.call(spec, 'nullable') && spec.nullable) made.nullable();
        else made.nullable(false);
      });
      if (DatabaseInfo.isSQLite(knex)) return await builder;
      for (const query of builder.toSQL()) await knex.raw(query.sql.replace(/;\\s*$/, '') + ', algorithm=copy');
    };`;
  const file = 'migrations/versions/5.0/2022-01-01-a.js';
  const texts = {
    [file]: `const { createAddColumnMigration } = require('../../utils');
      module.exports = createAddColumnMigration('posts', 'note', { type: 'text' });`,
    'migrations/utils/index.js': utils,
    'migrations/utils/commands.js': commands,
  };
  const { filesOf } = await import('../javascript/project.ts');
  const { knex } = await import('../../../src/frameworks/knex/index.ts');
  const { loadDialect } = await import('../../../src/dialects/index.ts');
  await knex.prepare?.();
  const files = filesOf(texts);
  const [chain] = knex.detect(files);
  const [entry] = chain === undefined ? [] : knex.list(chain, files);
  if (chain === undefined || entry === undefined) throw new Error('nothing is found');
  const migration = knex.read(entry, { files, chain, dialect: await loadDialect('mysql') });
  expect(migration.up.flatMap((statement) => statement.operations)).toMatchObject([
    { kind: 'AddColumn', table: { name: 'posts' }, column: { name: 'note', nullable: false } },
    { kind: 'NoChange' },
  ]);
  expect(migration.down).toBeUndefined();
  expect(migration.transaction).toBe('none');
});
