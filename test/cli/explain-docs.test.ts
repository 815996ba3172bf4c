import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { printStats } from '../../src/stats/file.ts';
import { folderWith, run, runIn } from './running.ts';

const page = readFileSync(new URL('../../docs/explain.md', import.meta.url), 'utf8');

const sized = [
  { name: { schema: 'public', name: 'countries' }, rows: 250 },
  { name: { schema: 'public', name: 'orders' }, rows: 41_000_000 },
];

function migration(...lines: readonly string[]): string {
  return `exports.up = async (knex) => {\n${lines.map((line) => `  ${line}\n`).join('')}};\nexports.down = () => {};\n`;
}

describe('docs/explain.md', () => {
  it('shows what is printed', async () => {
    const folder = folderWith({
      'knexfile.js': "module.exports = { client: 'pg', migrations: { directory: './migrations' } };\n",
      'mig-lint.config.json': '{ "shipped": { "manifest": "mig-lint.lock.json" }, "stats": "mig-lint-stats.json" }',
      'mig-lint-stats.json': printStats({ dialect: 'postgres', takenAt: '2026-01-31T06:00:00Z', tables: sized }),
      'migrations/20260101_base.js': migration(
        "await knex.raw('CREATE TABLE users (id bigint PRIMARY KEY)');",
        "await knex.raw('CREATE TABLE orders (id bigint PRIMARY KEY, total int)');",
        "await knex.raw('CREATE TABLE countries (code text PRIMARY KEY, name text)');",
      ),
    });
    await run(folder, 'ship');
    const pending = {
      '20260301_age.js': migration("await knex.raw('ALTER TABLE users ADD COLUMN age integer');"),
      '20260302_totals.js': migration(
        "await knex.raw('ALTER TABLE orders ALTER COLUMN total TYPE bigint');",
        "await knex.raw('CREATE INDEX countries_name_index ON countries (name)');",
      ),
    };
    for (const [name, text] of Object.entries(pending)) writeFileSync(path.join(folder, 'migrations', name), text);
    const { out } = await runIn({ cwd: folder, width: 108 }, 'explain');
    // The sizes grow old while the page does not.
    const printed = out.replace(/\nnote: the sizes in [^]*?anew\n/, '\n');
    const [, shown] = /```text\n\$ mig-lint explain\n([^]*?)```/.exec(page) ?? [];
    expect(printed).toBe(shown);
  });
});
