import { beforeAll, expect, test } from 'vitest';
import { prepareJavaScript } from '../../../src/frameworks/javascript/index.ts';
import { effectsOf, traceOf } from './project.ts';

beforeAll(prepareJavaScript);

test('chains are effects in the order in which they are awaited', () => {
  expect(
    effectsOf(`
      export async function up(db) {
        const later = db.schema.create('b');
        await db.schema.create('a', { n: 1 });
        await later;
      }`),
  ).toEqual(['db.schema.create(a, {n: 1})', 'db.schema.create(b)']);
});

test('a condition that only the run can tell stands around both sides', () => {
  expect(
    effectsOf(`
      exports.up = async (db) => {
        const exists = await db.has('t');
        if (!exists) { await db.create('t'); } else if (process.env.X === 'y') await db.drop('t');
      };`),
  ).toEqual(['db.has(t)', "db.create(t) if !(db.has('t'))", "db.drop(t) if db.has('t') and process.env.X === 'y'"]);
});

test('an early return is a condition for the rest', () => {
  expect(
    effectsOf(`
      module.exports = { async up(db) {
        if (await db.has('t')) return;
        await db.create('t');
      } };`),
  ).toEqual(['db.has(t)', "db.create(t) if !(db.has('t'))"]);
});

test('then, Promise.all, loops over literals', () => {
  expect(
    effectsOf(`
      exports.up = function (db) {
        return db.create('a').then(() => db.create('b')).then(function () {
          return Promise.all(['c', 'd'].map((name) => db.create(name)));
        });
      };`),
  ).toEqual(['db.create(a)', 'db.create(b)', 'db.create(c)', 'db.create(d)']);
  expect(
    effectsOf(`
      const tables = { x: 1, y: 2 } as const;
      export const up = async (db: Db): Promise<void> => {
        for (const [name, size] of Object.entries(tables)) await db.create(\`t_\${name}\`, size);
        for (let i = 0; i < 2; i++) await db.drop('n' + i);
      };`),
  ).toEqual(['db.create(t_x, 1)', 'db.create(t_y, 2)', 'db.drop(n0)', 'db.drop(n1)']);
});

test('a loop over rows is one round that stands for all', () => {
  expect(
    effectsOf(`
      export async function up(db) {
        const rows = await db('t').select('id');
        for (const row of rows) await db('t').where('id', row.id).update({ a: 1 });
        while (true) { const batch = await db.next(); if (batch.length === 0) break; await db.done(batch); }
        await db.end();
      }`),
  ).toEqual([
    'db(t).select(id)',
    'db(t).where(id, result of db(t).select(id).*.id).update({a: 1}) repeated',
    'db.next() repeated',
    'db.done(result of db.next()) if !(batch.length === 0) repeated',
    'db.end()',
  ]);
});

test('imports are followed, packages are not', () => {
  expect(
    effectsOf({
      'migrations/1.ts': `
        import { create, NAME as name } from '../lib';
        import { other } from 'elsewhere';
        export async function up(db) { await create(db, name); await other(db); }`,
      'lib/index.ts': `export * from './create'; export const NAME = 't';`,
      'lib/create.ts': `export const create = (db, name: string) => db.create(name);`,
    }),
  ).toEqual(['db.create(t)', '?? what other() does with db is not known: it comes from the package elsewhere']);
});

test('a builder in a variable is extended where the tool changes builders', () => {
  const text = `
    export function up(db) {
      const column = db.string('x');
      column.nullable();
      column.unique();
    }`;
  expect(effectsOf(text, { changesBuilders: true })).toEqual(['db.string(x).nullable().unique() statement']);
  expect(effectsOf(text)).toEqual(['db.string(x).nullable() statement', 'db.string(x).unique() statement']);
});

test('hosts are destructured and renamed', () => {
  expect(
    effectsOf(`
      export class Migration {
        async up({ schema: { create, column }, run: query }) {
          await create('t', column('id').int.primary, column('n').varchar(20));
          await query(\`select 1\`);
        }
      }
      export default new Migration();
      export const up = (db) => new Migration().up(db);`),
  ).toEqual([
    'db.schema.create(t, db.schema.column(id).int.primary, db.schema.column(n).varchar(20))',
    'db.run(select 1)',
  ]);
});

test('a class inherits from one in another file, and from the package of the tool', () => {
  expect(
    effectsOf({
      'a.ts': `
        import { Base } from './base';
        class Own extends Base { name = 'own'; }
        export const up = async () => { await new Own().up(); };`,
      'base.ts': `
        import { Migration } from 'tool';
        export abstract class Base extends Migration {
          abstract name: string;
          async up() { await this.addSql('create table ' + this.name); }
        }`,
    }),
  ).toEqual(['this.addSql(create table own)']);
});

test('what is caught, attempted and thrown', () => {
  expect(
    effectsOf(`
      exports.up = async (db) => {
        try { await db.drop('t'); } catch { await db.log('no'); }
        await db.a().catch(() => {});
      };`),
  ).toEqual(['db.drop(t) attempted', 'db.log(no) if an exception is caught', 'db.a()']);
  expect(traceOf(`exports.up = async () => { throw new Error('no way'); }`)).toMatchObject({
    throws: true,
    effects: [],
  });
});

test('the branches of a switch and of a choice keep their conditions', () => {
  expect(
    effectsOf(`
      exports.up = async (db) => {
        switch (process.env.KIND) { case 'a': await db.a(); break; default: await db.b(); }
        return process.env.FLAG ? db.c() : db.d();
      };`),
  ).toEqual([
    "db.a() if process.env.KIND === 'a'",
    'db.b() if process.env.KIND is none of the cases',
    'db.c() returned if process.env.FLAG',
    'db.d() returned if !(process.env.FLAG)',
  ]);
});

test('recursion, endless loops and circular imports end', () => {
  expect(effectsOf(`exports.up = async (db) => { for (;;) await db.next(); };`)).toEqual(['db.next() repeated']);
  expect(
    effectsOf(`
      async function all(db) { const rows = await db.rows(); if (rows.length) await all(db); }
      exports.up = all;`),
  ).toEqual(['db.rows()']);
  expect(
    effectsOf({
      'a.js': `const { b } = require('./b'); exports.a = 'a'; exports.up = (db) => db.run(b);`,
      'b.js': `const { a } = require('./a'); exports.b = a + 'b';`,
    }),
  ).toEqual(['db.run(ab) returned']);
});

test('too much to evaluate is said once, with its place', () => {
  const effects = effectsOf(`exports.up = (db) => { let n = 0; while (n < 1e9) n += 1; db.done(); };`);
  expect(effects).toEqual([expect.stringMatching(/^\?\? there is too much to evaluate here/)]);
});
