import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareJavaScript } from '../../../src/frameworks/javascript/index.ts';
import type { Value } from '../../../src/frameworks/javascript/value.ts';
import { spanOf } from '../../../src/model/source-text.ts';
import { open, shown } from './project.ts';

beforeAll(prepareJavaScript);

function valueOf(expression: string, before = ''): Value {
  const value = open(`// é 😀\n${before}\nexport const last = ${expression};`).exported('last');
  if (value === undefined) throw new Error(`${expression} is not exported`);
  return value;
}

test.each([
  ['`a${1 + 2}${"b"}`', 'a3b'],
  ["'a' + 'b' + 1 + null", 'ab1null'],
  ["['x', 'y'].map((n, i) => `${n}${i}`).join(', ')", 'x0, y1'],
  ['Object.entries({ a: 1, b: 2 }).filter(([, v]) => v > 1).map(([k]) => k)', '[b]'],
  ['Object.keys({ ...{ a: 1 }, ["b" + 1]: 2 })', '[a, b1]'],
  ["'  a-b '.trim().replace('-', '_').toUpperCase()", 'A_B'],
  ["'a, b'.split(', ').reverse().concat('c')", '[b, a, c]'],
  ['String.raw`\\d+`', '\\d+'],
  ['JSON.stringify({ a: [1, true, null] })', '{"a":[1,true,null]}'],
  ['({ a: { b: 1 } } as const).a?.b satisfies number', '1'],
  ['undefined ?? (0 || "x")', 'x'],
  ['(({ a = 1, ...rest }) => [a, rest])({ b: 2 })', '[1, {b: 2}]'],
  ['new Set(["a", "a", "b"])', '[a, b]'],
  ['[1, 2, 3].reduce((sum, n) => sum + n, 0) ** 2', '36'],
  ['Array.from({ length: 2 }, (_, i) => i * 2)', '[0, 2]'],
  ['typeof "x" === "string" ? [] : {}', '[]'],
  ['10n', '10n'],
  ['new Date("2024-01-02")', '2024-01-02T00:00:00.000Z'],
])('%s is worth %s', (expression, expected) => {
  expect(shown(valueOf(expression))).toBe(expected);
});

describe('names', () => {
  test('enums know their members and number them', () => {
    expect(shown(valueOf('[Kind.B, Kind[3], Name.X]', `enum Kind { A = 2, B } enum Name { X = 'x' }`))).toBe(
      '[3, B, x]',
    );
  });

  test('local functions, default parameters and closures', () => {
    const before = `const prefix = 'p_'; function name(table, suffix = 's') { return prefix + table + suffix; }`;
    expect(shown(valueOf(`name('t')`, before))).toBe('p_ts');
  });

  test('what is assigned under a condition is not known afterwards', () => {
    const before = `function f() { let x = 'a'; if (process.env.Y) x = 'b'; return x; }`;
    expect(valueOf('f()', before)).toMatchObject({ kind: 'unknown', reason: 'it depends on process.env.Y' });
  });
});

describe('strings', () => {
  test('know where their characters are written, escapes included', () => {
    const text = `const t = 'x\\ty\\u0041';\nexport const last = \`a \${t} b\`;`;
    const value = open(text).exported('last');
    if (value?.kind !== 'string') throw new Error('no string');
    expect(value.source.text).toBe('a x\tyA b');
    const { start, end } = spanOf(value.source, value.source.text.indexOf('A'), value.source.text.indexOf('A') + 1);
    expect(text.slice(start, end)).toBe('\\u0041');
  });

  test('keep their structure around what is not known', () => {
    const value = valueOf('`create table ${process.env.PREFIX}users`');
    expect(value).toMatchObject({ kind: 'string', holes: [{ name: 'PREFIX', start: 13, end: 21 }] });
    expect(shown(value)).toBe('~create table _prefix_users');
  });

  test('of any kind are the text that JavaScript makes of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.boolean(), (text, isTemplate) => {
        const quoted = isTemplate
          ? `\`${text.replace(/[\\`$]/g, '\\$&').replace(/\r/g, '\\r')}\``
          : JSON.stringify(text);
        const value = valueOf(quoted);
        if (value.kind !== 'string') throw new Error('no string');
        expect(value.source.text).toBe(text);
        expect(value.source.pieces.reduce((sum, piece) => sum + piece.textLength, 0)).toBe(text.length);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['exports.up = 1', 'a.js'],
  ['module.exports = { up: 1 }', 'a.js'],
  ['const up = 1; export { up }', 'a.ts'],
  ['export default { up: 1 }', 'a.mjs'],
  ['export default class { static up = 1 }', 'a.ts'],
  ['export = { up: 1 }', 'a.ts'],
  [
    'Object.defineProperty(exports, "__esModule", { value: true }); exports.up = void 0; exports.up = up; var up = 1;',
    'a.cjs',
  ],
])('%s exports up', (text, file) => {
  expect(shown(open({ [file]: text }).exported('up') ?? valueOf('undefined'))).toBe('1');
});

test('a file that is no JavaScript has problems and still a module', () => {
  const { script } = open({ 'a.ts': 'export const up = (' });
  expect(script.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^This cannot be read as TypeScript: /),
  ]);
});

test('aliases of a tsconfig, and files that are read as texts', () => {
  const module = open({
    'db/a.ts': `
      import { name } from '@lib/names';
      import { readFileSync } from 'node:fs';
      import path from 'path';
      export const last = [name, readFileSync(path.join(__dirname, 'sql', 'a.sql'), 'utf8')];`,
    'db/sql/a.sql': 'select 1',
    'src/lib/names.ts': `export const name = 'n' as const;`,
    'tsconfig.json': `{ "extends": "./base.json" }`,
    'base.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }`,
  });
  const value = module.exported('last');
  expect(value === undefined ? value : shown(value)).toBe('[n, select 1]');
  expect(module.followed()).toEqual(['db/sql/a.sql', 'src/lib/names.ts']);
});
