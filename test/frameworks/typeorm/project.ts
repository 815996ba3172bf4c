import { loadDialect } from '../../../src/dialects/index.ts';
import type { ChainSource } from '../../../src/frameworks/framework.ts';
import { typeorm } from '../../../src/frameworks/typeorm/index.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { inMemory } from '../reading.ts';

const file = 'migrations/1700000000000-Test.ts';

/** A migration class around the statements of `up`. */
export function classAround(up: string, members = ''): string {
  return `import { Table, TableColumn, TableForeignKey, TableIndex, TableUnique, TableCheck, View } from 'typeorm';
export class Test1700000000000 implements MigrationInterface {
  ${members}
  async up(queryRunner) { ${up} }
  async down(queryRunner) {}
}`;
}

export async function readUp(up: string, dialect: DialectName = 'postgres', members = ''): Promise<Migration> {
  await typeorm.prepare?.();
  const chain: ChainSource = {
    name: 'c',
    framework: 'typeorm',
    dialect,
    folder: 'migrations',
    paths: [file],
    evidence: [],
  };
  const files = inMemory({ [file]: classAround(up, members) });
  const entry = { id: 'Test1700000000000', file, files: [file] };
  return typeorm.read(entry, { files, chain, dialect: await loadDialect(dialect) });
}

/** The operations of `up` as SQL of the dialect, with what guards them. */
export async function sqlOf(up: string, dialect: DialectName = 'postgres'): Promise<readonly string[]> {
  const [migration, database] = await Promise.all([readUp(up, dialect), loadDialect(dialect)]);
  return migration.up
    .flatMap(({ operations }) => operations)
    .flatMap((operation) =>
      operation.kind === 'Opaque' ? [`?? ${operation.detail}`] : (database.write(operation) ?? [operation.kind]),
    );
}
