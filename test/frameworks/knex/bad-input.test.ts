import { expect, test } from 'vitest';
import { read } from './reading.ts';

/** What is opaque in the up side: the reason, and the text at its place. */
async function opaqueIn(text: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[][]> {
  const { up } = await read(text, 'postgres', others);
  return up.flatMap(({ operations }) =>
    operations.flatMap((one) =>
      one.kind === 'Opaque' ? [[one.detail, text.slice(one.span.start, one.span.end)]] : [],
    ),
  );
}

const inUp = (body: string): string => `exports.up = async (knex) => { ${body} };`;

test('a syntax error is a problem at its place', async () => {
  const text = inUp('await knex.schema.dropTable("t"');
  const { problems } = await read(text);
  expect(problems.map(({ span, message }) => [message.split(':')[0], text.slice(span.start, span.end)])).toEqual([
    ['This cannot be read as TypeScript', '}'],
  ]);
});

test('a helper that calls itself under a condition is read for one round', async () => {
  const text = `const drop = async (knex, n) => { await knex.schema.dropTable('t'); if (n > limit()) await drop(knex, n - 1); };
    ${inUp('await drop(knex, load());')}`;
  const { up, problems } = await read(text);
  expect(up.flatMap(({ operations }) => operations.map(({ kind }) => kind))).toEqual(['DropTable']);
  expect(problems).toEqual([]);
});

test('a helper that never stops calling itself is bounded, and says so', async () => {
  const text = `const again = (knex) => again(knex); ${inUp('await again(knex);')}`;
  expect((await opaqueIn(text)).map(([reason]) => reason)).toEqual(['it is nested too deep']);
});

test('a loop over something unknown is read for one round, whose names are not known', async () => {
  const text = inUp('for (const table of await tables()) await knex.schema.dropTable(table.name);');
  expect(await opaqueIn(text)).toEqual([
    ['the name cannot be told: table.name is only known at run time', 'knex.schema.dropTable(table.name)'],
  ]);
});

test('a seed of a megabyte is one statement', async () => {
  const rows = Array.from({ length: 12_000 }, (_, id) => `{ id: ${String(id)}, name: '${'x'.repeat(60)}' }`);
  const { up } = await read(inUp(`await knex('t').insert([${rows.join(', ')}]);`));
  const [operation] = up.flatMap(({ operations }) => operations);
  const source = operation?.kind === 'InsertRows' ? operation.source : undefined;
  expect(source?.kind === 'values' ? source.rows.length : source).toBe(12_000);
});

test('imports that go round in a circle are followed', async () => {
  const { up } = await read(
    `import { drop } from './one'; ${inUp('await drop(knex);')}`.replace('exports.up =', 'export const up ='),
    'postgres',
    {
      'migrations/one.ts': `import { table } from './two'; export const drop = (knex) => knex.schema.dropTable(table);`,
      'migrations/two.ts': `import { drop } from './one'; export const table = 't'; export const again = drop;`,
    },
  );
  expect(up.flatMap(({ operations }) => operations)).toMatchObject([{ kind: 'DropTable', table: { name: 't' } }]);
});

test('an import that is missing is named where what it gives is used', async () => {
  const text = `const { drop } = require('./gone'); ${inUp('await drop(knex);')}`;
  expect(await opaqueIn(text)).toEqual([
    ['what drop() does with knex is not known: ./gone is not in the project', 'drop(knex)'],
  ]);
});

test('of a source and what it was compiled to, the source is followed', async () => {
  const { files, up } = await read(
    `const { table } = require('./name'); ${inUp('await knex.schema.dropTable(table);')}`,
    'postgres',
    {
      'migrations/name.js': `exports.table = 'old';`,
      'migrations/name.ts': `export const table = 'new';`,
    },
  );
  expect(up.flatMap(({ operations }) => operations)).toMatchObject([{ kind: 'DropTable', table: { name: 'new' } }]);
  expect(files).toContain('migrations/name.ts');
});
