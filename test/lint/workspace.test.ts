import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { Workspace } from '../../src/lint/workspace.ts';
import { openWorkspace } from '../../src/lint/workspace.ts';
import { rules } from '../../src/rules/index.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A project on the disk, looked at anew for every question. */
function projectWith(texts: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), 'mig-lint-workspace-'));
  folders.push(root);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(texts)) write(file, text);
  const config = resolveConfig(
    { rules: { 'require-lock-timeout': 'off', 'require-primary-key': 'off' } },
    { root, rules },
  );
  const workspace = openWorkspace(config, { freshFor: -1 });
  const found = async (file: string, text: string, alone?: Parameters<Workspace['lint']>[0]['alone']) => {
    const open = { file: path.join(root, file), text, ...(alone === undefined ? {} : { alone }) };
    const { diagnostics } = await workspace.lint(open, config.rules);
    return diagnostics.map(({ rule }) => rule);
  };
  return { root, write, found, workspace };
}

const users = { 'migrations/001_users.sql': 'create table users (id int primary key, name text);' };
const dropName = 'alter table users drop column name;';
const dropTable = 'drop table users;';

describe('a workspace', () => {
  it('judges the text that the editor holds, not the one on the disk', async () => {
    const { found } = projectWith({ ...users, 'migrations/002_drop.sql': dropName });
    expect(await found('migrations/002_drop.sql', dropName)).toEqual(['no-drop-column']);
    expect(await found('migrations/002_drop.sql', dropTable)).toEqual(['no-drop-table']);
    expect(await found('migrations/002_drop.sql', '')).toEqual([]);
  });

  it('forgets the text of an editor when another file is asked for', async () => {
    const { found } = projectWith({ ...users, 'migrations/002_drop.sql': dropName });
    await found('migrations/001_users.sql', 'create table users (id int primary key);');
    expect(await found('migrations/002_drop.sql', dropName)).toEqual(['no-drop-column']);
  });

  it('notices files that are added, changed and removed on the disk', async () => {
    const { found, root, write } = projectWith(users);
    expect(await found('migrations/002_drop.sql', dropTable)).toEqual(['no-drop-table']);
    write('migrations/002_drop.sql', 'create table users (id int);');
    expect(await found('migrations/003_drop.sql', dropName)).toEqual(['no-drop-column']);
    write('migrations/002_drop.sql', dropTable);
    write('migrations/003_more.sql', 'create table more (id int);');
    expect(await found('migrations/003_more.sql', 'create table more (id int);')).toEqual([]);
    rmSync(path.join(root, 'migrations/002_drop.sql'));
    expect(await found('migrations/003_more.sql', dropTable)).toEqual(['no-drop-table']);
  });

  it('finds an edit of a shipped migration before it is saved', async () => {
    const { found, root } = projectWith(users);
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args]);
    };
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    expect(await found('migrations/001_users.sql', users['migrations/001_users.sql'])).toEqual([]);
    expect(await found('migrations/001_users.sql', 'create table users (id bigint primary key);')).toEqual([
      'no-shipped-edits',
    ]);
  });

  it('leaves a file alone that belongs to no migration', async () => {
    const { found } = projectWith({ ...users, 'reports/users.sql': 'drop table users;' });
    expect(await found('reports/users.sql', dropTable)).toEqual([]);
  });

  it('reads a file by itself on request', async () => {
    const { found } = projectWith({ ...users, 'reports/users.sql': 'drop table users;' });
    expect(await found('reports/users.sql', dropTable, { dialect: 'postgres' })).toEqual(['no-drop-table']);
  });

  it('tells what a file says: its chain, statements and comments', async () => {
    const { workspace, root } = projectWith(users);
    const text = '-- people\ncreate table users (id int);';
    const reading = await workspace.read({ file: path.join(root, 'migrations/001_users.sql'), text });
    expect(reading.chain).toEqual({ name: 'migrations', framework: 'sql', dialect: 'postgres' });
    expect(reading.statements.flatMap(({ operations }) => operations.map(({ kind }) => kind))).toEqual(['CreateTable']);
    expect(reading.comments.map((comment) => comment.text)).toEqual(['-- people']);
  });
});
