import { describe, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import type { ChainSource } from '../../../src/frameworks/framework.ts';
import { projectFiles } from './project.ts';

const migration = 'using Microsoft.EntityFrameworkCore.Migrations;\npublic partial class M : Migration { }';

function designer(id: string, context = 'AppContext', model = ''): string {
  return `[DbContext(typeof(${context}))]\n[Migration("${id}")]\npartial class M { ${model} }`;
}

function snapshot(model: string, context = 'AppContext'): string {
  return `[DbContext(typeof(App.Data.${context}))]\npartial class ${context}ModelSnapshot : ModelSnapshot { ${model} }`;
}

function detect(texts: Readonly<Record<string, string>>): readonly ChainSource[] {
  return efCore.detect(projectFiles(texts));
}

const one = 'App/Migrations/20240101000000_One.cs';

describe('a chain', () => {
  test('is the migrations of a folder, with their companions', () => {
    const texts = {
      [one]: migration,
      'App/Migrations/20240101000000_One.Designer.cs': designer('20240101000000_One'),
      'App/Migrations/AppContextModelSnapshot.cs': snapshot(
        'NpgsqlModelBuilderExtensions.UseIdentityByDefaultColumns(b);',
      ),
      'App/Program.cs': 'class Program { }',
      'App/bin/Migrations/20240101000000_One.cs': migration,
    };
    expect(detect(texts)).toEqual([
      {
        name: 'App',
        framework: 'ef-core',
        dialect: 'postgres',
        folder: 'App/Migrations',
        paths: [one, 'App/Migrations/20240101000000_One.Designer.cs', 'App/Migrations/AppContextModelSnapshot.cs'],
        evidence: [
          '1 migrations of AppContext in App/Migrations',
          'AppContextModelSnapshot.cs names NpgsqlModelBuilderExtensions',
        ],
        scope: 'AppContext',
      },
    ]);
  });

  test('needs no companions', () => {
    expect(detect({ [one]: migration })).toMatchObject([{ name: 'App', paths: [one] }]);
  });

  test('is not made of another tool’s files of the same names', () => {
    expect(detect({ [one]: 'using FluentMigrator;\npublic class M : Migration { }' })).toEqual([]);
  });

  test('is not made by a snapshot alone', () => {
    expect(detect({ 'App/Migrations/AppContextModelSnapshot.cs': snapshot('') })).toEqual([]);
  });

  test('belongs to one of several contexts in a folder', () => {
    const chains = detect({
      'M/20240101000000_A.cs': migration,
      'M/20240101000000_A.Designer.cs': designer('20240101000000_A', 'Catalog'),
      'M/20240102000000_B.cs': migration,
      'M/20240102000000_B.Designer.cs': designer('20240102000000_B', 'Identity'),
      'M/CatalogModelSnapshot.cs': snapshot('', 'Catalog'),
      'M/IdentityModelSnapshot.cs': snapshot('', 'Identity'),
    });
    expect(chains.map(({ name, scope, paths }) => [name, scope, paths.length])).toEqual([
      ['Catalog', 'Catalog', 3],
      ['Identity', 'Identity', 3],
    ]);
  });

  test('has a name of its own', () => {
    const names = detect({
      'a/Data/Migrations/20240101000000_A.cs': migration,
      'b/Data/Migrations/20240101000000_A.cs': migration,
      'b/MySql/Migrations/20240101000000_A.cs': migration,
    }).map(({ name }) => name);
    expect(names).toEqual(['a/Data', 'b/Data', 'MySql']);
  });
});

describe('the database', () => {
  const path = 'App/Migrations/AppContextModelSnapshot.cs';

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      'an extension method',
      { [path]: snapshot('"Npgsql:IndexInclude" MySqlModelBuilderExtensions.X') },
      'mysql',
      'AppContextModelSnapshot.cs names MySqlModelBuilderExtensions',
    ],
    [
      'store types',
      { [path]: snapshot('HasColumnType("longtext")') },
      'mysql',
      'AppContextModelSnapshot.cs has columns of type longtext',
    ],
    [
      'the types of SQLite',
      { [path]: snapshot('HasColumnType("TEXT")') },
      'sqlite',
      'AppContextModelSnapshot.cs has columns of type TEXT',
    ],
    [
      'an annotation',
      { [path]: snapshot('HasAnnotation("SqlServer:Include")') },
      'sqlserver',
      'AppContextModelSnapshot.cs names SqlServer:Include',
    ],
    [
      'a migration',
      { [one]: `${migration} .Annotation("Npgsql:ValueGenerationStrategy"` },
      'postgres',
      '20240101000000_One.cs names Npgsql:ValueGenerationStrategy',
    ],
    [
      'the project',
      { 'App/App.csproj': '<PackageReference Include="Pomelo.EntityFrameworkCore.MySql" />' },
      'mysql',
      'App.csproj references Pomelo.EntityFrameworkCore.MySql',
    ],
    [
      'types in a migration',
      { [one]: `${migration} type: "character varying(20)"` },
      'postgres',
      '20240101000000_One.cs has columns of type character varying',
    ],
    ['nothing', {}, 'sqlserver', 'nothing names a provider, so SQL Server is assumed'],
  ])('is told by %s', (_, texts, dialect, evidence) => {
    const [chain] = detect({ [one]: migration, ...texts });
    expect([chain?.dialect, chain?.evidence[1]]).toEqual([dialect, evidence]);
  });

  test('is told by the folder', () => {
    expect(detect({ 'src/Sqlite/Migrations/20240101000000_One.cs': migration })).toMatchObject([{ dialect: 'sqlite' }]);
  });
});

