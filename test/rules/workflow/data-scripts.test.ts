import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config.ts';
import { lintProject } from '../../../src/lint/lint.ts';
import { openInMemory } from '../example-project.ts';

const config: Config = {
  extends: [],
  chains: [
    { name: 'schema', framework: 'sql', dialect: 'postgres', include: ['schema/*.sql'] },
    { name: 'data', framework: 'sql', include: ['data/*.sql'], dataFor: 'schema' },
  ],
  rules: { 'schema-before-data': 'error', 'data-change-handled': 'error' },
};

const users = 'CREATE TABLE users (id bigint PRIMARY KEY, name text);';

async function findingsIn(
  files: Readonly<Record<string, string>>,
  shipped: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const project = await openInMemory({
    config,
    workTree: new Map(Object.entries({ ...shipped, ...files })),
    shipped: new Map(Object.entries(shipped)),
  });
  const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
  return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('data scripts beside schema migrations', () => {
  it('are read in the dialect of their schema', async () => {
    const project = await openInMemory({
      config,
      workTree: new Map([
        ['data/2024-01-02-1000.sql', 'SELECT 1;'],
        ['schema/20240101000000_a.sql', users],
      ]),
    });
    expect(project.chains.map(({ source }) => `${source.name} ${source.dialect}`)).toEqual([
      'schema postgres',
      'data postgres',
    ]);
  });

  it('meet the schema as of their own date', async () => {
    expect(
      await findingsIn({
        'schema/20240101000000_users.sql': users,
        'schema/20240301000000_locale.sql': 'ALTER TABLE users ADD COLUMN locale text;',
        'data/2024-02-01-0900.sql': "UPDATE users SET locale = 'en';",
        'data/2024-04-01-0900.sql': "UPDATE users SET locale = 'de';",
      }),
    ).toEqual(['schema-before-data: users.locale is written before 20240301000000_locale makes it']);
  });

  it('cannot write what a schema migration of the same deploy drops, whatever their dates', async () => {
    expect(
      await findingsIn(
        {
          'schema/20240301000000_drop.sql': 'ALTER TABLE users RENAME COLUMN name TO full_name;',
          'data/2024-02-01-0900.sql': "UPDATE users SET name = 'x' WHERE id = 1;",
        },
        { 'schema/20240101000000_users.sql': users },
      ),
    ).toEqual(['schema-before-data: users.name is written after 20240301000000_drop has taken it away']);
  });

  it('handle what a later schema migration needs', async () => {
    const required = 'ALTER TABLE users ALTER COLUMN name SET NOT NULL;';
    const shipped = { 'schema/20240101000000_users.sql': users };
    const schema = { 'schema/20240301000000_required.sql': required };
    expect(await findingsIn(schema, shipped)).toEqual([
      'data-change-handled: users.name becomes NOT NULL, and nothing has filled the rows without a value',
    ]);
    expect(
      await findingsIn(
        { ...schema, 'data/2024-02-01-0900.sql': "UPDATE users SET name = '' WHERE name IS NULL;" },
        shipped,
      ),
    ).toEqual([]);
  });

  it('that have shipped are not judged again', async () => {
    expect(
      await findingsIn(
        { 'schema/20240301000000_drop.sql': 'ALTER TABLE users RENAME COLUMN name TO full_name;' },
        { 'schema/20240101000000_users.sql': users, 'data/2024-02-01-0900.sql': "UPDATE users SET name = 'x';" },
      ),
    ).toEqual([]);
  });

  it('name a chain of the configuration', async () => {
    const wrong: Config = { ...config, chains: [{ name: 'data', include: ['**'], dataFor: 'shema' }] };
    await expect(openInMemory({ config: wrong, workTree: new Map() })).rejects.toThrow(
      /dataFor of "data" names no other chain: "shema"/,
    );
  });
});
