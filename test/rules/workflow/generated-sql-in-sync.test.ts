import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import { openInMemory } from '../example-project.ts';

const ledger = (id: string): string => `INSERT INTO "__EFMigrationsHistory" VALUES ('${id}', '9.0.4');\n`;

const migrationOf = (call: string): string => `
public partial class M : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ${call}
    }
}`;

const first = '20240101000000_1.0.0-First';
const second = '20240201000000_1.1.0-Second';
const third = '20240301000000_1.1.1-Third';

const create = `CREATE TABLE "T" ("Id" INTEGER NOT NULL CONSTRAINT "PK_T" PRIMARY KEY);\n${ledger(first)}`;
const add = `ALTER TABLE "T" ADD "A" TEXT NULL;\n${ledger(second)}`;
const update = `UPDATE "T" SET "A" = 'a';\n${ledger(third)}`;

const literal = (text: string): string => `\`${text}\``;

/** A project in which everything is in sync. */
const inSync: Readonly<Record<string, string>> = {
  [`Migrations/${first}.cs`]: migrationOf(
    'migrationBuilder.CreateTable(name: "T", columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false) }, constraints: table => table.PrimaryKey("PK_T", x => x.Id));',
  ),
  [`Migrations/${second}.cs`]: migrationOf(
    'migrationBuilder.AddColumn<string>(name: "A", table: "T", type: "TEXT", nullable: true);',
  ),
  [`Migrations/${third}.cs`]: migrationOf(`migrationBuilder.Sql("UPDATE \\"T\\" SET \\"A\\" = 'a';");`),
  'Scripts/0.sql': `\uFEFF${create}${add}${update}`,
  'Scripts/1.sql': add,
  'Scripts/2.sql': `BEGIN TRANSACTION;\n${update}COMMIT;\n`,
  'sql.ts': `export const all = ${literal(create + add + update)};
export const steps = { 1: ${literal(add)}, 2: ${literal(`BEGIN TRANSACTION;\n${update}COMMIT;`)} };`,
  'versions.ts': "export const versions = ['1.0.0', '1.1.0', '1.1.1'];",
  'copy.mjs': `var a = ${literal(create + add + update)}, b = [${literal(add)}, ${literal(`BEGIN TRANSACTION;\n${update}COMMIT;`)}], c = ["1.0.0", "1.1.0", "1.1.1"];`,
};

async function found(changes: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  const texts = Object.entries({ ...inSync, ...changes }).flatMap(([file, text]) =>
    text === undefined ? [] : [[file, text] as const],
  );
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [
        {
          name: 'client',
          framework: 'ef-core',
          dialect: 'sqlite',
          include: ['Migrations/**'],
          generated: {
            scripts: ['Scripts/*.sql'],
            constants: ['sql.ts'],
            versions: ['versions.ts'],
            copies: ['copy.mjs'],
          },
        },
      ],
      rules: { 'generated-sql-in-sync': 'error' },
    },
    workTree: new Map(texts),
  });
  const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
  return diagnostics.map(({ span, message }) => `${span.file}: ${message}`);
}

/** A file of the project with one part of it changed. */
function changed(file: string, part: string, by: string): Readonly<Record<string, string>> {
  const text = inSync[file] ?? '';
  expect(text).toContain(part);
  return { [file]: text.replace(part, by) };
}

describe('what is generated from the migrations', () => {
  it('is in sync', async () => {
    expect(await found({})).toEqual([]);
  });

  it('lacks a script', async () => {
    expect(await found({ 'Scripts/2.sql': undefined })).toEqual([
      `Migrations/${third}.cs: ${third} has no generated script of its own, as the migrations around it have`,
      `sql.ts: sql.ts holds the script of ${third}, which is not among the generated scripts`,
    ]);
  });

  it('has a script that does something else to the schema', async () => {
    expect(await found(changed('Scripts/1.sql', 'TEXT NULL', 'INTEGER NULL'))).toEqual([
      `Scripts/1.sql: Scripts/1.sql does something else to the schema than ${second}`,
      'sql.ts: this constant is not what Scripts/1.sql holds',
    ]);
  });

  it('has a script that does something else to rows', async () => {
    expect(await found(changed('Scripts/2.sql', "= 'a'", "= 'b'"))).toEqual([
      `Scripts/2.sql: Scripts/2.sql does something else to the rows than ${third}`,
      'sql.ts: this constant is not what Scripts/2.sql holds',
    ]);
  });

  it('has a script that runs migrations in another order', async () => {
    const messages = await found({ 'Scripts/0.sql': create + update + add });
    expect(messages).toContain(`Scripts/0.sql: Scripts/0.sql runs ${second} after ${third}, the chain runs it before`);
  });

  it('has a script of a migration that is gone', async () => {
    const gone = '20240401000000_1.2.0-Gone';
    expect(await found({ 'Scripts/3.sql': `DROP TABLE "T";\n${ledger(gone)}` })).toEqual([
      `Scripts/3.sql: Scripts/3.sql runs ${gone}, which is not in the chain`,
      'sql.ts: sql.ts does not hold Scripts/3.sql',
    ]);
  });

  it('has a script that says of no migration that it is its own', async () => {
    expect(await found({ 'Scripts/x.sql': 'SELECT 1;' })).toContain(
      'Scripts/x.sql: Scripts/x.sql is the script of no migration',
    );
  });

  it('has a constant that is another', async () => {
    expect(await found(changed('sql.ts', '1: `ALTER', '1: `-- first\nALTER'))).toEqual([
      `copy.mjs: copy.mjs does not hold what it is a copy of: the script of ${second}`,
      'sql.ts: this constant is not what Scripts/1.sql holds',
    ]);
  });

  it('has constants in another order', async () => {
    const [all = '', steps = ''] = (inSync['sql.ts'] ?? '').split('\n};\n');
    expect(steps).toBe('');
    const swapped = `export const steps = { 2: ${literal(`BEGIN TRANSACTION;\n${update}COMMIT;`)}, 1: ${literal(add)} };`;
    const before = all.slice(0, all.indexOf('export const steps'));
    expect(await found({ 'sql.ts': before + swapped })).toEqual([
      'sql.ts: sql.ts holds Scripts/2.sql before Scripts/1.sql, the scripts stand the other way round',
    ]);
  });

  it('lacks a version', async () => {
    expect(await found(changed('versions.ts', ", '1.1.1'", ''))).toEqual([
      `versions.ts: versions.ts does not name version 1.1.1 of ${third}`,
    ]);
  });

  it('has a copy that is stale', async () => {
    expect(await found(changed('copy.mjs', ', "1.1.1"', ''))).toEqual([
      'copy.mjs: copy.mjs does not hold what it is a copy of: version 1.1.1',
    ]);
  });

  it('is not there', async () => {
    expect(await found({ 'copy.mjs': undefined })).toEqual([
      `Migrations/${third}.cs: generated.copies of chain client names no file: copy.mjs`,
    ]);
  });
});
