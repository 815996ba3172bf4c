import { expect, test } from 'vitest';
import { relativeFile } from '../../../src/frameworks/javascript/relative-imports.ts';

test.each([
  ['./name', ['db/name.ts', 'db/name.js'], 'db/name.ts'],
  ['./name.js', ['db/name.ts', 'db/name.js'], 'db/name.ts'],
  ['./name', ['db/name.d.ts', 'db/name.js'], 'db/name.js'],
  ['../name.mjs', ['name.mjs'], 'name.mjs'],
  ['./v1.2', ['db/v1.2.cjs'], 'db/v1.2.cjs'],
  ['..', ['index.js'], 'index.js'],
  ['./tools', ['db/tools/index.ts'], 'db/tools/index.ts'],
  ['./tools', ['db/tools/index.ts', 'db/tools/package.json'], undefined],
  ['./data.json', ['db/data.json'], 'db/data.json'],
  ['tools', ['db/tools.ts'], undefined],
  ['./__proto__', [], undefined],
])('%s beside %j is %s', (specifier, paths, file) => {
  expect(relativeFile(specifier, 'db/a.ts', (path) => paths.includes(path))).toBe(file);
});
