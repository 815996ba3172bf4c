import { beforeAll, describe, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import { meaningOf, readUp } from './project.ts';

beforeAll(async () => efCore.prepare?.());

const table = { name: 't' };

describe('CreateTable', () => {
  test('columns, keys and checks', () => {
    const call = `migrationBuilder.CreateTable(
      name: "orders",
      schema: "shop",
      columns: table => new
      {
          Id = table.Column<int>(type: "int", nullable: false)
              .Annotation("MySql:ValueGenerationStrategy", MySqlValueGenerationStrategy.IdentityColumn),
          CustomerId = table.Column<int>("int", name: "customer id")
      },
      constraints: table =>
      {
          table.PrimaryKey("PK_orders", x => x.Id);
          table.UniqueConstraint("AK_orders", x => new { x.Id, x.CustomerId });
          table.CheckConstraint("CK_orders", "Id > 0");
          // The owner.
          table.ForeignKey(
              name: "FK_orders",
              column: x => x.CustomerId,
              principalTable: "customers",
              principalColumn: "Id",
              onDelete: ReferentialAction.Cascade);
      },
      comment: "Orders").Annotation("MySql:CharSet", "utf8mb4");`;
    expect(meaningOf(call)).toMatchObject([
      {
        kind: 'CreateTable',
        table: { schema: 'shop', name: 'orders' },
        columns: [
          { name: 'Id', nullable: false, identity: { generation: 'auto-increment' } },
          { name: 'customer id', type: { text: 'int' }, nullable: false },
        ],
        constraints: [
          { kind: 'PrimaryKey', name: 'PK_orders', columns: ['Id'] },
          { kind: 'Unique', name: 'AK_orders', columns: ['Id', 'customer id'] },
          { kind: 'Check', name: 'CK_orders', expression: { sql: 'Id > 0' } },
          {
            kind: 'ForeignKey',
            columns: ['customer id'],
            target: { name: 'customers' },
            targetColumns: ['Id'],
            onDelete: 'cascade',
            onUpdate: 'no-action',
          },
        ],
        indexes: [],
        comment: 'Orders',
        attributes: { charset: 'utf8mb4' },
      },
    ]);
  });

  test('a column that is made by anything else keeps the table from being understood', () => {
    const call = 'migrationBuilder.CreateTable(name: "t", columns: table => new { Id = Make(table) });';
    expect(meaningOf(call)).toMatchObject([
      { kind: 'Opaque', reason: 'not-recognised', detail: 'the column Id is not made by table.Column' },
    ]);
  });
});

test.each<[string, object]>([
  ['DropTable("t")', { kind: 'DropTable', table, cascade: false }],
  ['RenameTable(name: "t", newName: "u")', { kind: 'RenameTable', table, newName: { name: 'u' } }],
  [
    'RenameTable(name: "t", schema: "a", newSchema: "b")',
    { kind: 'RenameTable', table: { schema: 'a', name: 't' }, newName: { schema: 'b', name: 't' } },
  ],
  [
    'AlterTable(name: "t", comment: "new").Annotation("MySql:CharSet", "utf8mb4").OldAnnotation("MySql:CharSet", "latin1")',
    { kind: 'AlterTable', table, attributes: { charset: 'utf8mb4', comment: 'new' } },
  ],
  ['EnsureSchema("s")', { kind: 'CreateSchema', guards: [{ kind: 'if-not-exists' }], name: 's' }],
  ['DropSchema(name: "s")', { kind: 'DropSchema', name: 's', cascade: false }],
  [
    'AddPrimaryKey(name: "PK", table: "t", columns: new[] { "a", "b" })',
    {
      kind: 'AddPrimaryKey',
      table,
      constraint: { kind: 'PrimaryKey', name: 'PK', validated: true, columns: ['a', 'b'] },
    },
  ],
  [
    'AddUniqueConstraint("AK", "t", "a")',
    { kind: 'AddUnique', table, constraint: { kind: 'Unique', name: 'AK', validated: true, columns: ['a'] } },
  ],
  [
    'DropPrimaryKey("PK", "t")',
    { kind: 'DropConstraint', table, name: 'PK', constraint: 'PrimaryKey', cascade: false },
  ],
  [
    'DropForeignKey("FK", "t")',
    { kind: 'DropConstraint', table, name: 'FK', constraint: 'ForeignKey', cascade: false },
  ],
  [
    'DropUniqueConstraint("AK", "t")',
    { kind: 'DropConstraint', table, name: 'AK', constraint: 'Unique', cascade: false },
  ],
  [
    'DropCheckConstraint("CK", "t")',
    { kind: 'DropConstraint', table, name: 'CK', constraint: 'Check', cascade: false },
  ],
  [
    'CreateSequence<int>(name: "q", schema: "s", startValue: 5L, cyclic: true)',
    { kind: 'CreateSequence', name: { schema: 's', name: 'q' }, attributes: { as: 'int', start: '5', cycle: 'true' } },
  ],
  [
    'AlterSequence(name: "q", incrementBy: 2, oldIncrementBy: 1)',
    { kind: 'AlterSequence', name: { name: 'q' }, attributes: { increment: '2' } },
  ],
  ['RestartSequence("q", 10L)', { kind: 'AlterSequence', name: { name: 'q' }, attributes: { restart: '10' } }],
  ['RenameSequence(name: "q", newName: "r")', { kind: 'RenameSequence', name: { name: 'q' }, newName: { name: 'r' } }],
  ['DropSequence("q")', { kind: 'DropSequence', name: { name: 'q' }, cascade: false }],
])('%s', (call, expected) => {
  expect(meaningOf(`migrationBuilder.${call};`)).toEqual([expected]);
});

describe('AddForeignKey', () => {
  test('actions are NoAction unless they are given', () => {
    const call =
      'migrationBuilder.AddForeignKey(name: "FK", table: "t", column: "a", principalTable: "u", onDelete: ReferentialAction.Restrict);';
    expect(meaningOf(call)).toEqual([
      {
        kind: 'AddForeignKey',
        table,
        constraint: {
          kind: 'ForeignKey',
          name: 'FK',
          validated: true,
          columns: ['a'],
          target: { name: 'u' },
          targetColumns: [],
          onDelete: 'restrict',
          onUpdate: 'no-action',
        },
      },
    ]);
  });

  test('several columns, and a target in a schema', () => {
    const call =
      'migrationBuilder.AddForeignKey("FK", "t", new[] { "a", "b" }, "u", principalSchema: "s", principalColumns: new[] { "x", "y" });';
    expect(meaningOf(call)).toMatchObject([
      { constraint: { columns: ['a', 'b'], target: { schema: 's', name: 'u' }, targetColumns: ['x', 'y'] } },
    ]);
  });
});

describe('indexes', () => {
  const create = (rest: string): string => `migrationBuilder.CreateIndex(name: "IX", table: "t", ${rest});`;

  test('one column, or several with a direction each', () => {
    expect(meaningOf(create('column: "a", unique: true, filter: "a > 0"'))).toMatchObject([
      {
        kind: 'CreateIndex',
        index: { name: 'IX', parts: [{ column: 'a' }], unique: true, where: { sql: 'a > 0' } },
        concurrently: false,
      },
    ]);
    expect(meaningOf(create('columns: new[] { "a", "b" }, descending: new[] { false, true }'))).toMatchObject([
      { index: { parts: [{ column: 'a' }, { column: 'b', descending: true }] } },
    ]);
  });

  test('an empty array of directions means that all are descending', () => {
    expect(meaningOf(create('columns: new[] { "a", "b" }, descending: new bool[0]'))).toMatchObject([
      { index: { parts: [{ descending: true }, { descending: true }] } },
    ]);
  });

  test.each([
    ['"Npgsql:IndexMethod", "gin"', { index: { method: 'gin' } }],
    ['"Npgsql:IndexInclude", new[] { "b" }', { index: { include: ['b'] } }],
    ['"Npgsql:NullsDistinct", false', { index: { nullsNotDistinct: true } }],
    ['"Npgsql:IndexOperators", new[] { "gin_trgm_ops" }', { index: { parts: [{ operatorClass: 'gin_trgm_ops' }] } }],
    ['"SqlServer:Include", new[] { "b" }', { index: { include: ['b'] } }],
    ['"SqlServer:Clustered", false', { index: { clustered: false } }],
    ['"MySql:FullTextIndex", true', { index: { method: 'fulltext' } }],
    ['"MySql:IndexPrefixLength", new[] { 10 }', { index: { parts: [{ column: 'a', prefix: 10 }] } }],
    ['"Other:Thing", "x"', { index: { attributes: { 'Other:Thing': 'x' } } }],
  ])('annotation %s', (annotation, expected) => {
    expect(meaningOf(create('column: "a"').replace(';', `.Annotation(${annotation});`))).toMatchObject([expected]);
  });

  test('Npgsql builds an index concurrently outside of the transaction', () => {
    const { migration } = readUp(
      create('column: "a"').replace(';', '.Annotation("Npgsql:CreatedConcurrently", true);'),
    );
    expect(migration.up).toMatchObject([{ outsideTransaction: true, operations: [{ concurrently: true }] }]);
  });

  test.each([
    [
      'DropIndex(name: "IX", table: "t", schema: "s")',
      {
        kind: 'DropIndex',
        name: { schema: 's', name: 'IX' },
        table: { schema: 's', name: 't' },
        concurrently: false,
        cascade: false,
      },
    ],
    [
      'RenameIndex(name: "IX", table: "t", newName: "IY")',
      { kind: 'RenameIndex', name: { name: 'IX' }, table, newName: 'IY' },
    ],
  ])('%s', (call, expected) => {
    expect(meaningOf(`migrationBuilder.${call};`)).toEqual([expected]);
  });
});

describe('AlterDatabase', () => {
  test.each([
    ['"Npgsql:PostgresExtension:uuid-ossp", ",,"', 'CREATE EXTENSION IF NOT EXISTS "uuid-ossp"'],
    ["\"Npgsql:PostgresExtension:citext\", \"'ext', '', ''\"", 'CREATE EXTENSION IF NOT EXISTS "citext" SCHEMA "ext"'],
    [
      '"Npgsql:CollationDefinition:ci", "en-u-ks-primary,en-u-ks-primary,icu,False"',
      `CREATE COLLATION "ci" (LOCALE = 'en-u-ks-primary', PROVIDER = icu, DETERMINISTIC = False)`,
    ],
  ])('%s is what Npgsql runs, as the dialect reads it', (annotation, sql) => {
    expect(meaningOf(`migrationBuilder.AlterDatabase().Annotation(${annotation});`)).toEqual([
      { kind: 'Query', text: sql, reads: [] },
    ]);
  });

  test('enum types that are made, grow and go', () => {
    const call = `migrationBuilder.AlterDatabase()
      .Annotation("Npgsql:Enum:shop.mood", "happy,sad")
      .Annotation("Npgsql:Enum:size", "s,m,l,xl")
      .OldAnnotation("Npgsql:Enum:size", "s,l")
      .OldAnnotation("Npgsql:Enum:old", "a");`;
    expect(meaningOf(call)).toEqual([
      {
        kind: 'CreateType',
        name: { schema: 'shop', name: 'mood' },
        definition: { kind: 'enum', values: ['happy', 'sad'] },
      },
      { kind: 'AddEnumValue', name: { name: 'size' }, value: 'm', position: { before: 'l' } },
      { kind: 'AddEnumValue', name: { name: 'size' }, value: 'xl' },
      { kind: 'DropType', name: { name: 'old' }, cascade: false },
    ]);
  });

  test('other options, and nothing at all', () => {
    expect(
      meaningOf('migrationBuilder.AlterDatabase(collation: "x").Annotation("MySql:CharSet", "utf8mb4");'),
    ).toMatchObject([{ kind: 'AlterObject', objectType: 'database', definition: 'CHARACTER SET utf8mb4 COLLATE x' }]);
    expect(meaningOf('migrationBuilder.AlterDatabase();')).toMatchObject([{ kind: 'NoChange' }]);
  });
});
