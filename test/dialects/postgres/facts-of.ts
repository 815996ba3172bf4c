import { loadPostgres } from '../../../src/dialects/postgres/index.ts';
import { displayName } from '../../../src/model/names.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { Operation } from '../../../src/model/operation.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';

export const postgres = await loadPostgres();

export function operationsOf(sql: string): readonly Operation[] {
  return postgres.read(plainText('migration.sql', sql)).statements.flatMap((statement) => statement.operations);
}

export function schemaAfter(sql: string): Schema {
  return replayAll(emptySchema(postgres.traits), operationsOf(sql), 'before');
}

/** The facts of a statement, of each of its operations on the schema that the ones before it leave. */
export function factsAfter(schema: Schema, sql: string, version = '18'): readonly Facts[] {
  let before = schema;
  return operationsOf(sql).map((operation) => {
    const facts = postgres.facts(operation, before, version);
    if (facts === undefined) throw new Error(`nothing is known about ${operation.kind}`);
    before = replayAll(before, [operation], 'now');
    return facts;
  });
}

/** The facts of a statement of one operation. */
export function factAfter(schema: Schema, sql: string, version = '18'): Facts {
  const [facts, ...others] = factsAfter(schema, sql, version);
  if (facts === undefined || others.length > 0) throw new Error(`not one operation: ${sql}`);
  return facts;
}

/** `AccessExclusive on t, RowShare on p; rewrites t; scans t`: locks, rewrites and scans in one line. */
export function inWords(facts: Facts): string {
  const locks = facts.locks.map((lock) => `${lock.mode} on ${displayName(lock.table)}`);
  return [
    locks.length === 0 ? 'no lock' : locks.toSorted().join(', '),
    ...(facts.rewrites.length === 0 ? [] : [`rewrites ${facts.rewrites.map(displayName).toSorted().join(', ')}`]),
    ...(facts.scans.length === 0 ? [] : [`scans ${facts.scans.map(displayName).toSorted().join(', ')}`]),
  ].join('; ');
}
