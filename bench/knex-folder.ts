import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What projects write, one after the other; `_N` stands for a number that makes names unique, `_T` for that of a table. */
const samples: readonly string[] = [
  `exports.up = (knex) => knex.schema.createTable('orders_N', (table) => {
  table.increments('id');
  table.uuid('customer_id').notNullable().references('customers.id').onDelete('CASCADE');
  table.string('note', 100).defaultTo('');
  table.decimal('total', 12, 2);
  table.timestamps(true, true);
  table.index(['customer_id', 'created_at']);
});
exports.down = (knex) => knex.schema.dropTable('orders_N');
`,
  `const { addFlag } = require('../flags');
exports.up = async (knex) => {
  for (const name of ['paid', 'sent', 'seen']) await addFlag(knex, 'orders_T', \`\${name}_N\`);
};
exports.down = async (knex) => {
  await knex.schema.alterTable('orders_T', (table) => table.dropColumns('paid_N', 'sent_N', 'seen_N'));
};
`,
  `exports.up = async (knex) => {
  if (!(await knex.schema.hasColumn('orders_T', 'code_N'))) {
    await knex.schema.table('orders_T', (table) => { table.string('code_N').nullable().index(); });
  }
  await knex('orders_T').whereNull('code_N').update({ code_N: 'none' });
  await knex.raw('ALTER TABLE orders_T ADD CONSTRAINT code_N_length CHECK (length(code_N) < ?)', [50]);
};
exports.down = (knex) => knex.schema.table('orders_T', (table) => table.dropColumn('code_N'));
`,
];

/** Writes a Knex project whose migrations create and change tables, some of them through a function in another file. */
export function writeKnexFolder(folder: string, files: number): void {
  mkdirSync(path.join(folder, 'migrations'), { recursive: true });
  writeFileSync(path.join(folder, 'knexfile.js'), `module.exports = { client: 'pg' };\n`);
  writeFileSync(
    path.join(folder, 'flags.js'),
    `exports.addFlag = (knex, table, name) => knex.schema.alterTable(table, (t) => t.boolean(name).notNullable().defaultTo(false));\n`,
  );
  for (let number = 0; number < files; number += 1) {
    const name = `${String(20_200_101_000_000 + number)}_change.js`;
    const table = number - (number % samples.length);
    const text = samples[number % samples.length] ?? '';
    writeFileSync(
      path.join(folder, 'migrations', name),
      text.replaceAll('_N', `_${String(number)}`).replaceAll('_T', `_${String(table)}`),
    );
  }
}
