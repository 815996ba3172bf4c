import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, run } from './running.ts';

const chain = {
  'migrations/001_users.sql': 'create table users (id bigint primary key, name text);\n',
  'migrations/002_email.sql': 'alter table users add column email text;\ncreate index users_email on users (email);\n',
};

describe('operations', () => {
  it('prints what was understood of each statement', async () => {
    const { code, out } = await run(folderWith(chain), 'operations', 'migrations/002_email.sql');
    expect(code).toBe(0);
    expect(out).toContain('002_email  (migrations/002_email.sql, postgres, none)');
    expect(out).toMatch(/up {7}1 {2}AddColumn users column=\{email type=text nullable\}/);
    expect(out).toMatch(/up {7}2 {2}CreateIndex users/);
  });

  it('says of the statements that rebuild a table what they come to', async () => {
    const folder = folderWith({
      'migrations/sqlite/001.sql': 'CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, phone TEXT);\n',
      'migrations/sqlite/002.sql': [
        'CREATE TABLE new_users (id INTEGER PRIMARY KEY, email TEXT);',
        'INSERT INTO new_users SELECT id, mail FROM users;',
        'DROP TABLE users;',
        'ALTER TABLE new_users RENAME TO users;',
      ].join('\n'),
    });
    const { out } = await run(folder, 'operations');
    expect(out).toContain(
      [
        '  up   rebuild of users in lines 1, 2, 3, 4:',
        '              RenameColumn users column=mail newName=email',
        '              DropColumn users column=phone',
      ].join('\n'),
    );
    const json = await run(folder, 'operations', '--json');
    expect(JSON.parse(json.out)).toMatchObject([
      { rebuilds: [] },
      { rebuilds: [{ table: { name: 'users' }, changes: [{ kind: 'RenameColumn' }, { kind: 'DropColumn' }] }] },
    ]);
  });

  it('notes what does not fit the schema', async () => {
    const { out } = await run(folderWith({ ...chain, 'migrations/003.sql': 'drop table nothing;' }), 'operations');
    expect(out).toContain('note: 003: table nothing is not there to be dropped');
  });

  it('prints JSON with spans', async () => {
    const { out } = await run(folderWith(chain), 'operations', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { id: '001_users' },
      { id: '002_email', up: [{ operations: [{ kind: 'AddColumn' }] }, {}] },
    ]);
  });
});

describe('schema', () => {
  it('prints the SQL that makes it', async () => {
    const { out } = await run(folderWith(chain), 'schema');
    expect(out).toBe(
      [
        '-- migrations (postgres)',
        'CREATE TABLE users (id bigint NOT NULL, name text, email text, CONSTRAINT users_pkey PRIMARY KEY (id));',
        'CREATE INDEX users_email ON users (email);',
        '',
      ].join('\n'),
    );
  });

  it('stops after a migration', async () => {
    const { out } = await run(folderWith(chain), 'schema', '--at', '001_users', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { chain: 'migrations', tables: [{ columns: [{ name: 'id' }, { name: 'name' }], indexes: [] }] },
    ]);
  });

  it('says so when there is no such migration', async () => {
    expect(await run(folderWith(chain), 'schema', '--at', '009')).toMatchObject({
      code: 2,
      err: 'mig-lint: no chain has a migration "009"\n',
    });
  });
});

describe('ship', () => {
  const config = { 'mig-lint.config.json': '{ "shipped": { "manifest": "mig-lint.lock.json" } }' };

  it('records what has shipped; an edit after that is found, a comment is not', async () => {
    const folder = folderWith({ ...chain, ...config });
    const shipped = await run(folder, 'ship');
    expect(shipped.out).toContain('migrations: 2 migrations recorded as shipped (0 before)');
    expect((await run(folder)).code).toBe(0);

    const file = path.join(folder, 'migrations/002_email.sql');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `-- a comment\n${text}`);
    expect((await run(folder)).code).toBe(0);

    writeFileSync(file, text.replace('email text', 'email varchar(50)'));
    const { code, out } = await run(folder);
    expect(code).toBe(1);
    expect(out).toContain('002_email was changed after it shipped according to mig-lint.lock.json');
  });

  it('refuses a manifest that is half written', async () => {
    const folder = folderWith({ ...chain, ...config, 'mig-lint.lock.json': '{ "chains": ' });
    const { code, err } = await run(folder);
    expect(code).toBe(2);
    expect(err).toContain('mig-lint.lock.json is not valid JSON, perhaps half written');
  });
});

describe('rules', () => {
  it('lists every rule', async () => {
    const { out } = await run(folderWith({}), 'rules');
    expect(out).toContain('rename-not-drop');
    expect(out).toContain('no-blocking-index');
  });

  it("shows a rule's page", async () => {
    const { out } = await run(folderWith({}), 'rule', 'rename-not-drop');
    expect(out).toContain('Dropping a column and adding its twin is a rename that loses the data');
  });

  it('names the nearest rule for a typo', async () => {
    const { code, err } = await run(folderWith({}), 'rule', 'rename-not-drp');
    expect(code).toBe(2);
    expect(err).toContain('did you mean "rename-not-drop"?');
  });
});
