import { plainText } from '../../../src/model/source-text.ts';
import { loadDialect } from '../../../src/dialects/index.ts';
import { knex } from '../../../src/frameworks/knex/index.ts';
import type { Helpers } from '../../../src/model/helper.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { filesOf } from '../javascript/project.ts';

/** A migration as it is read from one file, with others beside it. */
export async function read(
  text: string,
  dialect: DialectName = 'postgres',
  others: Readonly<Record<string, string>> = {},
  helpers: Helpers = {},
): Promise<Migration> {
  await knex.prepare?.();
  const file = 'migrations/20240101000000_a.ts';
  const files = filesOf({ [file]: text, ...others });
  const chain = {
    name: 'knex',
    framework: 'knex',
    dialect,
    folder: 'migrations',
    paths: [file],
    evidence: [],
    helpers,
  };
  const [entry] = knex.list(chain, files);
  if (entry === undefined) throw new Error('nothing is listed');
  return knex.read(entry, { files, chain, dialect: await loadDialect(dialect) });
}

/** The operations of an `up` with this body. */
export async function operations(body: string, dialect: DialectName = 'postgres'): Promise<readonly Operation[]> {
  const { up } = await read(`export async function up(knex) {\n${body}\n}`, dialect);
  return up.flatMap((statement) => statement.operations);
}

/** The operations that the dialect reads in SQL, without their places: what knex itself would send. */
export async function ofSql(sql: string, dialect: DialectName = 'postgres'): Promise<readonly unknown[]> {
  const { statements } = (await loadDialect(dialect)).read(plainText('a.sql', sql));
  return statements.flatMap((statement) => statement.operations).map(withoutPlace);
}

export function withoutPlace({ span: _place, ...operation }: Operation): unknown {
  return operation;
}