describe('the order', () => {
  test('is that of the ids in the attributes, whatever the files are called', () => {
    const texts = {
      'M/20240101000000_A.cs': migration,
      'M/20240101000000_A.Designer.cs': designer('20240103000000_a'),
      'M/20240102000000_B.cs': `[Migration("20240102000000_b")] ${migration}`,
      'M/20240104000000_1.0 C.cs': migration,
    };
    const files = projectFiles(texts);
    const entries = efCore.detect(files).flatMap((chain) => efCore.list(chain, files));
    expect(entries).toMatchObject([
      { id: '20240102000000_b', file: 'M/20240102000000_B.cs', files: ['M/20240102000000_B.cs'] },
      {
        id: '20240103000000_a',
        file: 'M/20240101000000_A.cs',
        files: ['M/20240101000000_A.cs', 'M/20240101000000_A.Designer.cs'],
      },
      { id: '20240104000000_1.0 C', file: 'M/20240104000000_1.0 C.cs', files: ['M/20240104000000_1.0 C.cs'] },
    ]);
  });

  test('says of a migration that nothing registers that it never runs', () => {
    const files = projectFiles({
      'M/20240101000000_A.cs': migration,
      'M/20240101000000_A.Designer.cs': designer('20240101000000_A'),
      'M/20240102000000_AddB.cs': migration,
    });
    const entries = efCore.detect(files).flatMap((chain) => efCore.list(chain, files));
    expect(entries.map(({ problems = [] }) => problems.map(({ message, about }) => [about, message]))).toEqual([
      [],
      [['order', '20240102000000_AddB has neither a Designer file nor a [Migration] attribute: EF Core never runs it']],
    ]);
  });

  test('leaves out the migrations of other contexts', () => {
    const files = projectFiles({
      'M/20240101000000_A.cs': migration,
      'M/20240101000000_A.Designer.cs': designer('20240101000000_A', 'Catalog'),
      'M/20240102000000_B.cs': migration,
      'M/20240102000000_B.Designer.cs': designer('20240102000000_B', 'Identity'),
    });
    const [chain] = efCore.detect(files);
    const listed = chain === undefined ? [] : efCore.list({ ...chain, paths: files.paths, scope: 'Identity' }, files);
    expect(listed.map(({ id }) => id)).toEqual(['20240102000000_B']);
  });
});
