import { beforeAll, describe, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import { meaningOf, readUp } from './project.ts';

beforeAll(async () => efCore.prepare?.());

describe('rows', () => {
  test.each([
    ['one value', 'table: "t", column: "a", value: 1', ['a'], [['1']]],
    [
      'one row',
      'table: "t", columns: new[] { "a", "b" }, values: new object[] { 1, null }',
      ['a', 'b'],
      [['1', 'NULL']],
    ],
    ['one row, by position', '"t", new[] { "a", "b" }, new object[] { 1, "x" }', ['a', 'b'], [['1', "'x'"]]],
    ['with types', '"t", new[] { "a" }, new[] { "int" }, new object[] { 1 }', ['a'], [['1']]],
    ['several values of one column', 'table: "t", column: "a", values: new object[] { 1, 2 }', ['a'], [['1'], ['2']]],
    [
      'several rows',
      'table: "t", columns: new[] { "a", "b" }, values: new object[,] { { 1, "x" }, { 2, "y" } }',
      ['a', 'b'],
      [
        ['1', "'x'"],
        ['2', "'y'"],
      ],
    ],
  ])('InsertData: %s', (_, args, columns, rows) => {
    expect(meaningOf(`migrationBuilder.InsertData(${args});`)).toEqual([
      { kind: 'InsertRows', table: { name: 't' }, columns, source: { kind: 'values', rows } },
    ]);
  });

  test('UpdateData of one row', () => {
    const call = 'migrationBuilder.UpdateData(table: "t", keyColumn: "Id", keyValue: 1, column: "a", value: "x");';
    expect(meaningOf(call, { dialect: 'mysql' })).toEqual([
      {
        kind: 'UpdateRows',
        table: { name: 't' },
        assignments: [{ column: 'a', value: { sql: "'x'", constant: true, calls: [] } }],
        where: '`Id` = 1',
        reads: [],
      },
    ]);
  });

  test('UpdateData of several rows is an operation each', () => {
    const call = 'migrationBuilder.UpdateData("t", "Id", new object[] { 1, 2 }, "a", new object[] { "x", "y" });';
    expect(meaningOf(call, { dialect: 'postgres' })).toMatchObject([
      { where: '"Id" = 1', assignments: [{ value: { sql: "'x'" } }] },
      { where: '"Id" = 2', assignments: [{ value: { sql: "'y'" } }] },
    ]);
  });

  test('DeleteData by several key columns', () => {
    const call =
      'migrationBuilder.DeleteData(table: "t", keyColumns: new[] { "A", "B" }, keyValues: new object[] { 1, null });';
    expect(meaningOf(call, { dialect: 'sqlserver' })).toEqual([
      { kind: 'DeleteRows', table: { name: 't' }, where: '[A] = 1 AND [B] IS NULL', reads: [] },
    ]);
  });

  test('a value that is only known at run time keeps the rows from being understood', () => {
    const call = 'migrationBuilder.InsertData("t", "a", Guid.NewGuid());';
    expect(meaningOf(call)).toMatchObject([
      {
        kind: 'Opaque',
        reason: 'built-at-run-time',
        detail: 'a value of the rows cannot be told: the result of NewGuid() is only known at run time',
      },
    ]);
  });
});

describe('SQL in a string', () => {
  test('each statement is found inside the string', () => {
    const { migration, operations, textAt } = readUp(
      'migrationBuilder.Sql(@"update ""é"" set a = 1; delete from ""b""");',
    );
    expect(operations.map(({ span }) => textAt(span))).toEqual(['update ""é"" set a = 1', 'delete from ""b""']);
    expect(migration.up).toHaveLength(1);
    expect(textAt(migration.up[0]?.span)).toMatch(/^migrationBuilder\.Sql\(.*\)$/);
    expect(migration.up[0]?.sql).toBe('update "é" set a = 1; delete from "b"');
  });

  test('a statement outside of the transaction', () => {
    const { migration } = readUp('migrationBuilder.Sql("vacuum", suppressTransaction: true);');
    expect(migration.up[0]?.outsideTransaction).toBe(true);
  });

  test('a string without a statement changes nothing', () => {
    expect(meaningOf('migrationBuilder.Sql("");')).toEqual([{ kind: 'NoChange', statement: 'Sql' }]);
  });

  test('SQL that is built at run time is opaque, with the reason', () => {
    expect(meaningOf('migrationBuilder.Sql(File.ReadAllText(path));')).toMatchObject([
      {
        kind: 'Opaque',
        reason: 'built-at-run-time',
        detail: 'the sql of Sql cannot be told: the result of ReadAllText() is only known at run time',
      },
    ]);
  });
});

describe('SQL in an embedded file', () => {
  const files = {
    'App/Scripts/Up_fix.sql': 'update t set a = 1',
    'Other/Scripts/Up_fix.sql': 'other',
    'App/Scripts/2024-01-01_00_Data.psql': 'delete from t',
  };

  test.each([
    ['by its manifest name', 'Sql(Resources.Load("App.Scripts.Up_fix.sql"))', ''],
    ['by a constant', 'Sql(Resources.Load(Script))', 'private const string Script = "Company.App.Scripts.Up_fix.sql";'],
    ['by its path', 'Sql(File.ReadAllText("Scripts/Up_fix.sql"))', ''],
    ['by a method of the project', 'SqlResource("Up_fix.sql")', ''],
    ['by a template of the direction', 'SqlResource(Template)', 'const string Template = "{0}_fix.sql";'],
  ])('%s', (_, call, members) => {
    const { migration, operations } = readUp(`migrationBuilder.${call};`, { files, members });
    expect(operations).toMatchObject([
      { kind: 'Query', text: 'update t set a = 1', span: { file: 'App/Scripts/Up_fix.sql', start: 0 } },
    ]);
    expect(migration.files).toContain('App/Scripts/Up_fix.sql');
  });

  test('through a stream', () => {
    const up = `var assembly = Assembly.GetExecutingAssembly();
      using var stream = assembly.GetManifestResourceStream("App.Scripts.2024-01-01_00_Data.psql");
      using var reader = new StreamReader(stream);
      migrationBuilder.Sql(reader.ReadToEnd());`;
    expect(meaningOf(up, { files })).toMatchObject([{ kind: 'Query', text: 'delete from t' }]);
  });

  test('a file that is not there', () => {
    expect(meaningOf('migrationBuilder.Sql(Load("Scripts.none.sql"));', { files })).toMatchObject([
      {
        kind: 'Opaque',
        reason: 'built-at-run-time',
        detail: 'the embedded SQL file Scripts.none.sql is not in the project',
      },
    ]);
  });
});
