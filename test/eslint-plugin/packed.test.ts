import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import pluginManifest from '../../eslint-plugin/package.json' with { type: 'json' };
import { folderWith } from '../cli/running.ts';

// Both packages as npm would install them, in a project that has nothing else of this repository: beside them lie only
// ESLint, a parser for TypeScript, and what the packages themselves declare that they depend on.

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The Node on which ESLint runs, where it is to be another than ours. */
const node = path.resolve(root, process.env['MIG_LINT_NODE'] ?? process.execPath);
const packed = mkdtempSync(path.join(tmpdir(), 'mig-lint-packed-'));
const projects: string[] = [];

beforeAll(() => {
  const pack = 'npm pack --workspaces --include-workspace-root --ignore-scripts --pack-destination';
  execFileSync(`${pack} "${packed}"`, { cwd: root, shell: true, stdio: 'pipe' });
  for (const archive of readdirSync(packed)) {
    const folder = path.join(packed, archive.startsWith('eslint-plugin') ? pluginManifest.name : manifest.name);
    mkdirSync(folder);
    execFileSync('tar', ['-xzf', archive, '-C', path.basename(folder), '--strip-components=1'], { cwd: packed });
  }
}, 60_000);

afterAll(() => {
  for (const folder of [packed, ...projects]) rmSync(folder, { recursive: true });
});

const esm = {
  'package.json': '{ "type": "module" }',
  'eslint.config.js': [
    "import { defineConfig } from 'eslint/config';",
    "import migLint from 'eslint-plugin-mig-lint';",
    "import tseslint from 'typescript-eslint';",
    'const typescript = { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } };',
    "const quiet = { rules: { 'mig-lint/require-lock-timeout': 'off' } };",
    'export default defineConfig(typescript, migLint.configs.recommended, quiet);',
  ].join('\n'),
};

const commonJs = {
  'package.json': '{ "type": "commonjs" }',
  'eslint.config.js': [
    "const { defineConfig } = require('eslint/config');",
    "const migLint = require('eslint-plugin-mig-lint');",
    "const tseslint = require('typescript-eslint');",
    'const typescript = { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } };',
    "const quiet = { rules: { 'mig-lint/require-lock-timeout': 'off' } };",
    'module.exports = defineConfig(typescript, migLint.configs.recommended, quiet);',
  ].join('\n'),
};

const migrations = {
  'sql/001_users.sql': 'create table users (id int primary key, email text);\n',
  'sql/002_email.sql': 'create index users_email on users (email);\nalter table users drop column email;\n',
  'knex/20240101000000_title.ts': [
    "import type { Knex } from 'knex';",
    'export async function up(knex: Knex): Promise<void> {',
    "  await knex.schema.alterTable('posts', (table) => { table.dropColumn('title'); });",
    '}\n',
  ].join('\n'),
  'Shop/Migrations/20240101000000_Note.cs': [
    'public partial class Note : Migration',
    '{',
    '    protected override void Up(MigrationBuilder migrationBuilder)',
    '    {',
    '        migrationBuilder.DropColumn(name: "Note", table: "Orders");',
    '    }',
    '}\n',
  ].join('\n'),
};

const unfixable = [
  'Shop/Migrations/20240101000000_Note.cs:5 mig-lint/no-drop-column',
  'knex/20240101000000_title.ts:3 mig-lint/no-drop-column',
  'sql/002_email.sql:2 mig-lint/no-drop-column',
];
const blockingIndex = 'sql/002_email.sql:1 mig-lint/no-blocking-index';
const all = [...unfixable, blockingIndex].sort();

/** A project in which the packages are installed, with a configuration of ESLint. */
function projectWith(config: Readonly<Record<string, string>>, eslint = 'eslint'): string {
  const project = folderWith({ ...config, ...migrations });
  projects.push(project);
  for (const name of [manifest.name, pluginManifest.name]) {
    cpSync(path.join(packed, name), path.join(project, 'node_modules', name), { recursive: true });
  }
  link(project, eslint, 'eslint');
  const declared = Object.keys({ ...manifest.dependencies, ...pluginManifest.dependencies });
  for (const name of ['typescript-eslint', ...declared]) link(project, name, name);
  return project;
}

function link(project: string, installed: string, name: string): void {
  const place = path.join(project, 'node_modules', name);
  mkdirSync(path.dirname(place), { recursive: true });
  symlinkSync(path.join(root, 'node_modules', installed), place, 'junction');
}

const resultsSchema = v.array(
  v.object({
    filePath: v.string(),
    messages: v.array(v.object({ ruleId: v.nullable(v.string()), line: v.number() })),
  }),
);

/** What `eslint .` shows in a project: place and rule, sorted. */
function lint(project: string, ...options: readonly string[]): readonly string[] {
  const bin = path.join(project, 'node_modules/eslint/bin/eslint.js');
  const { stdout, stderr } = spawnSync(node, [bin, '.', '--format', 'json', ...options], {
    cwd: project,
    encoding: 'utf8',
  });
  if (!stdout.startsWith('[')) throw new Error(stderr);
  return v
    .parse(resultsSchema, JSON.parse(stdout))
    .flatMap(({ filePath, messages }) => {
      const file = path.relative(project, filePath).split(path.sep).join('/');
      return messages.map(({ ruleId, line }) => `${file}:${String(line)} ${String(ruleId)}`);
    })
    .sort();
}

it('a project of ES modules sees SQL, TypeScript and C#, from the cache too, and --fix mends what can be mended', () => {
  const project = projectWith(esm);
  expect(lint(project, '--cache')).toEqual(all);
  expect(lint(project, '--cache')).toEqual(all);
  expect(lint(project, '--fix')).toEqual(unfixable);
  expect(readFileSync(path.join(project, 'sql/002_email.sql'), 'utf8')).toMatch(/^create index concurrently/i);
  expect(lint(project)).toEqual(unfixable);
}, 60_000);

it('ESLint 9 shows the same', () => {
  const project = projectWith(esm, 'eslint-9');
  expect(readFileSync(path.join(project, 'node_modules/eslint/package.json'), 'utf8')).toContain('"version": "9.');
  expect(lint(project)).toEqual(all);
}, 60_000);

it('a project in CommonJS sees the same, also in two threads', () => {
  expect(lint(projectWith(commonJs), '--concurrency', '2')).toEqual(all);
}, 60_000);

it('what is suppressed in bulk is quiet from then on', () => {
  const project = projectWith(esm);
  expect(lint(project, '--suppress-all')).toEqual([]);
  expect(lint(project)).toEqual([]);
}, 60_000);

it.skipIf(process.platform === 'win32')(
  'an editor survives a broken pipe (Windows has no SIGPIPE)',
  () => {
    const host = [
      "import { ESLint } from 'eslint';",
      'const stopped = () => {};',
      "process.on('SIGPIPE', stopped).off('SIGPIPE', stopped);",
      "await new ESLint().lintFiles(['sql']);",
      "process.kill(process.pid, 'SIGPIPE');",
      'setTimeout(() => process.exit(7), 100);',
    ].join('\n');
    const project = projectWith({ ...esm, 'host.js': host });
    expect(spawnSync(node, ['host.js'], { cwd: project })).toMatchObject({ status: 7, signal: null });
  },
  60_000,
);
