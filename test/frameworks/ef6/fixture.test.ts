import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { ef6 } from '../../../src/frameworks/ef6/index.ts';
import { workTreeFiles } from '../../../src/frameworks/project-files.ts';
import { allStatements, type Migration } from '../../../src/model/migration.ts';
import { findTable, type Schema } from '../../../src/model/schema.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';

const files = workTreeFiles(fileURLToPath(new URL('../../../fixtures/projects/ef6-library', import.meta.url)));
const chains = ef6.detect(files);

const migrations: Migration[] = [];
const schemas: Schema[] = [];

beforeAll(async () => {
  await ef6.prepare?.();
  for (const chain of chains) {
    const dialect = await loadDialect(chain.dialect);
    let schema = emptySchema(dialect.traits);
    for (const entry of ef6.list(chain, files)) {
      const migration = ef6.read(entry, { files, chain, dialect });
      const operations = migration.up.flatMap((statement) => statement.operations);
      schema = replayAll(schema, operations, migration.id);
      migrations.push(migration);
      schemas.push(schema);
    }
  }
});

describe('a project of Entity Framework 6', () => {
  test('is one chain, without the migrations of another tool', () => {
    expect(chains).toMatchObject([{ framework: 'ef6', dialect: 'sqlserver', scope: 'Library' }]);
    expect(migrations.map(({ id }) => id)).toEqual([
      '202401150900001_Init',
      '202402061315002_AddLoans',
      '202403011200003_MoveMembers',
      '202404101010104_SplitName',
    ]);
  });

  test('is understood in full', () => {
    const operations = migrations.flatMap(allStatements).flatMap((statement) => statement.operations);
    expect(operations.filter(({ kind }) => kind === 'Opaque')).toEqual([]);
    expect(migrations.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('fits together', () => {
    const last = schemas.at(-1);
    expect(last?.inconsistencies.toArray()).toEqual([]);
    const titles = last && findTable(last, { schema: 'dbo', name: 'Titles' });
    expect(titles?.constraints.map(({ name }) => name)).toContain('PK_dbo.Titles');
    expect(last && findTable(last, { schema: 'people', name: 'Members' })).toBeDefined();
  });
});
