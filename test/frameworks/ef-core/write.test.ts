import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { fakeDialect } from './fake-dialect.ts';
import { arbitraryOperation } from './arbitrary-operation.ts';
import { meaningOf, migrationText, readText, withoutSpan } from './project.ts';

beforeAll(async () => efCore.prepare?.());

const marker = '/* here */';
const span = { file: 'a', start: 0, end: 0 };

function write(operations: readonly Operation[], dialect: DialectName = 'mysql', head = ''): string | undefined {
  const text = head + migrationText(marker);
  const { migration } = readText(text);
  const request = { migration, operations, text, offset: text.indexOf(marker), dialect: fakeDialect(dialect) };
  return efCore.write(request);
}

/** What the given statements mean, written again. */
function rewrite(up: string, dialect: DialectName = 'mysql'): string | undefined {
  return write(readText(migrationText(up), { dialect }).operations, dialect);
}

describe('the scaffolder’s own formatting', () => {
  test('an argument a line', () => {
    const call = `migrationBuilder.AddColumn<int>(
                name: "ProductID",
                table: "subscription_plan",
                type: "int",
                nullable: false,
                defaultValue: 0);`;
    expect(rewrite(call)).toBe(call);
  });

  test.each([
    ['int', 'int', '0'],
    ['decimal', 'decimal(18,2)', '-1.50m'],
    ['string', 'longtext', String.raw`"it's \"x\""`],
    ['DateTime', 'datetime(6)', 'new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)'],
    ['Guid', 'char(36)', 'new Guid("00000000-0000-0000-0000-000000000000")'],
  ])('a default is a value of the column’s type: %s', (clrType, type, value) => {
    const call = `migrationBuilder.AddColumn<${clrType}>(name: "c", table: "t", type: "${type}", defaultValue: ${value});`;
    expect(rewrite(call)).toContain(`AddColumn<${clrType}>`);
    expect(rewrite(call)).toContain(`defaultValue: ${value})`);
  });

  test('a default that is no value of the column’s type stays SQL', () => {
    const call = 'migrationBuilder.AddColumn<int>(name: "c", table: "t", type: "int", defaultValueSql: "now()");';
    expect(rewrite(call)).toContain('defaultValueSql: "now()")');
  });

  test('calls are separated by an empty line', () => {
    const calls = `migrationBuilder.RenameColumn(
                name: "ProductID",
                table: "subscription_plan",
                newName: "tempProductId");

            migrationBuilder.AddForeignKey(
                name: "FK_subscription_plan_product_ProductID",
                table: "subscription_plan",
                column: "ProductID",
                principalTable: "product",
                principalColumn: "ID",
                onDelete: ReferentialAction.Restrict);`;
    expect(rewrite(calls)).toBe(calls);
  });

  test('a whole table', () => {
    const call = `migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("MySql:ValueGenerationStrategy", Microsoft.EntityFrameworkCore.Metadata.MySqlValueGenerationStrategy.IdentityColumn),
                    order_no = table.Column<string>(name: "order no", type: "longtext", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders", x => new { x.Id, x.order_no });
                    table.ForeignKey(
                        name: "FK_orders",
                        column: x => x.Id,
                        principalTable: "customers",
                        principalColumn: "Id");
                })
                .Annotation("MySql:CharSet", "utf8mb4");`;
    expect(rewrite(call)).toBe(call);
  });

  test('enumerations of the provider are not qualified where they are imported', () => {
    const [operation] = readText(
      migrationText(
        'migrationBuilder.AddColumn<int>(name: "a", table: "t", type: "int").Annotation("MySql:ValueGenerationStrategy", MySqlValueGenerationStrategy.IdentityColumn);',
      ),
    ).operations;
    const written = write(
      operation === undefined ? [] : [operation],
      'mysql',
      'using Microsoft.EntityFrameworkCore.Metadata;\n',
    );
    expect(written).toContain('"MySql:ValueGenerationStrategy", MySqlValueGenerationStrategy.IdentityColumn');
  });

  test('the builder has the name that it has there, and the first line is indented when nothing stands before it', () => {
    const text = 'class M : Migration\n{\n\tvoid Up(MigrationBuilder mb)\n\t{\n\t\tmb.DropTable("a");\n\t}\n}';
    const { migration } = readText(text);
    const drop: Operation = { kind: 'DropTable', span, table: { name: 't' }, cascade: false };
    const offset = text.indexOf('\t\tmb.');
    expect(efCore.write({ migration, operations: [drop], text, offset, dialect: fakeDialect('mysql') })).toBe(
      '\t\tmb.DropTable(\n\t\t    name: "t");',
    );
  });
});

describe('SQL', () => {
  test('says what the builder has no call for', () => {
    const query: Operation = { kind: 'Query', span, text: 'UPDATE t SET a = \'\\\' WHERE "b" = 1', reads: [] };
    expect(write([query])).toBe(String.raw`migrationBuilder.Sql("UPDATE t SET a = '\\' WHERE \"b\" = 1;");`);
  });

  test('of several lines is a literal a line', () => {
    const query: Operation = { kind: 'Query', span, text: 'begin\n  x\nend', reads: [] };
    expect(write([query])).toBe(
      ['migrationBuilder.Sql(', '    "begin\\n" +', '    "  x\\n" +', '    "end;");'].join('\n            '),
    );
  });

  test('is no way out when the dialect cannot say it', () => {
    const truncate: Operation = { kind: 'Truncate', span, tables: [{ name: 't' }], cascade: false };
    expect(write([truncate])).toBeUndefined();
  });

  test('takes over where the builder would lose something', () => {
    const guarded: Operation = {
      kind: 'DropTable',
      span,
      guards: [{ kind: 'if-exists' }],
      table: { name: 't' },
      cascade: false,
    };
    expect(write([guarded])).toBeUndefined();
  });
});

describe('what is written is read as the same', () => {
  test('for any operation', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(arbitraryOperation, { minLength: 1, maxLength: 3 }), (operations) => {
        const written = write(operations, 'postgres');
        expect(written).toBeDefined();
        const read = meaningOf(written ?? '', { dialect: 'postgres' }).map(withoutOld);
        expect(read).toEqual(operations.map(withoutSpan));
      }),
    );
  });

  /** An AlterColumn that was written without its old state is read as if that had been NOT NULL. */
  function withoutOld(meaning: object): object {
    return Object.fromEntries(Object.entries(meaning).filter(([key]) => key !== 'old'));
  }
});
