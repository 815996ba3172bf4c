import { describe, expect, test } from 'vitest';
import { meaningOf, readUp } from './project.ts';

const table = { schema: 'dbo', name: 'Orders' };

describe('CreateTable', () => {
  const call = `CreateTable(
      "shop.Orders",
      c => new
          {
              Id = c.Int(nullable: false, identity: true),
              CustomerId = c.Int(nullable: false, name: "customer id"),
              Note = c.String(),
              Version = c.Binary(nullable: false, fixedLength: true, timestamp: true, storeType: "rowversion"),
          })
      .PrimaryKey(t => t.Id)
      .ForeignKey("shop.Customers", t => t.CustomerId, cascadeDelete: true)
      .Index(t => new { t.CustomerId, t.Id }, unique: true);`;

  test('columns with their types, and what is chained with EF’s own names', async () => {
    expect(await meaningOf(call)).toMatchObject([
      { kind: 'CreateSchema', name: 'shop', guards: [{ kind: 'if-not-exists' }] },
      {
        kind: 'CreateTable',
        table: { schema: 'shop', name: 'Orders' },
        columns: [
          { name: 'Id', type: { text: 'int' }, nullable: false, identity: { generation: 'auto-increment' } },
          { name: 'customer id', type: { text: 'int' }, nullable: false },
          { name: 'Note', type: { text: 'nvarchar(max)' }, nullable: true },
          { name: 'Version', type: { text: 'rowversion' }, nullable: false },
        ],
        constraints: [
          { kind: 'PrimaryKey', name: 'PK_shop.Orders', columns: ['Id'] },
          {
            kind: 'ForeignKey',
            name: 'FK_shop.Orders_shop.Customers_customer id',
            columns: ['customer id'],
            target: { schema: 'shop', name: 'Customers' },
            targetColumns: [],
            onDelete: 'cascade',
            onUpdate: 'no-action',
          },
        ],
        indexes: [{ name: 'IX_customer id_Id', unique: true, parts: [{ column: 'customer id' }, { column: 'Id' }] }],
      },
    ]);
  });

  test('Npgsql puts the table in front of the index and numbers by a sequence', async () => {
    const [, created] = await meaningOf(call, { dialect: 'postgres' });
    expect(created).toMatchObject({
      columns: [{ identity: { generation: 'serial' } }, {}, { type: { text: 'text' } }, {}],
      indexes: [{ name: 'Orders_IX_customer id_Id' }],
    });
  });

  test('MySQL’s generator knows no schema dbo, and cascades updates with deletes', async () => {
    const [created] = await meaningOf(call.replaceAll('shop.', 'dbo.'), { dialect: 'mysql' });
    expect(created).toMatchObject({
      table: { name: 'Orders' },
      constraints: [
        { kind: 'PrimaryKey' },
        { name: 'FK_Orders_Customers_customer id', onDelete: 'cascade', onUpdate: 'cascade' },
      ],
    });
  });

  test('what is chained and not known makes the call opaque', async () => {
    expect(await meaningOf('CreateTable("T", c => new { Id = c.Int() }).Audit();')).toMatchObject([
      { kind: 'Opaque', reason: 'not-recognised', detail: '.Audit(...) on CreateTable is not known here' },
    ]);
  });
});

describe('column types', () => {
  test.each([
    ['c.String(maxLength: 50)', 'nvarchar(50)'],
    ['c.String(maxLength: 50, unicode: false)', 'varchar(50)'],
    ['c.String(maxLength: 5, fixedLength: true)', 'nchar(5)'],
    ['c.String(maxLength: 5000)', 'nvarchar(max)'],
    ['c.String(storeType: "nvarchar")', 'nvarchar(4000)'],
    ['c.Binary()', 'varbinary(max)'],
    ['c.DateTime(precision: 7, storeType: "datetime2")', 'datetime2(7)'],
    ['c.DateTime(storeType: "date")', 'date'],
    ['c.DateTime()', 'datetime'],
    ['c.Decimal()', 'decimal(18,0)'],
    ['c.Decimal(precision: 10, scale: 2)', 'decimal(10,2)'],
    ['c.Guid()', 'uniqueidentifier'],
    ['c.Geography()', 'geography'],
  ])('%s is %s in SQL Server', async (code, type) => {
    expect(await meaningOf(`AddColumn("dbo.Orders", "C", c => ${code});`)).toMatchObject([
      { column: { type: { text: type } } },
    ]);
  });

  test.each([
    ['postgres', 'c.Decimal(precision: 10)', 'numeric(10,4)'],
    ['postgres', 'c.DateTimeOffset()', 'timestamp with time zone'],
    ['mysql', 'c.String(maxLength: 50)', 'varchar(50)'],
    ['mysql', 'c.String()', 'longtext'],
    ['mysql', 'c.DateTime(precision: 0)', 'datetime'],
  ] as const)('in %s %s is %s', async (dialect, code, type) => {
    const read = await meaningOf(`AddColumn("dbo.Orders", "C", c => ${code});`, { dialect });
    expect(read).toMatchObject([{ column: { type: { text: type } } }]);
  });
});

