import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../cli/running.ts';

const bin = path.join(import.meta.dirname, '../../dist/bin.cjs');

/** The report as JSON, without how long it took. */
function report(cwd: string, ...args: readonly string[]): string {
  const env = { ...process.env, XDG_CACHE_HOME: mkdtempSync(path.join(tmpdir(), 'mig-lint-')) };
  const { stdout, stderr } = spawnSync(process.execPath, [bin, '--format', 'json', ...args], {
    cwd,
    env,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.replace(/"durationMs": \d+/, '');
}

/** Enough migrations for threads where there is more than one processor; without a cache there are none. */
const many = Array.from({ length: 150 }, (_, at) => at);

it('finds in many SQL files what one thread finds', () => {
  const folder = folderWith(
    Object.fromEntries(
      many.map((at) => [
        `migrations/${String(at).padStart(3, '0')}_t.sql`,
        at % 3 === 0
          ? `create table t${String(at)} (id int primary key);\n`
          : `alter table t${String(at - (at % 3))} add c${String(at)} int not null;\n`,
      ]),
    ),
  );
  expect(report(folder)).toEqual(report(folder, '--no-cache'));
});

it('finds in many scripts that share a module what one thread finds', () => {
  const folder = folderWith({
    'knexfile.js': "module.exports = { client: 'pg' };\n",
    'flags.js':
      "exports.addFlag = (knex, name) => knex.schema.table('t0', (table) => table.boolean(name).notNullable());\n",
    ...Object.fromEntries(
      many.map((at) => [
        `migrations/20240101000${String(at).padStart(3, '0')}_t.js`,
        at === 0
          ? "exports.up = (knex) => knex.schema.createTable('t0', (table) => { table.increments(); });\n"
          : `const { addFlag } = require('../flags');\nexports.up = (knex) => addFlag(knex, 'is_${String(at)}');\n`,
      ]),
    ),
  });
  expect(report(folder)).toEqual(report(folder, '--no-cache'));
});
