// npm run bench:readers: how many statements a second each dialect reads, warm and bundled as it ships, on SQL written here.
import { performance } from 'node:perf_hooks';
import type { Dialect } from '../src/dialects/dialect.ts';
import { loadDialect } from '../src/dialects/index.ts';
import type { DialectName } from '../src/model/names.ts';
import { dialectNames } from '../src/model/names.ts';
import { plainText } from '../src/model/source-text.ts';

const copies = 400;
const rounds = 25;

/** A migration's usual statements, `N` standing for a number that makes names unique. */
const samples: Readonly<Record<DialectName, string>> = {
  postgres: `
    CREATE TABLE orders_N (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL, total numeric(10,2), note text DEFAULT '');
    ALTER TABLE orders_N ADD COLUMN shipped_at timestamptz;
    ALTER TABLE orders_N ADD CONSTRAINT orders_N_customer FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
    CREATE INDEX CONCURRENTLY orders_N_customer_idx ON orders_N (customer_id) WHERE total > 0;
    UPDATE orders_N SET note = 'none' WHERE note IS NULL;
    DROP TABLE old_N;`,
  mysql: `
    CREATE TABLE \`orders_N\` (\`id\` bigint NOT NULL AUTO_INCREMENT, \`customer_id\` bigint NOT NULL, \`total\` decimal(10,2), \`note\` varchar(200) DEFAULT '', PRIMARY KEY (\`id\`), KEY \`customer\` (\`customer_id\`)) ENGINE=InnoDB;
    ALTER TABLE orders_N ADD COLUMN shipped_at datetime(6) NULL AFTER total, ALGORITHM=INPLACE;
    ALTER TABLE orders_N ADD CONSTRAINT orders_N_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;
    CREATE INDEX orders_N_note ON orders_N (note(20));
    UPDATE orders_N SET note = 'none' WHERE note IS NULL;
    DROP TABLE old_N;`,
  sqlserver: `
    CREATE TABLE [dbo].[orders_N] ([Id] UNIQUEIDENTIFIER NOT NULL, [CustomerId] UNIQUEIDENTIFIER NOT NULL, [Total] DECIMAL(10,2) NULL, CONSTRAINT [PK_orders_N] PRIMARY KEY CLUSTERED ([Id] ASC));
    GO
    IF COL_LENGTH('[dbo].[orders_N]', 'ShippedAt') IS NULL
    BEGIN
        ALTER TABLE [dbo].[orders_N] ADD [ShippedAt] DATETIME2(7) NULL
    END
    GO
    ALTER TABLE [dbo].[orders_N] ADD CONSTRAINT [FK_orders_N] FOREIGN KEY ([CustomerId]) REFERENCES [dbo].[Customer] ([Id])
    GO
    CREATE NONCLUSTERED INDEX [IX_orders_N] ON [dbo].[orders_N]([CustomerId] ASC)
    UPDATE [dbo].[orders_N] SET [Total] = 0 WHERE [Total] IS NULL
    DROP TABLE [dbo].[old_N]
    GO`,
  sqlite: `
    CREATE TABLE "orders_N" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL REFERENCES "customers" ("id"), "total" NUMERIC, "note" TEXT DEFAULT '');
    ALTER TABLE "orders_N" ADD COLUMN "shipped_at" TEXT;
    CREATE INDEX "orders_N_customer" ON "orders_N" ("customer_id") WHERE "total" > 0;
    UPDATE "orders_N" SET "note" = 'none' WHERE "note" IS NULL;
    INSERT INTO "orders_N" ("customer_id", "note") VALUES (1, 'a'), (2, 'b');
    DROP TABLE "old_N";`,
};

for (const name of dialectNames) {
  console.log(`${name.padEnd(10)} ${measure(await loadDialect(name), samples[name])}`);
}

function measure(dialect: Dialect, sample: string): string {
  const text = Array.from({ length: copies }, (_, at) => sample.replaceAll('_N', `_${String(at)}`)).join('\n');
  const source = plainText('bench.sql', text);
  const rates = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const { statements } = dialect.read(source);
    return (statements.length / (performance.now() - start)) * 1000;
  });
  // The first rounds are cold.
  const warm = rates.slice(10).sort((one, other) => one - other);
  return `${String(Math.round(warm[Math.floor(warm.length / 2)] ?? 0))} statements/s (median of ${String(warm.length)} warm rounds)`;
}
