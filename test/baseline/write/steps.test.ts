import { describe, expect, it } from 'vitest';
import { squashSteps } from '../../../src/baseline/write/index.ts';
import { requestOf } from './bases.ts';

function migration(id: string, body: string): string {
  const name = id.replace(/^\d+_/, '');
  return `[DbContext(typeof(ShopContext))]
[Migration("${id}")]
public partial class ${name} : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ${body}
    }
}
`;
}

describe('the steps of a squash that a tool has to make itself', () => {
  it('EF Core: with the context, the project, and the SQL that the scaffolder cannot know', async () => {
    const request = await requestOf({
      framework: 'ef-core',
      dialect: 'sqlserver',
      folder: 'src/Shop/Migrations',
      scope: 'ShopContext',
      files: {
        'src/Shop/Shop.csproj': '',
        'src/Shop/Migrations/ShopContextModelSnapshot.cs':
          '[DbContext(typeof(ShopContext))] class ShopContextModelSnapshot : ModelSnapshot {}',
        'src/Shop/Migrations/20240101000000_First.cs': migration(
          '20240101000000_First',
          'migrationBuilder.AddColumn<int>(name: "N", table: "T", nullable: true);',
        ),
        'src/Shop/Migrations/20240102000000_Second.cs': migration(
          '20240102000000_Second',
          'migrationBuilder.Sql("CREATE VIEW V AS SELECT 1 AS X");',
        ),
      },
    });
    expect(squashSteps({ ...request, title: 'Init', ledgerFile: 'squash.sql' })).toMatchInlineSnapshot(`
      "1. Check that the 2 migrations run on an empty database as they are, up to 20240102000000_Second.
      2. Delete the old migrations and their .Designer.cs files in src/Shop/Migrations, and src/Shop/Migrations/ShopContextModelSnapshot.cs: as long as that is there, the next migration only holds what has changed since.
      3. Let EF Core make the base: \`dotnet ef migrations add Init --context ShopContext --project src/Shop/Shop.csproj --output-dir Migrations\`
      4. Run it on an empty database: \`dotnet ef database update --context ShopContext --project src/Shop/Shop.csproj\`
      5. Carry over what no tool makes by itself, as far as it still counts:
         src/Shop/Migrations/20240102000000_Second.cs:7: CREATE VIEW V AS SELECT 1 AS X
      6. Prove the two equal: \`mig-lint baseline\` compares what the old migrations made with what the base makes.
      7. On every database that exists, and before the new files are deployed, run squash.sql: it refuses where 20240102000000_Second was not reached.
      8. On a new database nothing is to be done: the base makes it.
      "
    `);
  });

  it.each([
    ['typeorm', /typeorm migration:generate m\/Base -d/],
    ['mikro-orm', /mikro-orm migration:create --initial/],
    ['knex', /knex migrate:make base[^]*mig-lint schema m/],
    ['sequelize', /sequelize-cli migration:generate --name base/],
    ['kysely', /a new file `m\/base`[^]*mig-lint schema m/],
    ['node-pg-migrate', /node-pg-migrate create base/],
    ['ef6', /Add-Migration Base[^]*nothing to change/],
  ])('%s: as near as its own commands come', async (framework, expected) => {
    const steps = squashSteps(await requestOf({ framework, files: {} }));
    expect(steps).toMatch(expected);
    expect(steps).toMatch(/^1\. Check that the 0 migrations/);
  });
});
