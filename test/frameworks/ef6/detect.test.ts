import { describe, expect, test } from 'vitest';
import { ef6 } from '../../../src/frameworks/ef6/index.ts';
import type { ChainSource } from '../../../src/frameworks/framework.ts';
import { projectFiles } from './project.ts';

function migration(namespace: string, base = 'DbMigration'): string {
  return `namespace ${namespace}\n{\n    public partial class M : ${base} { public override void Up() { } }\n}`;
}

function designer(id: string): string {
  return `partial class M : IMigrationMetadata { string IMigrationMetadata.Id { get { return "${id}"; } } }`;
}

function configuration(namespace: string, context: string, body = ''): string {
  return `namespace ${namespace} {\n class Configuration : DbMigrationsConfiguration<${context}> { public Configuration() { ${body} } } }`;
}

function detect(texts: Readonly<Record<string, string>>): readonly ChainSource[] {
  return ef6.detect(projectFiles(texts));
}

const one = 'App/Migrations/202401010000000_One.cs';

describe('a chain', () => {
  test('is the migrations of one namespace of a project, under the key of its configuration', () => {
    const texts = {
      'App/App.csproj': '<Project />',
      [one]: migration('App.Migrations'),
      'App/Migrations/202401010000000_One.Designer.cs': designer('202401010000000_One'),
      'App/Migrations/202401010000000_One.resx': '<root />',
      'App/Migrations/Configuration.cs': configuration('App.Migrations', 'ShopContext', 'ContextKey = "Shop";'),
    };
    expect(detect(texts)).toEqual([
      {
        name: 'App',
        framework: 'ef6',
        dialect: 'sqlserver',
        folder: 'App',
        paths: [one, 'App/Migrations/202401010000000_One.Designer.cs'],
        evidence: [
          '1 migrations of ShopContext in App/Migrations',
          'nothing names another provider than SQL Server’s, which is the usual one',
        ],
        scope: 'Shop',
      },
    ]);
  });

  test('spans the folders below, and there is one for each configuration', () => {
    const texts = {
      'App/App.csproj': '',
      'App/Migrations/2023/202301010000000_A.cs': migration('App.Migrations'),
      'App/Migrations/2024/202401010000000_B.cs': migration('App.Migrations'),
      'App/Admin/202401010000000_C.cs': migration('App.Admin'),
      'App/Admin/AdminConfiguration.cs': configuration('App.Admin', 'AdminContext'),
    };
    expect(detect(texts).map(({ paths, scope }) => [paths.length, scope])).toEqual([
      [1, 'App.Admin.Configuration'],
      [2, undefined],
    ]);
  });

  test.each([
    ['Migration', 'using FluentMigrator;\nclass M : Migration { public override void Up() { } }'],
    ['a class of the project’s own', 'class M : DataMigration { public void Up() { } }'],
  ])('is not made of %s with a number in front', (_, text) => {
    expect(detect({ [one]: text })).toEqual([]);
  });

  test('is found by its Designer when the base class is the project’s own', () => {
    const texts = { [one]: migration('A', 'Base'), 'App/Migrations/202401010000000_One.Designer.cs': designer('x') };
    expect(detect(texts)).toHaveLength(1);
  });
});

describe('the dialect', () => {
  test.each([
    ['mysql', 'SetSqlGenerator("MySql.Data.MySqlClient", new MySqlMigrationSqlGenerator());'],
    ['postgres', 'SetSqlGenerator("Npgsql", new OwnGenerator());'],
    ['sqlserver', '// SetSqlGenerator("Npgsql", new OwnGenerator());'],
  ])('is %s by the configuration', (dialect, body) => {
    const texts = { [one]: migration('A'), 'App/Migrations/Configuration.cs': configuration('A', 'C', `\n${body}\n`) };
    expect(detect(texts)).toMatchObject([{ dialect }]);
  });

  test('is that of the only other provider among the packages', () => {
    const texts = { 'App/App.csproj': '<PackageReference Include="EntityFramework6.Npgsql" />', [one]: migration('A') };
    expect(detect(texts)).toMatchObject([
      { dialect: 'postgres', evidence: [expect.anything(), 'App.csproj names EntityFramework6.Npgsql'] },
    ]);
  });
});

test('migrations are in the order of their ids, which the Designer says', () => {
  const texts = {
    'M/202401010000000_A.cs': migration('A'),
    'M/202401010000000_A.Designer.cs': designer('202501010000000_A'),
    'M/202402010000000_B.cs': migration('A'),
  };
  const [chain] = detect(texts);
  const entries = chain === undefined ? [] : ef6.list(chain, projectFiles(texts));
  expect(entries.map(({ id }) => id)).toEqual(['202402010000000_B', '202501010000000_A']);
});
