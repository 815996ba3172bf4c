import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { folderWith } from '../cli/running.ts';

/** What a configuration leaves behind when it is run. */
const program = 'globalThis.migLintConfigWasRun = true;\nexport default { since: "program" };\n';

const load = async (files: Readonly<Record<string, string>>, file?: string): Promise<unknown> => {
  const cwd = folderWith({ '.git/HEAD': '', ...files });
  const { since } = await loadConfig({ cwd, runsCode: false, ...(file === undefined ? {} : { file }) });
  expect(globalThis).not.toHaveProperty('migLintConfigWasRun');
  return since;
};

describe('a configuration where no code is run', () => {
  it.each(['ts', 'mts', 'js', 'mjs'])('is no mig-lint.config.%s: the refusal says what to do', async (extension) => {
    const name = `mig-lint.config.${extension}`;
    await expect(load({ [name]: program })).rejects.toThrow(
      `${name} is a program, and --no-config-code runs none. Write the same as JSON into mig-lint.config.json`,
    );
    await expect(load({ [name]: program }, name)).rejects.toThrow(`${name} is a program`);
  });

  it('is the one in JSON where there are both', async () => {
    const files = { 'mig-lint.config.ts': program, 'mig-lint.config.json': '{ "since": "json" }' };
    expect(await load(files)).toBe('json');
    expect(await load({ 'mig-lint.config.js': program, 'package.json': '{ "mig-lint": { "since": "key" } }' })).toBe(
      'key',
    );
  });

  it('is not one further up, which is about something else', async () => {
    const cwd = folderWith({ '.git/HEAD': '', 'mig-lint.config.json': '{}', 'app/mig-lint.config.ts': program });
    await expect(loadConfig({ cwd: path.join(cwd, 'app'), runsCode: false })).rejects.toThrow('is a program');
  });
});

describe.skipIf(process.platform === 'win32')('a configuration that is a link (Windows needs a right for them)', () => {
  const outside = folderWith({ 'elsewhere.json': '{ "since": "elsewhere" }', 'package.json': '{ "mig-lint": {} }' });

  it('is not read out of the repository unless it is named', async () => {
    const cwd = folderWith({ '.git/HEAD': '' });
    symlinkSync(path.join(outside, 'elsewhere.json'), path.join(cwd, 'mig-lint.config.json'));
    await expect(loadConfig({ cwd })).rejects.toThrow(
      `is a link that leads out of the repository. If that is meant, name it: --config mig-lint.config.json`,
    );
    expect(await loadConfig({ cwd, file: 'mig-lint.config.json' })).toMatchObject({ since: 'elsewhere' });
  });

  it('may lead to another place in it', async () => {
    const cwd = folderWith({ '.git/HEAD': '', 'ci/mig-lint.json': '{ "since": "inside" }' });
    mkdirSync(path.join(cwd, 'app'));
    symlinkSync('../ci/mig-lint.json', path.join(cwd, 'app/mig-lint.config.json'));
    expect(await loadConfig({ cwd: path.join(cwd, 'app') })).toMatchObject({ since: 'inside' });
  });

  it('is not looked for in a package.json that lies elsewhere', async () => {
    const cwd = folderWith({ '.git/HEAD': '' });
    symlinkSync(path.join(outside, 'package.json'), path.join(cwd, 'package.json'));
    writeFileSync(path.join(cwd, 'mig-lint.config.json'), '{ "since": "own" }');
    expect(await loadConfig({ cwd })).toMatchObject({ since: 'own' });
  });
});
