import { describe, expect, it } from 'vitest';
import { releasedByNames, releasedByTags } from '../../src/history/releases.ts';
import { numbersOf } from '../../src/history/versions.ts';
import { repository, temporaryFolder } from './repository.ts';

const entry = (file: string): { readonly id: string; readonly file: string } => ({
  id: file.slice(file.lastIndexOf('/') + 1).replace(/\.sql$/, ''),
  file,
});

describe('releases by tags', () => {
  it('say which release first held a migration, and which majors there were', async () => {
    const repo = repository();
    repo.commit({ 'db/001_users.sql': 'a' });
    repo.git('tag', 'v1.9.0');
    repo.commit({ 'db/002_names.sql': 'b' });
    repo.git('tag', 'v1.10.0-rc1');
    repo.git('tag', 'v1.10.0');
    repo.commit({ 'readme.md': 'c' });
    repo.git('tag', '-a', 'v2.0.0', '-m', 'two');
    const migrations = ['db/001_users.sql', 'db/002_names.sql', 'db/003_new.sql'].map(entry);

    const { history, limits } = await releasedByTags({
      root: repo.folder,
      tags: 'v*',
      major: 1,
      migrations,
      earlier: [],
    });

    expect(limits).toEqual([]);
    expect(history?.majors).toEqual(['1', '2']);
    expect(history?.first).toBe('v1.9.0');
    expect([...(history?.shippedIn ?? [])]).toEqual([
      ['001_users', { name: 'v1.9.0', major: 0 }],
      ['002_names', { name: 'v1.10.0', major: 0 }],
    ]);
  });

  it('find a migration in the folder where it lay before', async () => {
    const repo = repository();
    repo.commit({ 'db/scripts/001.sql': 'a', 'db/later/002.sql': 'b' });
    repo.git('tag', 'v1.0');
    repo.remove('db/later/002.sql');
    repo.commit({ 'db/scripts/002.sql': 'b' });
    const migrations = ['db/scripts/001.sql', 'db/scripts/002.sql'].map(entry);
    const request = { root: repo.folder, tags: 'v*', major: 1, migrations };

    const moved = await releasedByTags({ ...request, earlier: ['db/later'] });
    const unknown = await releasedByTags({ ...request, earlier: [] });

    expect(moved.history?.shippedIn.get('002')).toEqual({ name: 'v1.0', major: 0 });
    expect(unknown.history?.shippedIn.has('002')).toBe(false);
  });

  it('know a migration by its folder, where each has one', async () => {
    const repo = repository();
    repo.commit({ 'prisma/migrations/1_init/migration.sql': 'a' });
    repo.git('tag', 'v1.0');
    repo.commit({ 'prisma/migrations/2_more/migration.sql': 'b' });
    const migrations = ['1_init', '2_more'].map((id) => ({ id, file: `prisma/migrations/${id}/migration.sql` }));

    const { history } = await releasedByTags({ root: repo.folder, tags: 'v*', major: 1, migrations, earlier: [] });

    expect([...(history?.shippedIn.keys() ?? [])]).toEqual(['1_init']);
  });

  it('count years and months as major releases when two numbers name one', async () => {
    const repo = repository();
    repo.commit({ 'db/001.sql': 'a' });
    for (const tag of ['v2024.1.0', 'v2024.1.1', 'v2024.2.0']) repo.git('tag', tag);
    const migrations = [entry('db/001.sql')];

    const { history } = await releasedByTags({ root: repo.folder, tags: 'v*', major: 2, migrations, earlier: [] });

    expect(history?.majors).toEqual(['2024.1', '2024.2']);
  });

  it('say what stands in the way', async () => {
    const repo = repository();
    repo.commit({ 'db/001.sql': 'a' });
    const request = { tags: 'v*', major: 1, migrations: [], earlier: [] };

    expect((await releasedByTags({ ...request, root: repo.folder })).limits).toEqual([
      'no tag matches v*: which release brought what is not known',
    ]);
    expect((await releasedByTags({ ...request, root: temporaryFolder() })).limits).toEqual([
      'this folder is not in a git repository: releases are not known',
    ]);
    expect((await releasedByTags({ ...request, root: repo.folder, tags: '--all' })).limits).toEqual([
      '"--all" cannot be the name of a tag: releases are not known',
    ]);
  });
});

describe('releases by names', () => {
  it('are the versions at the beginning, behind a time stamp too, or those of the folders', () => {
    const history = releasedByNames(
      [
        { id: '1.9.0-Init', file: 'm/1.9.0-Init.cs' },
        { id: '20240917000000_1.10.0-Names', file: 'm/x.cs' },
        { id: '001_users', file: 'm/v2.0/001_users.sql' },
        { id: '002_orders', file: 'm/002_orders.sql' },
      ],
      1,
    );
    expect(history?.majors).toEqual(['1', '2']);
    expect([...(history?.shippedIn ?? [])].map(([id, { name }]) => `${id} ${name}`)).toEqual([
      '1.9.0-Init 1.9.0',
      '20240917000000_1.10.0-Names 1.10.0',
      '001_users 2.0',
    ]);
  });

  it('are none where no name has a version', () => {
    expect(releasedByNames([{ id: '20240917000000_Init', file: 'm/20240917000000_Init.cs' }], 1)).toBeUndefined();
  });
});

describe('the numbers of a version', () => {
  it.each([
    ['v2024.2.1', [2024, 2, 1]],
    ['release-3', [3]],
    ['v2.0-rc1', undefined],
    ['v1.0.0-beta.2', undefined],
    ['nightly', undefined],
  ])('%s', (name, numbers) => {
    expect(numbersOf(name)).toEqual(numbers);
  });
});
