import type { Operation, OperationKind } from '../model/operation.ts';
import type { Origin, Schema } from '../model/schema.ts';
import type { GuardDecisions } from './guards.ts';
import { skipOf } from './guards.ts';
import { codeHandlers } from './replay/code.ts';
import { columnHandlers } from './replay/columns.ts';
import { constraintHandlers } from './replay/constraints.ts';
import { descend } from './replay/descent.ts';
import { dataHandlers } from './replay/data.ts';
import type { Handlers } from './replay/handlers.ts';
import { indexHandlers } from './replay/indexes.ts';
import { objectHandlers } from './replay/objects.ts';
import { schemaHandlers } from './replay/schemas.ts';
import { withSkip } from './replay/skips.ts';
import { tableHandlers } from './replay/tables.ts';

const handlers: Handlers = {
  ...tableHandlers,
  ...columnHandlers,
  ...constraintHandlers,
  ...indexHandlers,
  ...objectHandlers,
  ...schemaHandlers,
  ...codeHandlers,
  ...dataHandlers,
};

export interface Replayed {
  readonly schema: Schema;
  /** False: a guard kept the operation from doing anything. */
  readonly applied: boolean;
}

/**
 * The schema after one operation. Never throws: an operation that does not fit is recorded in `inconsistencies` with its
 * span, and the rest of the schema stays as it was. Pass the same decisions for all operations of one side of a migration.
 */
export function replay(
  schema: Schema,
  operation: Operation,
  migration: string,
  decisions: GuardDecisions = new Map(),
): Replayed {
  const origin: Origin = { migration, span: operation.span };
  const skip = skipOf(schema, operation, decisions);
  if (skip !== undefined) return { schema: skip.first ? withSkip(schema, skip, origin) : schema, applied: false };
  const changed = handle(handlers, schema, operation, origin);
  const below = descend(schema, operation);
  return { schema: replayAll(changed, below, migration), applied: true };
}

function handle<K extends OperationKind>(
  table: Handlers<K>,
  schema: Schema,
  operation: Operation<K>,
  origin: Origin,
): Schema {
  return table[operation.kind](schema, operation, origin);
}

/** The schema after a sequence of operations of one migration. */
export function replayAll(schema: Schema, operations: readonly Operation[], migration: string): Schema {
  const decisions: GuardDecisions = new Map();
  return operations.reduce((soFar, operation) => replay(soFar, operation, migration, decisions).schema, schema);
}
