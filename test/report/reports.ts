import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { ChainSummary, Report } from '../../src/model/report.ts';
import type { Span } from '../../src/model/span.ts';
import type { FormatOptions } from '../../src/report/index.ts';

export const migrationFile = 'src/Migrations/20240201_RestrictProduct.cs';

const migrationText = `using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations
{
    public partial class RestrictProduct : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey("FK_subscription_plan_product_ProductID", "subscription_plan");

            migrationBuilder.AddForeignKey(
                name: "FK_subscription_plan_product_ProductID",
                table: "subscription_plan",
                column: "ProductID",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
`;

/** The span of a part of the text that occurs once. */
export function spanIn(file: string, text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start === -1) throw new Error(`${part} is not in ${file}`);
  return { file, start, end: start + part.length };
}

export const dropped = spanIn(
  migrationFile,
  migrationText,
  'migrationBuilder.DropForeignKey("FK_subscription_plan_product_ProductID", "subscription_plan")',
);

const added = spanIn(
  migrationFile,
  migrationText,
  migrationText.slice(
    migrationText.indexOf('migrationBuilder.Add'),
    migrationText.indexOf('Restrict);') + 'Restrict)'.length,
  ),
);

/** A finding with everything that every finding has; the rest is given. */
export function diagnostic(given: Partial<Diagnostic>): Diagnostic {
  return {
    rule: 'no-drop-column',
    severity: 'error',
    message: 'plan.price is dropped',
    why: 'its values are lost',
    remedy: '',
    span: dropped,
    migration: '20240201_RestrictProduct',
    chain: 'mysql',
    related: [],
    suggestions: [],
    docs: 'https://example.test/no-drop-column',
    fingerprint: '1a2b3c',
    ...given,
  };
}

export const foreignKeyChange = diagnostic({
  rule: 'safe-foreign-key-change',
  message: 'FK_subscription_plan_product_ProductID changes ON DELETE from Cascade to Restrict in place',
  why: 'MySQL commits each step by itself: if the key cannot come back, subscription_plan is left without it, and meanwhile rows that point nowhere can be written',
  remedy: 'rename ProductID to tempProductId, add ProductID, copy, add the key and index, drop tempProductId',
  related: [
    { span: dropped, message: 'the key goes here' },
    { span: added, message: 'and comes back as Restrict' },
  ],
  rewrite: {
    title: 'Write these 7 steps, in Up and in Down',
    edits: [
      { span: dropped, text: 'migrationBuilder.RenameColumn("ProductID", "subscription_plan", "tempProductId")' },
    ],
  },
});

export const mysqlChain: ChainSummary = {
  name: 'mysql',
  framework: 'ef-core',
  dialect: 'mysql',
  evidence: ['ShopContextModelSnapshot.cs names Pomelo'],
  migrations: 164,
  judged: 3,
  shipped: 161,
  shippedWhere: 'on origin/main',
};

export function report(given: Partial<Report>): Report {
  return {
    coverage: { files: 492, migrations: 164, judged: 3, shipped: 161, statements: 24, operations: 31, opaque: 0 },
    chains: [mysqlChain],
    diagnostics: [],
    suppressed: 0,
    notes: [],
    texts: new Map([[migrationFile, migrationText]]),
    durationMs: 213,
    ...given,
  };
}

/** A run in the root of the project, which is the folder `services/shop` of its repository. */
export const options: FormatOptions = {
  color: false,
  width: 80,
  toolVersion: '1.0.0',
  fromRepository: (file) => `services/shop/${file}`,
  fromFolder: (file) => file,
};
