import { displayName, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Schema, Table, TableColumn } from '../../model/schema.ts';
import { columnOf, findTable } from '../../model/schema.ts';
import type { Constraint, Index } from '../../model/table.ts';
import { inconsistent, renameIn } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { changeTable, isView } from './store.ts';

type ColumnKind = 'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn';

export const columnHandlers: Handlers<ColumnKind> = {
  AddColumn(schema, operation, origin) {
    const { table, column } = operation;
    if (columnOf(schema, findTable(schema, table), column.name) !== undefined) {
      return inconsistent(schema, origin, `column ${displayName(table)}.${column.name} exists already`);
    }
    return changeTable(schema, table, origin, (found) => ({
      ...found,
      columns: placed(schema, found.columns, { ...column, origin }, operation.position),
    }));
  },

  DropColumn(schema, operation, origin) {
    const table = findTable(schema, operation.table);
    const isMissing = table?.complete === true && columnOf(schema, table, operation.column) === undefined;
    if (isMissing) return inconsistent(schema, origin, missing(operation.table, operation.column, 'to be dropped'));
    const gone = (name: string): boolean => samePart(schema.traits, name, operation.column);
    return changeTable(schema, operation.table, origin, (found) => ({
      ...found,
      columns: found.columns.filter((column) => !gone(column.name)),
      constraints: found.constraints.filter((constraint) => !constraint.columns.some(gone)),
      indexes: indexesWithout(schema, found, gone),
    }));
  },

  RenameColumn(schema, operation, origin) {
    const { table: name, column, newName } = operation;
    const table = findTable(schema, name);
    if (table?.complete === true && columnOf(schema, table, column) === undefined) {
      return inconsistent(schema, origin, missing(name, column, 'to be renamed'));
    }
    if (!samePart(schema.traits, column, newName) && columnOf(schema, table, newName) !== undefined) {
      return inconsistent(schema, origin, `column ${displayName(name)}.${newName} exists already`);
    }
    const same = (other: string): boolean => samePart(schema.traits, other, column);
    const renamed = changeTable(schema, name, origin, (found) => ({
      ...found,
      columns: found.columns.map((one) => (same(one.name) ? { ...one, name: newName } : one)),
      constraints: found.constraints.map((constraint) => renameInConstraint(constraint, same, newName)),
      indexes: found.indexes.map((index) => renameInIndex(index, same, newName)),
    }));
    return followTargets(renamed, operation);
  },

  AlterColumn(schema, operation, origin) {
    if (isView(schema, operation.table)) return schema;
    const table = findTable(schema, operation.table);
    const column = columnOf(schema, table, operation.column);
    if (table?.complete === true && column === undefined) {
      return inconsistent(schema, origin, missing(operation.table, operation.column, 'to be altered'));
    }
    return changeTable(schema, operation.table, origin, (found) => {
      if (column === undefined) return found;
      const changed = changeColumn(column, operation.change);
      const others = found.columns.filter((one) => one !== column);
      const columns =
        operation.position === undefined
          ? found.columns.map((one) => (one === column ? changed : one))
          : placed(schema, others, changed, operation.position);
      return { ...found, columns };
    });
  },
};

/** A column after a change of some of its facets. */
function changeColumn(column: TableColumn, change: ColumnChange): TableColumn {
  const {
    type,
    nullable,
    attributes,
    default: value,
    identity,
    generated,
    onUpdate,
    collation,
    comment,
    defaultName,
  } = change;
  const { default: oldValue, defaultName: oldName, identity: oldIdentity, generated: oldGenerated, ...rest } = column;
  const { onUpdate: oldOnUpdate, collation: oldCollation, comment: oldComment, ...kept } = rest;
  const keptName = value === undefined ? oldName : undefined;
  return {
    ...kept,
    ...(type === undefined ? {} : { type }),
    ...(nullable === undefined ? {} : { nullable }),
    ...optional('default', value, oldValue),
    ...optional('defaultName', defaultName, keptName),
    ...optional('identity', identity, oldIdentity),
    ...optional('generated', generated, oldGenerated),
    ...optional('onUpdate', onUpdate, oldOnUpdate),
    ...optional('collation', collation, oldCollation),
    ...optional('comment', comment, oldComment),
    ...(attributes === undefined ? {} : { attributes: { ...column.attributes, ...attributes } }),
  };
}

/** A facet after a change: `undefined` leaves it, `null` takes it away. */
function optional<Key extends string, Value>(
  key: Key,
  changed: Value | null | undefined,
  old: Value | undefined,
): Partial<Record<Key, Value>> {
  const value = changed === undefined ? old : changed;
  const facet: Partial<Record<Key, Value>> = {};
  if (value !== undefined && value !== null) facet[key] = value;
  return facet;
}

function placed(
  schema: Schema,
  columns: readonly TableColumn[],
  column: TableColumn,
  position: { readonly after: string | undefined } | undefined,
): readonly TableColumn[] {
  if (position === undefined) return [...columns, column];
  const { after } = position;
  const at = after === undefined ? 0 : columns.findIndex((one) => samePart(schema.traits, one.name, after)) + 1;
  return [...columns.slice(0, at), column, ...columns.slice(at)];
}

function missing(table: QualifiedName, column: string, purpose: string): string {
  return `column ${displayName(table)}.${column} is not there ${purpose}`;
}

/** MySQL takes a dropped column out of its indexes and keeps the rest; the others drop the whole index. */
function indexesWithout(schema: Schema, table: Table, gone: (name: string) => boolean): Table['indexes'] {
  const uses = (index: Index): boolean =>
    index.parts.some((part) => part.column !== undefined && gone(part.column)) || (index.include?.some(gone) ?? false);
  if (schema.traits.indexesBelongToSchema) return table.indexes.filter((index) => !uses(index));
  return table.indexes.flatMap((index) => {
    if (!uses(index)) return [index];
    const parts = index.parts.filter((part) => part.column === undefined || !gone(part.column));
    return parts.length === 0 ? [] : [{ ...index, parts }];
  });
}

function renameInConstraint<C extends Constraint>(constraint: C, same: (name: string) => boolean, newName: string): C {
  return { ...constraint, columns: renameIn(constraint.columns, same, newName) };
}

function renameInIndex<I extends Index>(index: I, same: (name: string) => boolean, newName: string): I {
  return {
    ...index,
    parts: index.parts.map((part) =>
      part.column !== undefined && same(part.column) ? { ...part, column: newName } : part,
    ),
    ...(index.include === undefined ? {} : { include: renameIn(index.include, same, newName) }),
  };
}

/** Foreign keys of all tables that point to a renamed column follow it. */
function followTargets(schema: Schema, operation: Operation<'RenameColumn'>): Schema {
  const target = findTable(schema, operation.table);
  if (target === undefined) return schema;
  const same = (name: string): boolean => samePart(schema.traits, name, operation.column);
  const pointsHere = (constraint: Constraint): boolean =>
    constraint.kind === 'ForeignKey' &&
    findTable(schema, constraint.target) === target &&
    constraint.targetColumns.some(same);
  const tables = schema.tables.map((table) =>
    table.constraints.some(pointsHere)
      ? {
          ...table,
          constraints: table.constraints.map((constraint) =>
            constraint.kind === 'ForeignKey' && pointsHere(constraint)
              ? { ...constraint, targetColumns: renameIn(constraint.targetColumns, same, operation.newName) }
              : constraint,
          ),
        }
      : table,
  );
  return { ...schema, tables };
}
