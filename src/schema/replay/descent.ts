import { sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { columnOf, constraintOf, findTable, indexOf, tableOfIndex } from '../../model/schema.ts';
import type { Index } from '../../model/table.ts';
import { childrenOf } from '../referrers.ts';

/**
 * What an operation on a table does to the tables that inherit from it and to its partitions, in operations on them;
 * `before` is the schema that it meets. https://www.postgresql.org/docs/18/ddl-inherit.html
 */
export function descend(before: Schema, operation: Operation): readonly Operation[] {
  if (operation.kind === 'AttachPartition') return attached(before, operation);
  const parent = parentOf(before, operation);
  if (parent === undefined) return [];
  return childrenOf(before, parent.name)
    .filter((child) => !isAbove(before, child, parent))
    .flatMap((child) => onChild(before, operation, parent, child));
}

/** Whether a table is above another, or is the other: engines refuse such circles, and sources can hold them. */
function isAbove(schema: Schema, table: Table, other: Table): boolean {
  const found = new Set([other]);
  for (const one of found) {
    if (one === table) return true;
    for (const name of one.parents) {
      const parent = findTable(schema, name);
      if (parent !== undefined) found.add(parent);
    }
  }
  return false;
}

function parentOf(schema: Schema, operation: Operation): Table | undefined {
  if (operation.kind === 'DropIndex') return tableOfIndex(schema, operation.name, operation.table);
  return isInherited(operation) ? findTable(schema, operation.table) : undefined;
}

const inheritedKinds = [
  'AddColumn',
  'DropColumn',
  'RenameColumn',
  'AlterColumn',
  'AddCheck',
  'RenameConstraint',
  'ValidateConstraint',
  'DropConstraint',
  'AddForeignKey',
  'AddPrimaryKey',
  'AddUnique',
  'CreateIndex',
] as const;

/** Whether an operation on a table can reach the tables below it. */
function isInherited(operation: Operation): operation is Operation<(typeof inheritedKinds)[number]> {
  return inheritedKinds.some((kind) => kind === operation.kind);
}

function onChild(schema: Schema, operation: Operation, parent: Table, child: Table): readonly Operation[] {
  const table = child.name;
  const isPartition = child.bound !== undefined;
  switch (operation.kind) {
    case 'AddColumn':
      return columnOf(schema, child, operation.column.name) === undefined ? [{ ...operation, table }] : [];
    case 'DropColumn':
    case 'RenameColumn':
    case 'AlterColumn':
    case 'AddCheck':
      return [{ ...operation, table }];
    case 'RenameConstraint':
    case 'ValidateConstraint':
    case 'DropConstraint': {
      const constraint = operation.name === undefined ? undefined : constraintOf(schema, parent, operation.name);
      const isShared = constraint?.kind === 'Check' || (isPartition && constraint?.kind === 'ForeignKey');
      return isShared && constraintOf(schema, child, constraint.name) !== undefined ? [{ ...operation, table }] : [];
    }
    case 'AddForeignKey':
      return isPartition ? [{ ...operation, table }] : [];
    case 'AddPrimaryKey': {
      const { name: _name, ...constraint } = operation.constraint;
      return isPartition ? [{ ...operation, table, constraint }] : [];
    }
    case 'AddUnique': {
      const { name: _name, ...constraint } = operation.constraint;
      return isPartition ? [{ ...operation, table, constraint }] : [];
    }
    case 'CreateIndex': {
      const { name: _name, ...index } = operation.index;
      const isOnly = operation.index.attributes?.['only'] !== undefined;
      return isPartition && !isOnly ? [{ ...operation, table, index }] : [];
    }
    case 'DropIndex': {
      const index = indexOf(schema, parent, operation.name.name);
      const own = index === undefined ? undefined : child.indexes.find((one) => isSameIndex(one, index));
      return own === undefined ? [] : [{ ...operation, table, name: { ...table, name: own.name } }];
    }
    default:
      return [];
  }
}

/** A table that becomes a partition gets the keys and indexes of the whole that it does not have yet. */
function attached(schema: Schema, operation: Operation<'AttachPartition'>): readonly Operation[] {
  const parent = findTable(schema, operation.table);
  const child = findTable(schema, operation.partition);
  if (parent === undefined || child === undefined) return [];
  const { span } = operation;
  const table = child.name;
  const indexes = parent.indexes
    .filter((index) => !child.indexes.some((one) => isSameIndex(one, index)))
    .map(({ name: _name, origin: _origin, ...index }): Operation => ({
      kind: 'CreateIndex',
      span,
      table,
      index,
      concurrently: false,
    }));
  const keys = parent.constraints.flatMap((constraint): readonly Operation[] => {
    const { origin: _origin, name, ...key } = constraint;
    const isThere = child.constraints.some(
      (one) =>
        one.kind === key.kind &&
        one.columns.length === key.columns.length &&
        one.columns.every((column, at) => samePart(schema.traits, column, key.columns[at] ?? '')) &&
        (one.kind !== 'ForeignKey' || (key.kind === 'ForeignKey' && sameName(schema.traits, one.target, key.target))),
    );
    if (isThere) return [];
    switch (key.kind) {
      case 'PrimaryKey':
        return [{ kind: 'AddPrimaryKey', span, table, constraint: key }];
      case 'Unique':
        return [{ kind: 'AddUnique', span, table, constraint: key }];
      case 'ForeignKey':
        return [{ kind: 'AddForeignKey', span, table, constraint: { ...key, name } }];
      case 'Check':
      case 'Exclusion':
        return [];
    }
  });
  return [...keys, ...indexes];
}

function isSameIndex(one: Index, other: Index): boolean {
  return (
    one.unique === other.unique &&
    (one.method ?? '') === (other.method ?? '') &&
    one.where?.sql === other.where?.sql &&
    one.parts.length === other.parts.length &&
    one.parts.every((part, at) => {
      const twin = other.parts[at];
      return (
        part.column === twin?.column &&
        part.expression?.sql === twin?.expression?.sql &&
        part.descending === twin?.descending
      );
    })
  );
}
