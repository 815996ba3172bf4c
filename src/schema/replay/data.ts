import type { QualifiedName } from '../../model/names.ts';
import { samePart } from '../../model/names.ts';
import type { OperationKind } from '../../model/operation.ts';
import type { Assignment, DataShapes } from '../../model/operations/data.ts';
import type { SessionShapes } from '../../model/operations/session.ts';
import type { Origin, Schema, TableColumn } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import type { Handlers } from './handlers.ts';
import { isView, storeTable, unknownTable } from './store.ts';

/**
 * Rows and the session. The catalog holds none of it; the replayed schema remembers which tables hold rows, and whose
 * values were carried over elsewhere, so that a later drop can be told from a loss.
 */
export const dataHandlers: Handlers<Extract<OperationKind, keyof DataShapes | keyof SessionShapes>> = {
  InsertRows(schema, operation, origin) {
    const filled = populated(schema, operation.table, true);
    if (operation.source.kind !== 'query') return filled;
    return carriedOver(filled, operation.source.reads, operation.source.query, origin);
  },
  MergeRows(schema, operation, origin) {
    return carriedOver(populated(schema, operation.table, true), operation.reads, operation.text, origin);
  },
  UpdateRows(schema, operation, origin) {
    // The condition that finds the rows of another table carries its key over as well as the values carry the rest.
    const values = [...operation.assignments.map((assignment) => assignment.value.sql), operation.where ?? ''].join(
      ' , ',
    );
    return carriedOver(
      updated(schema, operation.table, operation.assignments, origin),
      operation.reads,
      values,
      origin,
    );
  },
  Truncate: (schema, operation) => operation.tables.reduce((soFar, table) => populated(soFar, table, false), schema),
  DeleteRows: (schema) => schema,
  Query: (schema) => schema,
  Begin: (schema) => (schema.traits.transactionalDdl ? { ...schema, atBegin: schema } : schema),
  Commit: withoutTransaction,
  Rollback(schema, operation) {
    // One that depends on a condition is there for failures; the replay is of what succeeds.
    const isCertain = operation.guards === undefined && !/\bto\b/i.test(operation.text);
    return isCertain && schema.atBegin !== undefined ? schema.atBegin : schema;
  },
  Savepoint: (schema) => schema,
  SetVariable: (schema) => schema,
  LockTable: (schema) => schema,
  Maintenance: (schema) => schema,
  NoChange: (schema) => schema,
  Opaque(schema, { table: name }, origin) {
    if (name === undefined || isView(schema, name)) return schema;
    const table = findTable(schema, name) ?? unknownTable(name, origin);
    return storeTable(schema, { ...table, complete: false });
  },
};

function withoutTransaction(schema: Schema): Schema {
  const { atBegin: _before, ...committed } = schema;
  return committed;
}

function populated(schema: Schema, name: QualifiedName, isPopulated: boolean): Schema {
  const table = findTable(schema, name);
  return table === undefined || table.populated === isPopulated
    ? schema
    : storeTable(schema, { ...table, populated: isPopulated });
}

/** Columns of other tables that a query names were read by it; `*` names them all. */
function carriedOver(schema: Schema, reads: readonly QualifiedName[], query: string, origin: Origin): Schema {
  const isWhole = /(?:\bselect|,|\.)\s*\*/i.test(query);
  return reads.reduce((soFar, name) => {
    const table = findTable(soFar, name);
    if (table === undefined) return soFar;
    const columns = table.columns.map((column) =>
      isWhole || mentions(query, column.name) ? { ...column, copied: origin } : column,
    );
    return storeTable(soFar, { ...table, columns, copied: origin });
  }, schema);
}

function updated(schema: Schema, name: QualifiedName, assignments: readonly Assignment[], origin: Origin): Schema {
  const table = findTable(schema, name);
  if (table === undefined) return schema;
  const changed = (column: TableColumn): TableColumn => {
    const isFilled = assignments.some((assignment) => samePart(schema.traits, assignment.column, column.name));
    const isCopied = assignments.some(
      (assignment) =>
        !samePart(schema.traits, assignment.column, column.name) && mentions(assignment.value.sql, column.name),
    );
    if (!isFilled && !isCopied) return column;
    return { ...column, ...(isFilled ? { filled: origin } : {}), ...(isCopied ? { copied: origin } : {}) };
  };
  return storeTable(schema, { ...table, columns: table.columns.map(changed) });
}
