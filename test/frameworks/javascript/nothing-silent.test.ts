import { beforeAll, describe, expect, test } from 'vitest';
import { prepareJavaScript } from '../../../src/frameworks/javascript/index.ts';
import { effectsOf } from './project.ts';

beforeAll(prepareJavaScript);

/** How an effect can hide from who only looks at the statements of a function. */
const hidden: readonly string[] = [
  'throw await db.drop("t");',
  'void db.drop("t");',
  'for (db.drop("t");;) break;',
  'switch (await db.drop("t")) { case 1: }',
  'const { a = await db.drop("t") } = {};',
  'const o = { [await db.drop("t")]: 1 };',
  'x[await db.drop("t")] = 1;',
  'tag`${await db.drop("t")}`;',
  'class A { static { db.drop("t"); } }',
  'class A { static x = db.drop("t"); }',
  'class A { constructor() { db.drop("t"); } } new A();',
  'const o = { get x() { return db.drop("t"); } }; await o.x;',
  'const o = { async *[Symbol.asyncIterator]() { yield await db.drop("t"); } }; for await (const x of o) {}',
  'const m = new Map([["a", () => db.drop("t")]]); await m.get("a")();',
  'const o = Object.create({ f: () => db.drop("t") }); await o.f();',
  'JSON.stringify({ toJSON() { return db.drop("t"); } });',
  'other({ on: { end: () => db.drop("t") } });',
  'setTimeout(() => db.drop("t"));',
  'await eval("db.drop(1)");',
  'with (db) { drop("t"); }',
  'globalThis.kept = db;',
  'new Proxy(db, {});',
  'await other({ context: { db } });',
  'await db[process.env.METHOD]("t");',
  'await db.drop.call(db, "t");',
  'const { ...copy } = db; await copy.drop("t");',
  '// a\u2028await db.drop("t");',
  '// a\rawait db.drop("t");',
];

describe('what a script does, or may do, with the tool is an effect', () => {
  test.each(hidden)('%j', (body) => {
    expect(effectsOf(`exports.up = async function (db) {\n${body}\n};`)).not.toEqual([]);
  });
});

describe('what has nothing to do with it is none', () => {
  test.each([
    'const o = { get x() { return 1; }, f() { return 2; } }; other(o);',
    'class A { static { log("a"); } static x = 1; } new A();',
    'globalThis.kept = 1;',
    'throw new Error(text());',
    'const m = new Map([["a", () => 1]]); m.get("a")();',
  ])('%s', (body) => {
    expect(effectsOf(`exports.up = async function (db) {\n${body}\n};`)).toEqual([]);
  });
});