describe('AddColumn', () => {
  test('is nullable unless it says otherwise', async () => {
    const [added] = await meaningOf('AddColumn("dbo.Orders", "Total", c => c.Int());');
    expect(added).toMatchObject({ kind: 'AddColumn', table, column: { name: 'Total', nullable: true } });
    expect(added).not.toHaveProperty('column.default');
  });

  test.each([
    ['c.Int(nullable: false)', '0'],
    ['c.Boolean(nullable: false)', '0'],
    ['c.Int(nullable: false, defaultValue: 7)', '7'],
    ['c.Guid(nullable: false, identity: true)', 'newsequentialid()'],
    ['c.DateTime(nullable: false, defaultValueSql: "GETUTCDATE()")', 'GETUTCDATE()'],
  ])('SQL Server’s generator fills a required column: %s', async (code, value) => {
    const [added] = await meaningOf(`AddColumn("dbo.Orders", "C", c => ${code});`);
    expect(added).toHaveProperty(
      'column.default.sql',
      expect.stringMatching(new RegExp(`^\\(*${value.replace(/[()]/g, '\\$&')}\\)*$`, 'i')),
    );
  });

  test('other generators leave it without a default', async () => {
    const [added] = await meaningOf('AddColumn("T", "C", c => c.Int(nullable: false));', { dialect: 'postgres' });
    expect(added).not.toHaveProperty('column.default');
  });
});

describe('other calls', () => {
  test('AlterColumn says the column anew; its default gets EF’s name', async () => {
    expect(
      await meaningOf('AlterColumn("dbo.Orders", "C", c => c.Int(nullable: false, defaultValue: 1));'),
    ).toMatchObject([
      { kind: 'AlterColumn', table, column: 'C', change: { nullable: false, defaultName: 'DF_dbo.Orders_C' } },
    ]);
    expect(await meaningOf('AlterColumn("dbo.Orders", "C", c => c.Int());')).toMatchObject([
      { change: { nullable: true, default: null } },
    ]);
  });

  test('columns and tables are dropped, renamed and moved', async () => {
    const calls = `DropColumn("dbo.Orders", "C");
      RenameColumn(table: "dbo.Orders", name: "A", newName: "B");
      MoveTable(name: "dbo.Orders", newSchema: "old");
      DropTable("old.Orders");`;
    expect(await meaningOf(calls)).toMatchObject([
      { kind: 'DropColumn', table, column: 'C' },
      { kind: 'RenameColumn', table, column: 'A', newName: 'B' },
      { kind: 'CreateSchema', name: 'old' },
      { kind: 'RenameTable', table, newName: { schema: 'old', name: 'Orders' } },
      { kind: 'DropTable', table: { schema: 'old', name: 'Orders' } },
    ]);
  });

  test('the primary key follows a renamed table when EF named it', async () => {
    expect(await meaningOf('RenameTable(name: "dbo.Orders", newName: "Sales");')).toMatchObject([
      { kind: 'RenameTable', table, newName: { schema: 'dbo', name: 'Sales' } },
      { kind: 'RenameConstraint', name: 'PK_dbo.Orders', newName: 'PK_dbo.Sales', guards: [{ kind: 'object' }] },
    ]);
  });

  test('sp_rename takes a new name with a dot as one name', async () => {
    const [renamed] = await meaningOf('RenameTable("dbo.Orders", "dbo.Sales");');
    expect(renamed).toMatchObject({ newName: { schema: 'dbo', name: 'dbo.Sales' } });
  });

  test.each([
    ['DropForeignKey("dbo.A", "FK_X");', 'FK_X'],
    ['DropForeignKey("dbo.A", "BId", "dbo.B");', 'FK_dbo.A_dbo.B_BId'],
    ['DropForeignKey("dbo.A", new[] { "X", "Y" }, "dbo.B");', 'FK_dbo.A_dbo.B_X_Y'],
    ['DropForeignKey(dependentTable: "dbo.A", name: "FK_X");', 'FK_X'],
    ['DropPrimaryKey("dbo.A");', 'PK_dbo.A'],
    ['DropPrimaryKey("dbo.A", "K");', 'K'],
  ])('%s drops %s', async (code, name) => {
    expect(await meaningOf(code)).toMatchObject([{ kind: 'DropConstraint', table: { name: 'A' }, name }]);
  });

  test.each([
    ['DropIndex("dbo.A", "IX_X");', 'IX_X'],
    ['DropIndex("dbo.A", new[] { "X", "Y" });', 'IX_X_Y'],
  ])('%s drops %s if it is there', async (code, name) => {
    expect(await meaningOf(code)).toMatchObject([
      { kind: 'DropIndex', name: { name }, guards: [{ kind: 'if-exists' }] },
    ]);
  });

  test('names are cut at 128 characters', async () => {
    const [key] = await meaningOf(`AddForeignKey("dbo.${'a'.repeat(70)}", "B", "dbo.${'b'.repeat(70)}", "Id");`);
    expect(key).toHaveProperty('constraint.name.length', 128);
  });

  test('a procedure is the statement that the generator makes of it', async () => {
    const code = `CreateStoredProcedure("dbo.Find", p => new { id = p.Int(defaultValue: 1), n = p.String(maxLength: 9, outParameter: true) },
      body: "SELECT * FROM dbo.Orders WHERE Id = @id");`;
    const [routine] = await meaningOf(code);
    expect(routine).toMatchObject({ kind: 'CreateRoutine', name: { schema: 'dbo', name: 'Find' }, replace: false });
    expect(routine).toHaveProperty('definition', expect.stringContaining('@n nvarchar(9) OUT'));
  });

  test('annotations of a table do nothing to the database', async () => {
    const code =
      'AlterTableAnnotations("dbo.Orders", c => new { Id = c.Int() }, annotations: new Dictionary<string, AnnotationValues>());';
    expect(await meaningOf(code)).toMatchObject([{ kind: 'NoChange' }]);
  });

  test('anonymous arguments are for the generator', async () => {
    const code = 'CreateIndex("dbo.Orders", "C", clustered: true, anonymousArguments: new { Online = true });';
    const { operations, migration } = await readUp(code);
    expect(operations).toMatchObject([
      { kind: 'CreateIndex', index: { name: 'IX_C', clustered: true, unique: false } },
    ]);
    expect(migration.problems).toEqual([]);
  });
});
