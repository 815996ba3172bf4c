import { describe, expect, it } from 'vitest';
import { prisma } from '../../../src/frameworks/prisma/index.ts';
import { idsOf, inMemory, readProject } from '../reading.ts';

const migration = 'prisma/migrations/20240105090000_init/migration.sql';
const lock = 'prisma/migrations/migration_lock.toml';
const table = 'CREATE TABLE t (id int);';

describe('a folder is a chain of Prisma', () => {
  it.each([
    ['postgresql', 'postgres', 'per-file-implicit'],
    ['cockroachdb', 'postgres', 'per-file-implicit'],
    ['mysql', 'mysql', 'none'],
    ['sqlite', 'sqlite', 'none'],
    ['sqlserver', 'sqlserver', 'none'],
  ])('whose lock file says %s', async (provider, dialect, transaction) => {
    const { chain, migrations } = await readProject(prisma, {
      [migration]: table,
      [lock]: `provider = "${provider}"\n`,
    });
    expect(chain).toMatchObject({ folder: 'prisma/migrations', dialect });
    expect(chain.evidence).toEqual(['1 folder with migration.sql', `${lock} says provider = "${provider}"`]);
    expect(migrations).toMatchObject([{ id: '20240105090000_init', transaction }]);
  });

  it('without a lock file, by the model beside it', async () => {
    const model = 'datasource db {\n  url = env("X")\n  provider = "mysql"\n}';
    const { chain } = await readProject(prisma, { [migration]: table, 'prisma/schema/main.prisma': model });
    expect(chain.dialect).toBe('mysql');
    expect(chain.evidence).toContain('prisma/schema/main.prisma says provider = "mysql"');
  });

  it('wherever the project keeps it', async () => {
    const { chain } = await readProject(prisma, { 'db/changes/1_a/migration.sql': table });
    expect(chain.folder).toBe('db/changes');
  });
});

describe('a folder is none', () => {
  it('when neither its name nor a provider says so', () => {
    expect(prisma.detect(inMemory({ 'docs/example/migration.sql': table }))).toEqual([]);
  });

  it('when a snapshot lies beside each file, as Drizzle puts it', () => {
    const files = { 'drizzle/1_a/migration.sql': table, 'drizzle/1_a/snapshot.json': '{}' };
    expect(prisma.detect(inMemory(files))).toEqual([]);
  });

  it('when its database has no SQL, which is said', () => {
    const files = inMemory({ [migration]: table, [lock]: 'provider = "mongodb"' });
    expect(prisma.detect(files)).toEqual([]);
    expect(prisma.passOver?.(files)).toMatchObject([
      { reason: `${lock} says provider = "mongodb", which is not read here` },
    ]);
  });
});

it('the names of the folders are the order', async () => {
  const named = (name: string): string => `prisma/migrations/${name}/migration.sql`;
  const files = { [named('20240201000000_b')]: table, [named('10_a')]: table, [named('9_c')]: table };
  expect(await idsOf(prisma, files)).toEqual(['10_a', '20240201000000_b', '9_c']);
});
