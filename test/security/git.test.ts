import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/running.ts';
import { repository, temporaryFolder, type Repository } from '../history/repository.ts';

const config = '{ "shipped": { "branch": "main" } }';
const first = { 'sql/001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY);\n' };
const second = { 'sql/002_gone.sql': 'DROP TABLE users;\n' };

/** A command that git could run, and the file that tells that it did. */
function trap(): { readonly command: string; readonly wasRun: () => boolean } {
  const mark = path.join(temporaryFolder(), 'was-run');
  return { command: `touch ${mark}; false`, wasRun: () => existsSync(mark) };
}

function withMigrations(): Repository {
  const made = repository();
  made.commit({ 'mig-lint.config.json': config, '.gitattributes': '*.sql diff=trap\n', ...first });
  made.git('switch', '--quiet', '--create', 'change');
  made.commit(second);
  made.write({ 'sql/001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n' });
  return made;
}

describe.skipIf(process.platform === 'win32')('git, asked about a repository (the commands are of sh)', () => {
  it.each([
    ['core.fsmonitor'],
    ['diff.external'],
    ['diff.trap.command'],
    ['diff.trap.textconv'],
    ['core.pager'],
    ['alias.ls-files'],
    ['core.sshCommand'],
  ])('runs nothing that its configuration names as %s', async (key) => {
    const made = withMigrations();
    const { command, wasRun } = trap();
    made.git('config', key, key.startsWith('alias') ? `!${command}` : command);
    for (const args of [
      ['--format', 'compact'],
      ['--staged', '--format', 'compact'],
      ['diff', 'main', 'HEAD'],
    ]) {
      const { err } = await run(made.folder, ...args);
      expect(err).not.toContain('internal failure');
    }
    expect(wasRun()).toBe(false);
  });

  it('runs no hook', async () => {
    const made = withMigrations();
    const { command, wasRun } = trap();
    made.write(
      Object.fromEntries(
        ['post-index-change', 'fsmonitor-watchman'].map((hook) => [`hooks/${hook}`, `#!/bin/sh\n${command}\n`]),
      ),
    );
    made.git('config', 'core.hooksPath', path.join(made.folder, 'hooks'));
    made.git('update-index', '--chmod=+x', '--add', 'hooks/post-index-change');
    await run(made.folder, '--format', 'compact');
    expect(wasRun()).toBe(false);
  });

  it('takes no folder for a repository that a pull request has laid out as one', async () => {
    const { folder } = withMigrations();
    const { command, wasRun } = trap();
    const evil = path.join(folder, 'evil');
    mkdirSync(evil);
    const inner = repository(evil);
    inner.commit({ 'mig-lint.config.json': config, ...first });
    inner.git('switch', '--quiet', '--create', 'change');
    // Git would clean the file to see whether it has changed.
    inner.write({ ...second, '.gitattributes': '*.sql filter=trap\n', 'sql/001_users.sql': 'SELECT 1;\n' });
    inner.git('config', 'filter.trap.clean', command);
    inner.git('config', 'core.worktree', '.');
    for (const name of readdirSync(path.join(evil, '.git'))) {
      renameSync(path.join(evil, '.git', name), path.join(evil, name));
    }
    rmdirSync(path.join(evil, '.git'));
    const { out, err } = await run(evil, '--format', 'compact');
    expect(out + err).toContain('drop');
    expect(wasRun()).toBe(false);
  });

  it.each(['--output=stolen', '-h', '--upload-pack=touch stolen', 'a\nb', '..\0'])(
    'takes the name %j for no option',
    async (name) => {
      const made = withMigrations();
      for (const shipped of [{ branch: name }, { tags: name }]) {
        made.write({ 'mig-lint.config.json': JSON.stringify({ shipped }) });
        const { out } = await run(made.folder, '--format', 'pretty');
        expect(out).toMatch(/cannot be the name of a|cannot be/);
      }
      const { code } = await run(made.folder, `--since=${name}`, '--format', 'compact');
      expect(code).not.toBe(0);
      expect(existsSync(path.join(made.folder, 'stolen'))).toBe(false);
    },
  );
});
