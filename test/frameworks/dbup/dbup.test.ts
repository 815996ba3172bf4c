import { describe, expect, it } from 'vitest';
import { dbup } from '../../../src/frameworks/dbup/index.ts';
import { idsOf, inMemory, readProject } from '../reading.ts';

const script = 'SELECT 1\nGO\n';

function project(content: string): string {
  return `<Project><ItemGroup>${content}</ItemGroup></Project>`;
}

describe('a folder is a chain of DbUp by the project around it', () => {
  it.each([
    ['dbup-sqlserver', 'sqlserver'],
    ['dbup-postgresql', 'postgres'],
    ['dbup-mysql', 'mysql'],
    ['dbup-sqlite', 'sqlite'],
  ])('which references %s', async (name, dialect) => {
    const files = { 'app/App.csproj': project(`<PackageReference Include="${name}" />`), 'app/Scripts/1.sql': '' };
    const { chain } = await readProject(dbup, files);
    expect(chain).toMatchObject({ folder: 'app/Scripts', dialect });
    expect(chain.evidence).toContain(`app/App.csproj references ${name}`);
  });

  it.each([
    ['without a project', { 'app/Scripts/1.sql': script }],
    ['of a project without DbUp', { 'app/App.csproj': project(''), 'app/Scripts/1.sql': script }],
    [
      'that the project does not embed',
      {
        'app/App.csproj': project(
          '<PackageReference Include="dbup-sqlserver" /><EmbeddedResource Include="Scripts\\**\\*.sql" />',
        ),
        'app/Reports/1.sql': script,
      },
    ],
  ])('but not %s', (_, contents) => {
    expect(dbup.detect(inMemory(contents))).toEqual([]);
  });
});

describe('the program', () => {
  const files = {
    'app/App.csproj': project('<PackageReference Include="dbup-sqlserver" /><EmbeddedResource Include="**\\*.sql" />'),
    'app/Scripts/1.sql': script,
  };

  it.each([
    ['.WithTransaction()', 'whole-batch'],
    ['.WithTransactionPerScript()', 'per-migration'],
    ['.WithoutTransaction()', 'none'],
    ['', 'none'],
  ])('decides about transactions: %s', async (call, transaction) => {
    const { migrations } = await readProject(dbup, {
      ...files,
      'app/Program.cs': `DeployChanges.To.SqlDatabase(x)${call}.Build();`,
    });
    expect(migrations).toMatchObject([{ transaction }]);
  });

  it('is quoted where it decides by itself between several', async () => {
    const code = 'var b = DeployChanges.To.X(); b = slow ? b.WithoutTransaction() : b.WithTransaction();';
    const { chain } = await readProject(dbup, { ...files, 'app/Program.cs': code });
    expect(chain).toMatchObject({ transaction: 'whole-batch' });
    expect(chain.evidence).toContain('app/Program.cs calls WithTransaction() and WithoutTransaction()');
  });

  it('decides where the ledger is', async () => {
    const code = 'DeployChanges.To.SqlDatabase(x).JournalToSqlTable("app", "Log").Build();';
    expect((await readProject(dbup, { ...files, 'app/Program.cs': code })).chain.ledgerTable).toBe('app.Log');
  });
});

it('names are the order', async () => {
  const files = {
    'A.csproj': project('<PackageReference Include="dbup-sqlserver" />'),
    's/10.sql': script,
    's/9.sql': script,
  };
  expect(await idsOf(dbup, files)).toEqual(['10', '9']);
});
