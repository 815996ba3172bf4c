import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { loadConfig } from '../../src/config/load.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'mig-lint-config-'));
  await mkdir(path.join(root, '.git'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
}

async function messageOf(cwd = '.', file?: string): Promise<string> {
  try {
    await loadConfig({ cwd: path.join(root, cwd), ...(file === undefined ? {} : { file }) });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('loadConfig', () => {
  it.each([
    ['mig-lint.config.json', '{ "since": "2024" }'],
    ['mig-lint.config.json', '\ufeff{ "since": "2024" }'],
    ['mig-lint.config.mjs', 'export default { since: "2024" };'],
    ['mig-lint.config.js', 'module.exports = { since: "2024" };'],
    ['mig-lint.config.ts', 'const since: string = "2024";\nexport default { since };'],
    [
      'mig-lint.config.mts',
      'import { defineConfig } from "mig-lint";\nexport default defineConfig({ since: "2024" });',
    ],
    ['package.json', '{ "name": "shop", "mig-lint": { "since": "2024" } }'],
  ])('reads %s', async (name, text) => {
    await write({ [name]: text });
    const config = await loadConfig({ cwd: root });
    expect(config).toMatchObject({ root, source: path.join(root, name), since: '2024' });
  });

  it('finds the nearest file above, and takes its folder as the root', async () => {
    await write({
      'mig-lint.config.json': '{ "since": "far" }',
      'apps/mig-lint.config.json': '{ "since": "near" }',
      'apps/shop/package.json': '{ "name": "shop" }',
    });
    const config = await loadConfig({ cwd: path.join(root, 'apps/shop') });
    expect(config).toMatchObject({ root: path.join(root, 'apps'), since: 'near' });
  });

  it('does not leave the repository', async () => {
    await write({ 'mig-lint.config.json': '{ "since": "outside" }', 'inner/.git/HEAD': '' });
    const config = await loadConfig({ cwd: path.join(root, 'inner') });
    expect(config).toMatchObject({ root: path.join(root, 'inner'), source: undefined, since: undefined });
  });

  it('leaves a package.json alone that only mentions mig-lint', async () => {
    await write({ 'package.json': '{ "devDependencies": { "mig-lint": "1.0.0" } }' });
    expect(await loadConfig({ cwd: root })).toMatchObject({ root, source: undefined });
  });

  it('takes the file that it is told, of whatever name', async () => {
    await write({ 'mig-lint.config.json': '{}', 'ci/strict.json': '{ "since": "asked" }' });
    const config = await loadConfig({ cwd: root, file: 'ci/strict.json' });
    expect(config).toMatchObject({ root: path.join(root, 'ci'), since: 'asked' });
  });
});

describe('a configuration that cannot be used', () => {
  it('is not there', async () => {
    expect(await messageOf('.', 'nowhere.json')).toBe('nowhere.json does not exist');
  });

  it('is half written JSON', async () => {
    await write({ 'mig-lint.config.json': '{\n  "rules": {\n    "a": "error",\n' });
    expect(await messageOf()).toBe(
      'mig-lint.config.json:4:1 is not JSON: expected a key in double quotes, found the end of the file',
    );
  });

  it('is in a package.json that is not JSON', async () => {
    await write({ 'package.json': '{ "mig-lint": { }' });
    expect(await messageOf()).toBe('package.json:1:18 is not JSON: expected "," or "}", found the end of the file');
  });

  it('is a folder', async () => {
    await mkdir(path.join(root, 'mig-lint.config.json'));
    expect(await messageOf()).toMatch(/^mig-lint\.config\.json cannot be read: EISDIR/);
  });

  it('may be in a package.json that cannot be read', async () => {
    await mkdir(path.join(root, 'package.json'));
    expect(await messageOf()).toMatch(/^package\.json cannot be read: EISDIR/);
  });

  it('is half written TypeScript', async () => {
    await write({ 'mig-lint.config.ts': 'export default {\n  rules: {\n' });
    expect(await messageOf()).toMatch(/^mig-lint\.config\.ts cannot be run: ParseError: Unexpected token .*:3:0$/);
  });

  it('is half written JavaScript', async () => {
    await write({ 'mig-lint.config.mjs': 'export default {\n  rules: {\n' });
    expect(await messageOf()).toMatch(/^mig-lint\.config\.mjs cannot be run: [^\n]+$/);
  });

  it('throws', async () => {
    await write({ 'mig-lint.config.ts': 'throw new Error("no such \u001b[31mteam");' });
    expect(await messageOf()).toBe('mig-lint.config.ts cannot be run: no such team');
  });

  it('imports what is not there', async () => {
    await write({ 'mig-lint.config.ts': 'import preset from "acme-migrations";\nexport default preset;' });
    expect(await messageOf()).toBe("mig-lint.config.ts cannot be run: Cannot find module 'acme-migrations'");
  });

  it('exports nothing', async () => {
    await write({ 'mig-lint.config.ts': 'export const config = {};' });
    expect(await messageOf()).toBe(
      'mig-lint.config.ts has no default export: write "export default defineConfig({ ... })"',
    );
  });

  it('is of an unknown kind', async () => {
    await write({ 'mig-lint.yaml': 'rules: {}' });
    expect(await messageOf('.', 'mig-lint.yaml')).toBe(
      'mig-lint.yaml is not a configuration: expected a .ts, .mts, .js, .mjs or .json file',
    );
  });

  it('is there twice', async () => {
    await write({ 'mig-lint.config.json': '{}', 'mig-lint.config.ts': 'export default {};' });
    expect(await messageOf()).toBe(
      `mig-lint.config.ts and mig-lint.config.json in ${root} both configure mig-lint: keep one of them`,
    );
  });

  it('is named from where the command runs', async () => {
    await write({ 'mig-lint.config.json': '{ "rulez": {} }', 'apps/shop/a.sql': '' });
    expect(await messageOf('apps/shop')).toBe(
      `unknown key "rulez" in ${path.join('..', '..', 'mig-lint.config.json')}: did you mean "rules"?`,
    );
  });
});
