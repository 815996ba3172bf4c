import type { Dialect } from '../../dialects/dialect.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';

/** What an operation sends to the database, or why that is not known. */
export type Sent = { readonly sql: readonly string[] } | { readonly unknown: string };

/**
 * An operation of a builder as SQL. Its guards are not written where the replay has decided them.
 *
 * @param before the schema that it meets
 * @param after the schema that it leaves
 */
export function sqlOfOperation(operation: Operation, before: Schema, after: Schema, dialect: Dialect): Sent {
  if (operation.kind === 'NoChange') return { sql: [] };
  if (operation.kind === 'Opaque') return { unknown: operation.detail };
  const written = dialect.write(decided(operation)) ?? rebuilt(operation, before, after, dialect);
  return written === undefined
    ? { unknown: `${operation.kind} cannot be written as SQL of ${dialect.traits.name}` }
    : { sql: written };
}

/** Without what the replay knows better, and without how it is carried out, which changes nothing of what it leaves. */
function decided(operation: Operation): Operation {
  const { guards = [], ...rest } = operation;
  const bare = guards.some(({ kind }) => kind === 'condition') ? operation : rest;
  if (!('execution' in bare)) return bare;
  const { execution: _execution, ...plain } = bare;
  return plain;
}

/** The table written anew, as it is afterwards. */
function rebuilt(
  operation: Operation,
  before: Schema,
  after: Schema,
  { rebuild }: Dialect,
): readonly string[] | undefined {
  const name = tableOf(operation);
  if (rebuild === undefined || name === undefined || operation.repeated === true) return undefined;
  const [from, to] = [findTable(before, name), findTable(after, name)];
  return from === undefined || to === undefined || !isKnown(from) ? undefined : rebuild.write(from, to);
}

function tableOf(operation: Operation): QualifiedName | undefined {
  return 'table' in operation ? operation.table : undefined;
}

function isKnown({ complete }: Table): boolean {
  return complete;
}
