import type { ChainConfig } from '../../src/config/config.ts';

/** A project of one tool: a table in use, and a migration that does to it whatever the rules can put into steps. */
export interface RewriteProject {
  readonly framework: string;
  readonly shipped: Readonly<Record<string, string>>;
  readonly added: Readonly<Record<string, string>>;
  readonly chain?: Partial<ChainConfig>;
}

const table = 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text, team_id bigint);';

const changes = [
  "SET lock_timeout = '5s'",
  'CREATE INDEX users_name_idx ON users (name)',
  'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
  'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email)',
  'ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()',
  'ALTER TABLE users ADD CONSTRAINT users_email_check CHECK (length(email) > 3)',
];

const wayBack = [
  "SET lock_timeout = '5s'",
  'ALTER TABLE users DROP CONSTRAINT users_email_check',
  'ALTER TABLE users DROP COLUMN token',
  'ALTER TABLE users DROP CONSTRAINT users_email_key',
  'ALTER TABLE users ALTER COLUMN name DROP NOT NULL',
  'DROP INDEX users_name_idx',
];

function sqlOf(statements: readonly string[]): string {
  return statements.map((sql) => `${sql};\n`).join('');
}

function calls(statements: readonly string[], call: (sql: string) => string, indentation = '  '): string {
  return statements.map((sql) => `${indentation}${call(`\`${sql}\``)};\n`).join('');
}

const [up, down] = [sqlOf(changes), sqlOf(wayBack)];

/** A script with a function for each side. */
function functions(
  of: (side: 'up' | 'down') => string,
  call: (sql: string) => string,
): (kind: 'first' | 'second') => string {
  return (kind) => {
    const [forth, back] = kind === 'first' ? [[table], ['DROP TABLE users']] : [changes, wayBack];
    return `${of('up')}\n${calls(forth, call)}};\n\n${of('down')}\n${calls(back, call)}};\n`;
  };
}

/** A class, or an object, with a method for each side. */
function methods(
  open: string,
  of: (side: 'up' | 'down') => string,
  call: (sql: string) => string,
  [between, close]: readonly [string, string],
): (kind: 'first' | 'second') => string {
  return (kind) => {
    const [forth, back] = kind === 'first' ? [[table], ['DROP TABLE users']] : [changes, wayBack];
    return `${open}\n  ${of('up')}\n${calls(forth, call, '    ')}  }${between}\n\n  ${of('down')}\n${calls(back, call, '    ')}  }${between}\n${close}\n`;
  };
}

const knex = functions(
  (side) => `exports.${side} = async function (knex) {`,
  (sql) => `await knex.raw(${sql})`,
);
const pgm = functions(
  (side) => `exports.${side} = (pgm) => {`,
  (sql) => `pgm.sql(${sql})`,
);
const kysely = functions(
  (side) => `exports.${side} = async (db) => {`,
  (sql) => `await sql${sql}.execute(db)`,
);
const sequelize = methods(
  'module.exports = {',
  (side) => `async ${side}(queryInterface) {`,
  (sql) => `await queryInterface.sequelize.query(${sql})`,
  [',', '};'],
);
const typeorm = (name: string): ((kind: 'first' | 'second') => string) =>
  methods(
    `import type { MigrationInterface, QueryRunner } from 'typeorm';\n\nexport class ${name} implements MigrationInterface {`,
    (side) => `async ${side}(queryRunner: QueryRunner): Promise<void> {`,
    (sql) => `await queryRunner.query(${sql})`,
    ['', '}'],
  );
const mikroOrm = (name: string): ((kind: 'first' | 'second') => string) =>
  methods(
    `import { Migration } from '@mikro-orm/migrations';\n\nexport class ${name} extends Migration {`,
    (side) => `override async ${side}(): Promise<void> {`,
    (sql) => `this.addSql(${sql})`,
    ['', '}'],
  );

function efCore(id: string, forth: readonly string[], back: readonly string[]): string {
  const sql = (statements: readonly string[]): string =>
    statements.map((one) => `            migrationBuilder.Sql("${one.replace(/;$/, '')};");\n`).join('\n');
  return `using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shop.Data;

namespace Shop.Migrations
{
    [DbContext(typeof(ShopContext))]
    [Migration("${id}")]
    public partial class ${id.replace(/^\d+_/, '')} : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
${sql(forth)}        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
${sql(back)}        }
    }
}
`;
}

export const rewriteProjects: readonly RewriteProject[] = [
  { framework: 'sql', shipped: { 'm/0001_init.sql': table }, added: { 'm/0002_add_keys.sql': up } },
  {
    framework: 'golang-migrate',
    shipped: { 'm/000001_init.up.sql': table, 'm/000001_init.down.sql': 'DROP TABLE users;' },
    added: { 'm/000002_add_keys.up.sql': up, 'm/000002_add_keys.down.sql': down },
  },
  {
    framework: 'goose',
    shipped: { 'm/00001_init.sql': `-- +goose Up\n${table}\n\n-- +goose Down\nDROP TABLE users;\n` },
    added: { 'm/00002_add_keys.sql': `-- +goose Up\n${up}\n-- +goose Down\n${down}` },
  },
  {
    framework: 'dbmate',
    shipped: { 'm/20240101000000_init.sql': `-- migrate:up\n${table}\n\n-- migrate:down\nDROP TABLE users;\n` },
    added: { 'm/20240102000000_add_keys.sql': `-- migrate:up\n${up}\n-- migrate:down\n${down}` },
  },
  { framework: 'flyway', shipped: { 'm/V1_1__init.sql': table }, added: { 'm/V1_9__Add_keys.sql': up } },
  {
    framework: 'prisma',
    shipped: { 'm/20240101000000_init/migration.sql': table },
    added: { 'm/20240102235959_add_keys/migration.sql': up },
  },
  {
    framework: 'diesel',
    shipped: { 'm/2024-01-01-000000_init/up.sql': table, 'm/2024-01-01-000000_init/down.sql': 'DROP TABLE users;' },
    added: { 'm/2024-01-02-000000_add_keys/up.sql': up, 'm/2024-01-02-000000_add_keys/down.sql': down },
  },
  {
    framework: 'supabase',
    shipped: { 'supabase/migrations/20240101000000_init.sql': table },
    added: { 'supabase/migrations/20240102000000_add_keys.sql': up },
  },
  { framework: 'postgres-migrations', shipped: { 'm/1_init.sql': table }, added: { 'm/2_add_keys.sql': up } },
  {
    framework: 'dbup',
    shipped: { 'm/Script0001 - Init.sql': table },
    added: { 'm/Script0002 - Add keys.sql': up },
  },
  {
    framework: 'drizzle',
    shipped: { 'm/0000_init.sql': table },
    added: {
      'm/0001_add_keys.sql': `${changes.map((sql) => `${sql};`).join('--> statement-breakpoint\n')}\n`,
      'm/meta/_journal.json': JSON.stringify({
        version: '7',
        dialect: 'postgresql',
        entries: [
          { idx: 0, version: '7', when: 1_704_067_200_000, tag: '0000_init', breakpoints: true },
          { idx: 1, version: '7', when: 1_704_153_600_000, tag: '0001_add_keys', breakpoints: true },
        ],
      }),
    },
  },
  {
    framework: 'knex',
    shipped: { 'm/20240101000000_init.js': knex('first') },
    added: { 'm/20240102000000_add_keys.js': knex('second') },
  },
  {
    framework: 'kysely',
    shipped: { 'm/20240101000000_init.js': `const { sql } = require('kysely');\n${kysely('first')}` },
    added: { 'm/20240102000000_add_keys.js': `const { sql } = require('kysely');\n${kysely('second')}` },
  },
  {
    framework: 'node-pg-migrate',
    shipped: { 'm/1704067200000_init.js': pgm('first') },
    added: { 'm/1704153600000_add-keys.js': pgm('second') },
  },
  {
    framework: 'sequelize',
    shipped: { 'm/20240101000000-init.js': sequelize('first') },
    added: { 'm/20240102000000-add-keys.js': sequelize('second') },
  },
  {
    framework: 'typeorm',
    shipped: { 'm/1704067200000-Init.ts': typeorm('Init1704067200000')('first') },
    added: { 'm/1704153600000-AddKeys.ts': typeorm('AddKeys1704153600000')('second') },
    chain: { transaction: 'per-migration' },
  },
  {
    framework: 'mikro-orm',
    shipped: { 'm/Migration20240101000000.ts': mikroOrm('Migration20240101000000')('first') },
    added: { 'm/Migration20240102000000.ts': mikroOrm('Migration20240102000000')('second') },
  },
  {
    framework: 'ef-core',
    shipped: { 'm/20240101000000_Init.cs': efCore('20240101000000_Init', [table], ['DROP TABLE users']) },
    added: { 'm/20240102000000_AddKeys.cs': efCore('20240102000000_AddKeys', changes, wayBack) },
  },
];
