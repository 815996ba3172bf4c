import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { lintProject } from '../../src/lint/lint.ts';
import { openInMemory } from '../rules/example-project.ts';

const config: Config = {
  extends: [],
  chains: [{ name: 'main', framework: 'sql', dialect: 'sqlserver', include: ['db/**/*.sql'] }],
  phases: {
    initial: 'db/scripts/**',
    transition: 'db/scripts_transition/**',
    finalization: 'db/scripts_finalization/**',
  },
  rules: { 'premature-contract': 'error' },
};

const users = 'CREATE TABLE [dbo].[User] ([Id] INT NOT NULL PRIMARY KEY, [Name] NVARCHAR(50) NULL);';
const drop = 'ALTER TABLE [dbo].[User] DROP COLUMN [Name];';

async function findingsIn(file: string, sql: string, more: Partial<Config> = {}): Promise<readonly string[]> {
  const shipped = new Map([['db/scripts/2024-01-01_00_User.sql', users]]);
  const project = await openInMemory({
    config: { ...config, ...more },
    workTree: new Map([...shipped, [file, sql]]),
    shipped,
  });
  const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
  return diagnostics.map(({ message }) => message);
}

describe('folders of phases', () => {
  it.each(['db/scripts/2024-02-01_00_Drop.sql', 'db/scripts_transition/2024-02-01_00_Drop.sql'])(
    'a breaking change does not belong into %s',
    async (file) => {
      expect(await findingsIn(file, drop)).toEqual([
        'this migration drops dbo.User.Name, outside of the folder for that',
      ]);
    },
  );

  it.each([
    ['a breaking change in its folder', 'db/scripts_finalization/2024-02-01_00_Drop.sql', drop],
    [
      'a compatible change',
      'db/scripts/2024-02-01_00_Add.sql',
      'ALTER TABLE [dbo].[User] ADD [Locale] NVARCHAR(9) NULL;',
    ],
    ['rows', 'db/scripts_transition/2024-02-01_00_Fill.sql', "UPDATE [dbo].[User] SET [Name] = 'x' WHERE [Id] = 1;"],
    ['a chain that lies elsewhere', 'db/other/2024-02-01_00_Drop.sql', drop],
  ])('%s is left alone', async (_, file, sql) => {
    expect(await findingsIn(file, sql)).toEqual([]);
  });

  it('are not asked for where breaking changes have none', async () => {
    expect(
      await findingsIn('db/scripts/2024-02-01_00_Drop.sql', drop, { phases: { initial: 'db/scripts/**' } }),
    ).toEqual([]);
  });
});
