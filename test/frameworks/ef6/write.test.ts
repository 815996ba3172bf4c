import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ef6 } from '../../../src/frameworks/ef6/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { migrationText, readText, readUp, withoutSpan } from './project.ts';

const marker = '/* here */';

/** What the given statements mean, written again. */
async function rewrite(up: string, dialect: DialectName = 'sqlserver'): Promise<string | undefined> {
  const { operations, migration, dialect: loaded } = await readUp(up, { dialect });
  const text = migrationText(marker);
  return ef6.write({ migration, operations, text, offset: text.indexOf(marker), dialect: loaded });
}

describe('the scaffolder’s own calls', () => {
  test.each([
    'AddColumn("dbo.Orders", "Name", c => c.String(nullable: false, maxLength: 50, defaultValue: ""));',
    'AlterColumn("dbo.Orders", "Total", c => c.Decimal(nullable: false, precision: 10, scale: 2));',
    'DropColumn("dbo.Orders", "Name");',
    'RenameColumn(table: "dbo.Orders", name: "A", newName: "B");',
    'DropTable("dbo.Orders");',
    'AddForeignKey("dbo.Orders", "CustomerId", "dbo.Customers", "Id", cascadeDelete: true);',
    'DropForeignKey("dbo.Orders", "FK_dbo.Orders_dbo.Customers_CustomerId");',
    'AddPrimaryKey("dbo.Orders", new[] { "A", "B" });',
    'DropPrimaryKey("dbo.Orders");',
    'CreateIndex("dbo.Orders", "CustomerId", unique: true, name: "UX");',
    'DropIndex("dbo.Orders", "IX_CustomerId");',
    'RenameIndex(table: "dbo.Orders", name: "A", newName: "B");',
  ])('%s', async (call) => {
    expect(await rewrite(call)).toBe(call);
  });

  test('a whole table', async () => {
    const call = `CreateTable(
                "dbo.Orders",
                c => new
                    {
                        Id = c.Int(nullable: false, identity: true),
                        CustomerId = c.Int(),
                    })
                .PrimaryKey(t => t.Id)
                .ForeignKey("dbo.Customers", t => t.CustomerId)
                .Index(t => t.CustomerId);`;
    expect(await rewrite(call)).toBe(call);
  });
});

test('what has no call is SQL', async () => {
  expect(await rewrite('Sql("ALTER TABLE dbo.A ADD CONSTRAINT CK CHECK (X > 0)");')).toMatch(
    /^Sql\("ALTER TABLE .*CHECK/,
  );
});

test('a required column without a default is SQL, since the generator would give it one', async () => {
  expect(await rewrite('Sql("ALTER TABLE dbo.A ADD X int NOT NULL");')).toMatch(/^Sql\(/);
});

const name = fc.constantFrom('Id', 'order no', 'a"b', 'class', 'é');
const type = fc.constantFrom(
  'Int()',
  'String(maxLength: 9)',
  'DateTime()',
  'Guid(nullable: false)',
  'Binary()',
  'Time()',
);
const dialects = fc.constantFrom('sqlserver' as const, 'postgres' as const, 'mysql' as const);

test('reading what was written gives the operation back', async () => {
  await fc.assert(
    fc.asyncProperty(name, name, type, dialects, async (table, column, code, dialect) => {
      const text = (value: string): string => JSON.stringify(value);
      const up = `AddColumn(${text(`dbo.${table}`)}, ${text(column)}, c => c.${code});
        CreateIndex(${text(table)}, ${text(column)});`;
      const { operations } = await readUp(up, { dialect });
      const written = await rewrite(up, dialect);
      const again = await readText(migrationText(written ?? ''), { dialect });
      expect(again.operations.map(withoutSpan)).toEqual(operations.map(withoutSpan));
    }),
    { numRuns: 15 },
  );
});
