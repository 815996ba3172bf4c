import { beforeAll, describe, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { meaningOf, readUp } from './project.ts';

beforeAll(async () => efCore.prepare?.());

const table = { name: 't' };

describe('AddColumn', () => {
  test('named arguments in any order', () => {
    const call = 'migrationBuilder.AddColumn<int>(nullable: true, type: "int", table: "t", schema: "s", name: "c");';
    expect(meaningOf(call)).toMatchObject([
      {
        kind: 'AddColumn',
        table: { schema: 's', name: 't' },
        column: { name: 'c', type: { text: 'int' }, nullable: true },
      },
    ]);
  });

  test('positional arguments', () => {
    expect(meaningOf('migrationBuilder.AddColumn<string>("c", "t", "varchar(20)", null, 20);')).toMatchObject([
      { table, column: { name: 'c', type: { text: 'varchar(20)' } } },
    ]);
  });

  test('a column is not nullable unless the call says so', () => {
    expect(meaningOf('migrationBuilder.AddColumn<string>(name: "c", table: "t");')).toMatchObject([
      { column: { nullable: false } },
    ]);
  });

  test.each([
    ['defaultValue: 0', '0'],
    ['defaultValue: ""', "''"],
    ['defaultValue: false', 'FALSE'],
    ['defaultValue: -1.5m', '-1.5'],
    ['defaultValue: Guid.Empty', "'00000000-0000-0000-0000-000000000000'"],
    ['defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)', "'0001-01-01 00:00:00'"],
    ['defaultValue: new byte[] { 1, 255 }', "X'01ff'"],
    ['defaultValueSql: "now()"', 'now()'],
  ])('%s is the default %s', (argument, sql) => {
    const call = `migrationBuilder.AddColumn<string>(name: "c", table: "t", ${argument});`;
    expect(meaningOf(call)).toMatchObject([{ column: { default: { sql } } }]);
  });

  test('a default that is only known at run time is a default still, and a problem', () => {
    const { operations, migration } = readUp(
      'migrationBuilder.AddColumn<DateTime>(name: "c", table: "t", defaultValue: DateTime.UtcNow);',
    );
    expect(operations).toMatchObject([{ kind: 'AddColumn', column: { default: { sql: 'DateTime.UtcNow' } } }]);
    expect(migration.problems.map(({ message }) => message)).toEqual([
      'The value DateTime.UtcNow cannot be told: DateTime.UtcNow is only known at run time',
    ]);
  });

  test('computed columns, collation and comment', () => {
    const call =
      'migrationBuilder.AddColumn<int>(name: "c", table: "t", computedColumnSql: "a + b", stored: true, collation: "x", comment: "y");';
    expect(meaningOf(call)).toMatchObject([
      { column: { generated: { expression: { sql: 'a + b' }, stored: true }, collation: 'x', comment: 'y' } },
    ]);
  });
});

describe('a type that is left to the provider', () => {
  test.each<[string, string, Readonly<Record<DialectName, string>>]>([
    ['string', '', { postgres: 'text', mysql: 'longtext', sqlserver: 'nvarchar(max)', sqlite: 'TEXT' }],
    [
      'string',
      'maxLength: 20',
      { postgres: 'character varying(20)', mysql: 'varchar(20)', sqlserver: 'nvarchar(20)', sqlite: 'TEXT' },
    ],
    [
      'string',
      'maxLength: 2, fixedLength: true, unicode: false',
      { postgres: 'character(2)', mysql: 'char(2)', sqlserver: 'char(2)', sqlite: 'TEXT' },
    ],
    ['int', '', { postgres: 'integer', mysql: 'int', sqlserver: 'int', sqlite: 'INTEGER' }],
    ['System.Int64?', '', { postgres: 'bigint', mysql: 'bigint', sqlserver: 'bigint', sqlite: 'INTEGER' }],
    ['byte', '', { postgres: 'smallint', mysql: 'tinyint unsigned', sqlserver: 'tinyint', sqlite: 'INTEGER' }],
    ['bool', '', { postgres: 'boolean', mysql: 'tinyint(1)', sqlserver: 'bit', sqlite: 'INTEGER' }],
    ['decimal', '', { postgres: 'numeric', mysql: 'decimal(65,30)', sqlserver: 'decimal(18,2)', sqlite: 'TEXT' }],
    [
      'decimal',
      'precision: 10, scale: 4',
      { postgres: 'numeric(10,4)', mysql: 'decimal(10,4)', sqlserver: 'decimal(10,4)', sqlite: 'TEXT' },
    ],
    ['Guid', '', { postgres: 'uuid', mysql: 'char(36)', sqlserver: 'uniqueidentifier', sqlite: 'TEXT' }],
    [
      'DateTime',
      '',
      { postgres: 'timestamp with time zone', mysql: 'datetime(6)', sqlserver: 'datetime2', sqlite: 'TEXT' },
    ],
    [
      'DateTimeOffset',
      '',
      { postgres: 'timestamp with time zone', mysql: 'datetime(6)', sqlserver: 'datetimeoffset', sqlite: 'TEXT' },
    ],
    ['byte[]', '', { postgres: 'bytea', mysql: 'longblob', sqlserver: 'varbinary(max)', sqlite: 'BLOB' }],
    [
      'byte[]',
      'rowVersion: true',
      { postgres: 'bytea', mysql: 'timestamp(6)', sqlserver: 'rowversion', sqlite: 'BLOB' },
    ],
  ])('%s %s', (clrType, facets, expected) => {
    const call = `migrationBuilder.AddColumn<${clrType}>(name: "c", table: "t"${facets === '' ? '' : `, ${facets}`});`;
    const found = (dialect: DialectName): unknown => meaningOf(call, { dialect })[0];
    for (const dialect of ['postgres', 'mysql', 'sqlserver', 'sqlite'] as const) {
      expect(found(dialect)).toMatchObject({ column: { type: { text: expected[dialect] } } });
    }
  });

  test('an array is an array on PostgreSQL', () => {
    const call = 'migrationBuilder.AddColumn<string[]>(name: "c", table: "t");';
    expect(meaningOf(call, { dialect: 'postgres' })).toMatchObject([{ column: { type: { text: 'text[]' } } }]);
  });
});

describe('annotations of a column', () => {
  test('a column that numbers its rows has no default, though the scaffolder gives it a filler', () => {
    const call = `migrationBuilder.AddColumn<int>(name: "Id", table: "t", nullable: false, defaultValue: 0)
      .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);`;
    expect(meaningOf(call, { dialect: 'postgres' })).not.toHaveProperty('0.column.default');
  });

  test.each<[DialectName, string, object]>([
    [
      'mysql',
      '"MySql:ValueGenerationStrategy", MySqlValueGenerationStrategy.IdentityColumn',
      { identity: { generation: 'auto-increment' } },
    ],
    [
      'postgres',
      '"Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn',
      { identity: { generation: 'by-default' } },
    ],
    [
      'postgres',
      '"Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn',
      { identity: { generation: 'serial' } },
    ],
    [
      'sqlserver',
      '"SqlServer:Identity", "10, 5"',
      { identity: { generation: 'auto-increment', start: '10', increment: '5' } },
    ],
    ['sqlite', '"Sqlite:Autoincrement", true', { identity: { generation: 'auto-increment' } }],
    ['mysql', '"MySql:CharSet", "utf8mb4"', { attributes: { charset: 'utf8mb4' } }],
    ['mysql', '"Relational:Collation", "x"', { collation: 'x' }],
    ['mysql', '"Some:Thing", 1', { attributes: { 'Some:Thing': '1' } }],
  ])('%s: %s', (dialect, annotation, expected) => {
    const call = `migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "int").Annotation(${annotation});`;
    expect(meaningOf(call, { dialect })).toMatchObject([{ column: expected }]);
  });

  test('Pomelo gives a computed point in time its default and its update', () => {
    const call =
      'migrationBuilder.AddColumn<DateTime>(name: "c", table: "t", type: "timestamp(6)").Annotation("MySql:ValueGenerationStrategy", MySqlValueGenerationStrategy.ComputedColumn);';
    const now = { sql: 'CURRENT_TIMESTAMP(6)' };
    expect(meaningOf(call)).toMatchObject([{ column: { default: now, onUpdate: now } }]);
  });
});

describe('AlterColumn', () => {
  const call = (rest: string): string =>
    `migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text"${rest});`;

  test('says both states', () => {
    const rest =
      ', nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "varchar(20)", oldNullable: true, oldComment: "x"';
    expect(meaningOf(call(rest), { dialect: 'postgres' })).toEqual([
      {
        kind: 'AlterColumn',
        table,
        column: 'c',
        change: {
          type: { text: 'text', name: 'text', family: 'text' },
          nullable: false,
          default: { sql: "''", constant: true, calls: [] },
          comment: null,
        },
        old: { type: { text: 'varchar(20)', name: 'varchar', family: 'text' }, nullable: true, comment: 'x' },
      },
    ]);
  });

  test('Npgsql leaves alone what neither state says; MySQL forgets it', () => {
    expect(meaningOf(call(''), { dialect: 'postgres' })[0]).not.toHaveProperty('change.default');
    expect(meaningOf(call(''), { dialect: 'mysql' })[0]).toHaveProperty('change.default', null);
  });

  test('an identity that is taken away', () => {
    const rest = ')\n.OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn';
    expect(meaningOf(call(rest), { dialect: 'postgres' })).toMatchObject([
      { change: { identity: null }, old: { identity: { generation: 'serial' } } },
    ]);
  });
});

test.each([
  ['DropColumn(name: "c", table: "t")', { kind: 'DropColumn', table, column: 'c', cascade: false }],
  ['RenameColumn("c", "t", "d")', { kind: 'RenameColumn', table, column: 'c', newName: 'd' }],
])('%s', (call, expected) => {
  expect(meaningOf(`migrationBuilder.${call};`)).toEqual([expected]);
});
