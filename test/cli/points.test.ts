import { describe, expect, it } from 'vitest';
import { repository } from '../history/repository.ts';
import { folderWith, run } from './running.ts';

const users = 'create table users (id bigint primary key, name text, age integer);\n';
const chain = {
  'migrations/001_users.sql': users,
  'migrations/002_names.sql':
    'alter table users rename column name to full_name;\nalter table users add column mail text;\n',
};

describe('diff', () => {
  it('says what happened between two migrations', async () => {
    const { code, out } = await run(folderWith(chain), 'diff', '001_users', '002_names');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'migrations (postgres), from 001_users to 002_names',
        '  PropertyRenamed     users.name to full_name',
        '  PropertyAdded       users.mail text NULL',
        '',
      ].join('\n'),
    );
  });

  it('takes the beginning of a name, and words for nothing and for everything', async () => {
    const folder = folderWith(chain);
    expect((await run(folder, 'diff', 'start', '001')).out).toContain('EntityAdded         users (id, name, age)');
    expect((await run(folder, 'diff', '002', 'end')).out).toContain('no table and no column has changed');
  });

  it('writes the operations as SQL', async () => {
    const { out } = await run(folderWith(chain), 'diff', '001', 'end', '--format', 'sql');
    expect(out).toBe(
      [
        '-- migrations (postgres), from 001_users to the end',
        'ALTER TABLE users RENAME COLUMN name TO full_name;',
        'ALTER TABLE users ADD COLUMN mail text;',
        '',
      ].join('\n'),
    );
  });

  it('prints JSON, with the migration that made what is new', async () => {
    const { out } = await run(folderWith(chain), 'diff', '001', 'end', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([
      {
        chain: 'migrations',
        from: '001_users',
        events: [
          { kind: 'PropertyRenamed', column: 'name', newName: 'full_name' },
          { kind: 'PropertyAdded', column: 'mail', type: 'text', nullable: true, migration: '002_names' },
        ],
      },
    ]);
  });

  it('compares two releases', async () => {
    const repo = repository();
    repo.commit({ 'migrations/001_users.sql': users });
    repo.git('tag', 'v1');
    repo.commit(chain);
    expect((await run(repo.folder, 'diff', 'v1', 'HEAD')).out).toMatch(
      /from v1 \([0-9a-f]{7}\) to HEAD \([0-9a-f]{7}\)\n {2}PropertyRenamed {5}users\.name to full_name\n/,
    );
  });

  it('compares two scripts', async () => {
    const folder = folderWith({
      'old.sql': users,
      'new.sql': 'create table users (id bigint primary key, name varchar(9));',
    });
    const { out } = await run(folder, 'diff', 'old.sql', 'new.sql', '--dialect', 'postgres');
    expect(out).toContain(
      '  PropertyDeleted     users.age\n  TypeChanged         users.name from text to character varying(9)',
    );
  });

  it('says what it does not know, and what may have been meant', async () => {
    const { code, err } = await run(folderWith(chain), 'diff', '002_name', '003');
    expect(code).toBe(2);
    expect(err).toMatch(/^mig-lint: "003" is no migration, no git ref and no SQL file here/);
    expect((await run(folderWith({}), 'diff', 'start', 'end')).err).toContain('no migrations found');
  });
});

describe('pending', () => {
  const config = JSON.stringify({
    chains: [
      { name: 'schema', framework: 'sql', dialect: 'postgres', include: ['migrations/*.sql'] },
      { name: 'data', framework: 'sql', include: ['data/*.sql'], dataFor: 'schema' },
    ],
  });

  function repositoryWithRelease(): ReturnType<typeof repository> {
    const repo = repository();
    repo.commit({ 'mig-lint.config.json': config, 'migrations/20240101000000_a.sql': users });
    repo.git('tag', 'v1');
    return repo;
  }

  it('lists what has not run since a release: the schema first, then the data', async () => {
    const repo = repositoryWithRelease();
    repo.commit({
      'migrations/20240301000000_b.sql': 'alter table users add column mail text;',
      'data/2024-02-01-0900.sql': 'select 1;',
    });
    const { code, out } = await run(repo.folder, 'pending', '--since', 'v1');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^schema \(SQL files, postgres\): 2 to run, the others have shipped on v1 \([0-9a-f]{7}\)\n {2}1\. schema {2}20240301000000_b {2}\(migrations\/20240301000000_b\.sql\)\n {2}2\. data {4}2024-02-01-0900 {2}\(data\/2024-02-01-0900\.sql\)\n$/,
    );
  });

  it('says so when nothing is left', async () => {
    const { out } = await run(repositoryWithRelease().folder, 'pending', '--since', 'v1');
    expect(out).toMatch(/nothing is pending; all has shipped on v1/);
  });

  it('prints JSON', async () => {
    const repo = repositoryWithRelease();
    repo.commit({ 'data/2024-02-01-0900.sql': 'select 1;' });
    expect(JSON.parse((await run(repo.folder, 'pending', '--since', 'v1', '--json')).out)).toMatchObject([
      {
        chain: 'schema',
        steps: [{ order: 1, kind: 'data', id: '2024-02-01-0900', date: '202402010900', again: false }],
      },
    ]);
  });

  it('does not guess what has shipped', async () => {
    const { code, err } = await run(repositoryWithRelease().folder, 'pending', '--since', 'v9');
    expect(code).toBe(2);
    expect(err).toMatch(/it is not known what has shipped .*mig-lint pending --since v1\.2\.0/);
  });
});

describe('a ledger', () => {
  it('says clearly what is missing', async () => {
    const folder = folderWith({
      ...chain,
      'mig-lint.config.json': '{ "shipped": { "ledger": "env:MIG_LINT_NO_SUCH_URL" } }',
    });
    const { code, err } = await run(folder, 'lint');
    expect(code).toBe(2);
    expect(err).toMatch(/^mig-lint: the variable MIG_LINT_NO_SUCH_URL is not set/);
    expect((await run(folder, 'lint', '--since', 'HEAD')).err).not.toContain('MIG_LINT_NO_SUCH_URL');
  });

  it('has to be named by a variable: no URL is written into the configuration', async () => {
    const folder = folderWith({
      ...chain,
      'mig-lint.config.json': '{ "shipped": { "ledger": "postgres://app:secret@db" } }',
    });
    const { code, err } = await run(folder, 'lint');
    expect(code).toBe(2);
    expect(err).toContain('env:');
  });
});
