import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { knex } from '../../../src/frameworks/knex/index.ts';
import { workTreeFiles } from '../../../src/frameworks/project-files.ts';
import { findTable } from '../../../src/model/schema.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';

test('the example project fits together', async () => {
  await knex.prepare?.();
  const files = workTreeFiles(fileURLToPath(new URL('../../../fixtures/projects/knex-shop', import.meta.url)));
  const [chain] = knex.detect(files);
  if (chain === undefined) throw new Error('no chain is found');
  const dialect = await loadDialect(chain.dialect);
  let schema = emptySchema(dialect.traits);
  for (const entry of knex.list(chain, files)) {
    const migration = knex.read(entry, { files, chain, dialect });
    expect(migration.problems).toEqual([]);
    schema = replayAll(
      schema,
      migration.up.flatMap(({ operations }) => operations),
      migration.id,
    );
  }
  expect(schema.inconsistencies.toArray()).toEqual([]);
  expect(findTable(schema, { name: 'addresses' })?.columns.map(({ name }) => name)).toEqual([
    ...['id', 'created_at', 'updated_at', 'customer_id', 'street', 'city'],
  ]);
});
