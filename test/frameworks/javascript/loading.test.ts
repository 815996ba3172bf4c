import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { prepareJavaScript } from '../../../src/frameworks/javascript/index.ts';
import { effectsOf } from './project.ts';

/** Whether the compiler is in memory; it is loaded by `require`. */
function hasCompiler(): boolean {
  return Object.keys(createRequire(import.meta.url).cache).some((path) => /[\\/]ts-morph[\\/]/.test(path));
}

const files = {
  'a.ts': `
    import type { Tool } from 'tool';
    import { name } from './name';
    import { other } from 'other';
    export const up = (db: Tool) => db.create('t');
    export const down = (db: Tool) => db.drop(name);`,
  'name.ts': `export const name = 't';`,
};

test('the compiler is loaded when a configuration says what an import names, and no sooner', async () => {
  await prepareJavaScript();
  const named = files['a.ts'].replace("'t'", 'name');
  expect(effectsOf({ ...files, 'a.ts': named })).toEqual(['db.create(t) returned']);
  expect(hasCompiler()).toBe(false);
  const tsconfig = '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }';
  const aliased = { ...files, 'a.ts': named.replace('./name', '@/name'), 'tsconfig.json': tsconfig };
  expect(effectsOf(aliased)).toEqual(['db.create(t) returned']);
  expect(hasCompiler()).toBe(true);
});
