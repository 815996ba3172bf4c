import { displayName, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { ConstraintOperationKind } from '../../model/operation.ts';
import type { Named, Origin, Schema, Table } from '../../model/schema.ts';
import { constraintOf, findTable, indexOf } from '../../model/schema.ts';
import type { Attributes, Column, Constraint } from '../../model/table.ts';
import { indexColumns } from '../../model/table.ts';
import { withoutKeysTo } from './dependents.ts';
import { withIndexFor, withoutMadeIndexes } from './foreign-key-indexes.ts';
import { inconsistent, replaceWhere } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { implicitNameOf, isKey } from './implicit-names.ts';
import { changeTable } from './store.ts';

export const constraintHandlers: Handlers<ConstraintOperationKind> = {
  AddPrimaryKey: (schema, operation, origin) =>
    addKey(schema, operation.table, operation.constraint, operation.usingIndex, origin),
  AddUnique: (schema, operation, origin) =>
    addKey(schema, operation.table, operation.constraint, operation.usingIndex, origin),
  AddCheck: (schema, operation, origin) => addConstraint(schema, operation.table, operation.constraint, origin),
  AddForeignKey: (schema, operation, origin) => addConstraint(schema, operation.table, operation.constraint, origin),
  AddExclusion: (schema, operation, origin) => addConstraint(schema, operation.table, operation.constraint, origin),

  DropConstraint(schema, operation, origin) {
    const { name, constraint: kind } = operation;
    const table = findTable(schema, operation.table);
    const isOnlyKey = (constraint: Named<Constraint>): boolean =>
      kind === 'PrimaryKey' && constraint.kind === kind && schema.traits.primaryKeyHasNoName === true;
    const isMeant = (constraint: Named<Constraint>): boolean =>
      (kind === undefined || constraint.kind === kind) &&
      (name === undefined || samePart(schema.traits, constraint.name, name) || isOnlyKey(constraint));
    const isDefault =
      name !== undefined &&
      table?.columns.some(
        (column) => column.defaultName !== undefined && samePart(schema.traits, column.defaultName, name),
      );
    if (isDefault === true) return dropDefault(schema, operation.table, name, origin);
    if (table?.complete === true && !table.constraints.some(isMeant)) {
      return inconsistent(
        schema,
        origin,
        `constraint ${name ?? 'PRIMARY KEY'} of ${displayName(operation.table)} is not there to be dropped`,
      );
    }
    const dropped = table?.constraints.find(isMeant);
    const isNeeded = operation.cascade && table !== undefined && dropped !== undefined && isKey(dropped);
    const alone = isNeeded ? withoutKeysTo(schema, table, dropped.columns) : schema;
    return changeTable(alone, operation.table, origin, (found) => ({
      ...found,
      constraints: replaceWhere(found.constraints, isMeant, () => undefined),
    }));
  },

  ValidateConstraint: (schema, operation, origin) =>
    changeConstraint(schema, operation.table, operation.name, origin, (constraint) => ({
      ...constraint,
      validated: true,
    })),

  RenameConstraint: (schema, operation, origin) =>
    changeConstraint(schema, operation.table, operation.name, origin, (constraint) => ({
      ...constraint,
      name: operation.newName,
    })),

  AlterConstraint(schema, operation, origin) {
    const { name, attributes } = operation;
    const change = (constraint: Named<Constraint>): Named<Constraint> => altered(constraint, attributes);
    if (name !== undefined) return changeConstraint(schema, operation.table, name, origin, change);
    return changeTable(schema, operation.table, origin, (table) => ({
      ...table,
      constraints: table.constraints.map(change),
    }));
  },
};

function altered(constraint: Named<Constraint>, attributes: Attributes): Named<Constraint> {
  const { trusted, deferrable, ...others } = attributes;
  const { deferrable: old, ...rest } = constraint;
  const deferral = deferrable === undefined ? old : deferrals.find((one) => one === deferrable);
  return {
    ...rest,
    ...(deferral === undefined ? {} : { deferrable: deferral }),
    ...(trusted === undefined ? {} : { validated: trusted === 'true' }),
    attributes: { ...constraint.attributes, ...others, ...(trusted === undefined ? {} : { trusted }) },
  };
}

const deferrals = ['initially-immediate', 'initially-deferred'] as const;

/** The schema with a constraint added, named as the engine would when the author did not. */
export function addConstraint(schema: Schema, name: QualifiedName, constraint: Constraint, origin: Origin): Schema {
  if (constraint.name !== undefined && constraintOf(schema, findTable(schema, name), constraint.name) !== undefined) {
    return inconsistent(schema, origin, `constraint ${constraint.name} of ${displayName(name)} exists already`);
  }
  const hasNoName = schema.traits.primaryKeyHasNoName === true;
  const place = isKey(constraint) ? withoutMadeIndexes(schema, name, constraint.columns) : schema;
  const added = changeTable(place, name, origin, (table) => {
    const written = constraint.kind === 'PrimaryKey' && hasNoName ? undefined : constraint.name;
    const { kind, columns, attributes } = constraint;
    const named = {
      ...constraint,
      name: written ?? implicitNameOf(place, table, kind, columns, attributes),
      origin,
    };
    return {
      ...table,
      columns: isNotNullKey(schema, constraint) ? notNull(schema, table, constraint.columns) : table.columns,
      constraints: [...table.constraints, named],
    };
  });
  return constraint.kind === 'ForeignKey' ? withIndexFor(added, name, constraint, origin) : added;
}

/** A column without the constraints that its definition holds, and those. */
export function partsOf<C extends Column>(
  schema: Schema,
  column: C,
): { readonly column: C; readonly constraints: readonly Constraint[] } {
  const parts = schema.traits.columnParts?.(column);
  if (parts === undefined || parts.constraints.length === 0) return { column, constraints: [] };
  return { column: { ...column, attributes: parts.column.attributes ?? {} }, constraints: parts.constraints };
}

/** ADD ... USING INDEX: the index becomes the constraint and takes its name. */
function addKey(
  schema: Schema,
  name: QualifiedName,
  constraint: Extract<Constraint, { kind: 'PrimaryKey' | 'Unique' }>,
  usingIndex: string | undefined,
  origin: Origin,
): Schema {
  if (usingIndex === undefined) return addConstraint(schema, name, constraint, origin);
  const index = indexOf(schema, findTable(schema, name), usingIndex);
  const columns = index === undefined ? constraint.columns : indexColumns(index);
  const withoutIndex = changeTable(schema, name, origin, (table) => ({
    ...table,
    indexes: table.indexes.filter((one) => one !== index),
  }));
  return addConstraint(withoutIndex, name, { ...constraint, name: constraint.name ?? usingIndex, columns }, origin);
}

function changeConstraint(
  schema: Schema,
  tableName: QualifiedName,
  name: string,
  origin: Origin,
  change: (constraint: Named<Constraint>) => Named<Constraint>,
): Schema {
  const table = findTable(schema, tableName);
  if (table?.complete === true && constraintOf(schema, table, name) === undefined) {
    return inconsistent(schema, origin, `constraint ${name} of ${displayName(tableName)} is not there`);
  }
  return changeTable(schema, tableName, origin, (found) => ({
    ...found,
    constraints: replaceWhere(
      found.constraints,
      (constraint) => samePart(schema.traits, constraint.name, name),
      change,
    ),
  }));
}

function dropDefault(schema: Schema, name: QualifiedName, defaultName: string, origin: Origin): Schema {
  return changeTable(schema, name, origin, (table) => ({
    ...table,
    columns: table.columns.map((column) => {
      if (column.defaultName === undefined || !samePart(schema.traits, column.defaultName, defaultName)) return column;
      const { default: _value, defaultName: _name, ...rest } = column;
      return rest;
    }),
  }));
}

function isNotNullKey(schema: Schema, constraint: Constraint): boolean {
  return constraint.kind === 'PrimaryKey' && schema.traits.primaryKeyHoldsNull !== true;
}

function notNull(schema: Schema, table: Table, columns: readonly string[]): Table['columns'] {
  return table.columns.map((column) =>
    columns.some((name) => samePart(schema.traits, name, column.name)) ? { ...column, nullable: false } : column,
  );
}
