import type { QualifiedName } from '../../model/names.ts';
import type { OperationKind } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { DataShapes } from '../../model/operations/data.ts';
import type { SessionShapes } from '../../model/operations/session.ts';
import type { Handlers } from './handlers.ts';
import { storeTable } from './store.ts';

/** Rows and the session: all that the catalog remembers of them is that a table holds rows now. */
export const dataHandlers: Handlers<Extract<OperationKind, keyof DataShapes | keyof SessionShapes>> = {
  InsertRows: (schema, operation) => populated(schema, operation.table, true),
  MergeRows: (schema, operation) => populated(schema, operation.table, true),
  Truncate: (schema, operation) => operation.tables.reduce((soFar, table) => populated(soFar, table, false), schema),
  UpdateRows: (schema) => schema,
  DeleteRows: (schema) => schema,
  Query: (schema) => schema,
  Begin: (schema) => schema,
  Commit: (schema) => schema,
  Rollback: (schema) => schema,
  Savepoint: (schema) => schema,
  SetVariable: (schema) => schema,
  LockTable: (schema) => schema,
  Maintenance: (schema) => schema,
  NoChange: (schema) => schema,
  Opaque: (schema) => schema,
};

function populated(schema: Schema, name: QualifiedName, isPopulated: boolean): Schema {
  const table = findTable(schema, name);
  return table === undefined || table.populated === isPopulated
    ? schema
    : storeTable(schema, { ...table, populated: isPopulated });
}
