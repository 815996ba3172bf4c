import { describe, expect, test } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { knex } from '../../../src/frameworks/knex/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { operations, read, withoutPlace } from './reading.ts';

const shell = `exports.up = async (db) => {\n  await db.schema.dropTable('x');\n};\n`;

/** What stands in the place of the statement of the shell. */
async function written(wanted: readonly Operation[], dialect: DialectName = 'postgres'): Promise<string | undefined> {
  const migration = await read(shell, dialect);
  const offset = shell.indexOf('  await');
  return knex.write({ migration, operations: wanted, text: shell, offset, dialect: await loadDialect(dialect) });
}

describe('operations are written in words of knex', () => {
  test.each([
    [`schema.dropTable('t')`],
    [`schema.renameTable('t', 'u')`],
    [`schema.withSchema('s').alterTable('t', (table) => {\n    table.dropColumn('c');\n  })`],
    [`schema.alterTable('t', (table) => {\n    table.renameColumn('c', 'd');\n  })`],
    [`schema.alterTable('t', (table) => {\n    table.dropNullable('c');\n  })`],
    [`schema.alterTable('t', (table) => {\n    table.index(['a', 'b'], 'i');\n  })`],
    [`schema.alterTable('t', (table) => {\n    table.dropIndex([], 'i');\n  })`],
    [`schema.alterTable('t', (table) => {\n    table.unique(['a'], { indexName: 'u' });\n  })`],
    [
      `schema.alterTable('t', (table) => {\n    table.foreign(['a'], 'f').references(['id']).inTable('u').onDelete('SET NULL');\n  })`,
    ],
    [`schema.alterTable('t', (table) => {\n    table.specificType('c', 'character varying(20)').notNullable();\n  })`],
    [`raw('CREATE INDEX CONCURRENTLY i ON t (a)')`],
  ])('%s', async (call) => {
    const wanted = await operations(`await knex.${call};`);
    const code = await written(wanted);
    expect(code).toBe(`  await db.${call};`);
    expect((await operations(code?.replaceAll('db.', 'knex.') ?? '')).map(withoutPlace)).toEqual(
      wanted.map(withoutPlace),
    );
  });
});

test('what no builder can say is SQL', async () => {
  const wanted = await operations(`await knex.raw("alter table t add constraint c check (a > 0) not valid");`);
  const code = await written(wanted);
  expect(code).toMatch(/^ {2}await db\.raw\(.*NOT VALID.*\);$/);
});

test('a statement goes with its await, its semicolon and its line', async () => {
  const migration = await read(shell);
  const [statement] = migration.up;
  if (statement === undefined) throw new Error('nothing is read');
  const { start, end } = knex.extent(statement, shell);
  expect(shell.slice(start, end)).toBe(`  await db.schema.dropTable('x');\n`);
});
