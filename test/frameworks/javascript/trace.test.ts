import { beforeAll, expect, test } from 'vitest';
import { prepareJavaScript } from '../../../src/frameworks/javascript/index.ts';
import { effectsOf } from './project.ts';

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
