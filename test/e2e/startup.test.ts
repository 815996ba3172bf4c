import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { folderWith } from '../cli/running.ts';

const bin = path.join(import.meta.dirname, '../../dist/bin.cjs');

/** Runs the built command and gives the modules that it loaded, whichever way: names or addresses. */
function modulesOf(cwd: string, ...args: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-modules-'));
  const log = path.join(folder, 'modules.txt');
  const hooks = `
    import { appendFileSync } from 'node:fs';
    export async function load(url, context, next) {
      appendFileSync(${JSON.stringify(log)}, url + '\\n');
      return next(url, context);
    }`;
  writeFileSync(path.join(folder, 'hooks.mjs'), hooks);
  const register = `
    import { appendFileSync } from 'node:fs';
    import Module, { register } from 'node:module';
    const load = Module._load;
    Module._load = (name, ...rest) => {
      appendFileSync(${JSON.stringify(log)}, name + '\\n');
      return load(name, ...rest);
    };
    register(${JSON.stringify(pathToFileURL(path.join(folder, 'hooks.mjs')).href)});`;
  writeFileSync(path.join(folder, 'register.mjs'), register);
  const env = { ...process.env, XDG_CACHE_HOME: folder };
  execFileSync(process.execPath, ['--import', path.join(folder, 'register.mjs'), bin, ...args], { cwd, env });
  return readFileSync(log, 'utf8').trim().split('\n');
}

const heavy = /web-tree-sitter|libpg-query|jiti|command-\w+\.cjs/;

it('--version loads nothing of the house', () => {
  const modules = modulesOf(folderWith({}), '--version');
  expect(modules.filter((url) => heavy.test(url))).toEqual([]);
  expect(modules.some((url) => url.endsWith('dist/bin.cjs'))).toBe(true);
});

it('a run over SQL loads no parser of C#, of JavaScript or of TypeScript', () => {
  const folder = folderWith({ 'migrations/001_a.sql': 'create table a (id serial primary key);\n' });
  const modules = modulesOf(folder);
  expect(modules.filter((url) => /web-tree-sitter|jiti|csharp|oxc-parser/.test(url))).toEqual([]);
  expect(modules.some((url) => url.includes('libpg-query'))).toBe(true);
});

it('a run over MySQL does not load the parser of PostgreSQL', () => {
  const folder = folderWith({
    'mysql/migrations/001_a.sql': 'create table `a` (id int auto_increment primary key) engine=InnoDB;\n',
  });
  expect(modulesOf(folder).filter((url) => url.includes('libpg-query'))).toEqual([]);
});

it('nothing is said on standard error by what runs, whether it was compiled before or not', () => {
  const folder = folderWith({
    'knexfile.js': "module.exports = { client: 'pg' };\n",
    'migrations/20240101000000_a.js':
      "exports.up = (knex) => knex.schema.createTable('a', (table) => { table.increments(); });\nexports.down = (knex) => knex.schema.dropTable('a');\n",
    'mig-lint.config.mjs': 'export default {};\n',
  });
  const env = { ...process.env, XDG_CACHE_HOME: folder };
  for (let run = 0; run < 2; run += 1) {
    const { status, stderr } = spawnSync(process.execPath, [bin], { cwd: folder, env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
});
