import { loadDialect } from '../../../src/dialects/index.ts';
import type { ChainSource } from '../../../src/frameworks/framework.ts';
import { sequelize } from '../../../src/frameworks/sequelize/index.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { inMemory } from '../reading.ts';

const file = 'migrations/20240101000000-test.js';

/** A script around the statements of `up`. */
export function scriptAround(up: string): string {
  return `module.exports = { async up(queryInterface, Sequelize) {
  ${up}
}, async down() {} };`;
}

export async function readUp(up: string, dialect: DialectName = 'postgres'): Promise<Migration> {
  await sequelize.prepare?.();
  const chain: ChainSource = {
    name: 'c',
    framework: 'sequelize',
    dialect,
    folder: 'migrations',
    paths: [file],
    evidence: [],
  };
  const files = inMemory({ [file]: scriptAround(up) });
  const entry = { id: '20240101000000-test.js', file, files: [file] };
  return sequelize.read(entry, { files, chain, dialect: await loadDialect(dialect) });
}

export async function operationsOf(up: string, dialect: DialectName = 'postgres'): Promise<readonly Operation[]> {
  return (await readUp(up, dialect)).up.flatMap(({ operations }) => operations);
}

/** The operations of `up` as SQL of the dialect. */
export async function sqlOf(up: string, dialect: DialectName = 'postgres'): Promise<readonly string[]> {
  const [operations, database] = await Promise.all([operationsOf(up, dialect), loadDialect(dialect)]);
  return operations.flatMap((operation) =>
    operation.kind === 'Opaque' ? [`?? ${operation.detail}`] : (database.write(operation) ?? [operation.kind]),
  );
}
