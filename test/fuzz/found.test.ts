import { expect, test } from 'vitest';
import { readers } from './index.ts';

/** Every line of it is the one before, twice. */
function doubling(first: string, times: number, line: (number: number) => string): string {
  return [first, ...Array.from({ length: times }, (_, number) => line(number + 1))].join('\n');
}

/** A migration of EF Core with members of its class, and the statements of Up. */
function efCore(members: string, up: string): string {
  return `public partial class A : Migration {\n${members}\nprotected override void Up(MigrationBuilder b) {\n${up}\n} }`;
}

/** What made a reader throw, never end, or pass something over: each is read, and nothing is broken. */
const found: readonly (readonly [reader: string, what: string, text: string])[] = [
  ['sqlserver', 'parentheses in a string among the arguments of a type', "T((((('))))')"],
  ['ef-core', 'steps of steps of one variable', efCore('', `b.Sql(Ca${'-'.repeat(100)}scade);`)],
  [
    'ef-core',
    'a constant that doubles the one before',
    efCore(
      doubling('const string A0 = "select 1;";', 60, (n) => `const string A${n} = A${n - 1} + A${n - 1};`),
      'b.Sql(A60);',
    ),
  ],
  [
    'ef-core',
    'a method that calls the one before twice',
    efCore(
      doubling('string A0() => "a";', 60, (n) => `string A${n}() => A${n - 1}() + A${n - 1}();`),
      'b.Sql(A60());',
    ),
  ],
  [
    'ef-core',
    'a text in which each character is replaced by many',
    efCore('', `b.Sql("a"${'.Replace("a", "aaaaaaaa")'.repeat(20)});`),
  ],
  [
    'ef-core',
    'a variable that is made of itself, and is asked for',
    efCore('', 'switch (x) { case 1: break; } var x = x;'),
  ],
  ['postgres-splitter', 'a carriage return, which ends a comment', 'ALTER TABLE s DROP--\rn'],
  ['sqlserver', 'a label of one character that is no letter', "''\uFF0C:"],
  ['sqlserver', 'a comment between a label and its colon', 'E--\n:'],
  [
    'ef6',
    'SQL that is a constant without a value',
    'class I : DbMigration { public override void Up() { Sql((string)null); } public override void Down() { } }',
  ],
  [
    'knex',
    'a variable that is added to itself',
    `exports.up = async (knex) => {\n${doubling("let a = 'select 1;';", 60, () => 'a = a + a;')}\nawait knex.raw(a);\n};`,
  ],
  [
    'knex',
    'a text to which what is not known is added again and again',
    "exports.up = async (knex) => {\nlet a = '';\nfor (let i = 0; i < 1e9; i++) a += x();\nawait knex.raw(a);\n};",
  ],
  [
    'typeorm',
    'a list that grows while it is walked, and is handed over each time',
    'class A1700000000000 { async up(queryRunner) {\nconst list = [1];\nfor (const x of list) { list.push(x); f(list); }\n}\nasync down(queryRunner) {} }\nmodule.exports = { A1700000000000 };',
  ],
  [
    'typeorm',
    'a list that holds itself, and is handed over and awaited',
    'class A1700000000000 { async up(queryRunner) {\nconst list = [1];\nlist.push(list);\nf(list);\nawait list;\nawait Promise.all(list);\n}\nasync down(queryRunner) {} }\nmodule.exports = { A1700000000000 };',
  ],
  [
    'knex',
    'a text that grows in a loop without end',
    "exports.up = async (knex) => {\nlet a = '';\nfor (;;) a += 'x';\nawait knex.raw(a);\n};",
  ],
  [
    'kysely',
    'a builder that is run before it is told what to build',
    'export async function up(db) { await db.schema.execute(); }',
  ],
  ['mysql', 'rows that are deleted from no table', 'DELETE FROM (SELECT 1)'],
  [
    'lint-postgres',
    'a schema that loses its last table twice',
    'alter table a drop column b;\n-- next\ndrop table if exists a;\nalter table a drop column b;\ndrop table if exists a;',
  ],
];

test.each(found)('%s: %s', async (name, _, text) => {
  const check = await readers.find((reader) => reader.name === name)?.load();
  expect(check).toBeDefined();
  await expect(Promise.resolve(text).then((given) => check?.(given))).resolves.toBeUndefined();
});
