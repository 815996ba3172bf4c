import { displayName, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Origin, Schema, Table, TableColumn } from '../../model/schema.ts';
import { columnOf, findTable, primaryKeyOf } from '../../model/schema.ts';
import type { Constraint, Index } from '../../model/table.ts';
import { mentions } from '../../model/table.ts';
import { addConstraint, partsOf } from './constraints.ts';
import { withoutKeysTo, withoutViewsOfColumn } from './dependents.ts';
import { inconsistent, renameIn } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { renameInExpression } from './renamed-sql.ts';
import type { Rename } from './renamed-sql.ts';
import { renameSequenceOwner, withoutSequencesOf, withSequenceOf } from './owned-sequences.ts';
import { isRecreated } from '../recreation.ts';
import { tablesPointingTo } from '../referrers.ts';
import { changeTable, isView, storeTable } from './store.ts';

type ColumnKind = 'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn';

export const columnHandlers: Handlers<ColumnKind> = {
  AddColumn(schema, operation, origin) {
    const { table, column } = operation;
    if (columnOf(schema, findTable(schema, table), column.name) !== undefined) {
      return inconsistent(schema, origin, `column ${displayName(table)}.${column.name} exists already`);
    }
    const parts = partsOf(schema, column);
    const added = changeTable(schema, table, origin, (found) => ({
      ...found,
      columns: placed(schema, found.columns, { ...parts.column, origin }, operation.position),
    }));
    const constrained = parts.constraints.reduce(
      (soFar, constraint) => addConstraint(soFar, table, constraint, origin),
      added,
    );
    return withSequenceOf(constrained, table, column, origin);
  },

  DropColumn(schema, operation, origin) {
    const table = findTable(schema, operation.table);
    const isMissing = table?.complete === true && columnOf(schema, table, operation.column) === undefined;
    if (isMissing) return inconsistent(schema, origin, missing(operation.table, operation.column, 'to be dropped'));
    const gone = (name: string): boolean => samePart(schema.traits, name, operation.column);
    const alone =
      operation.cascade && table !== undefined
        ? withoutViewsOfColumn(withoutKeysTo(schema, table, [operation.column]), operation.table, operation.column)
        : schema;
    return changeTable(
      withoutSequencesOf(alone, operation.table, operation.column),
      operation.table,
      origin,
      (found) => ({
        ...found,
        columns: found.columns.filter((column) => !gone(column.name)),
        constraints: constraintsWithout(schema, found, gone),
        indexes: indexesWithout(schema, found, gone),
      }),
    );
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
      columns: found.columns.map((one) => renameInColumn(schema, one, same, operation)),
      constraints: found.constraints.map((constraint) => renameInConstraint(schema, constraint, same, operation)),
      indexes: found.indexes.map((index) => renameInIndex(schema, index, same, operation)),
    }));
    return followTargets(renameSequenceOwner(renamed, operation), operation);
  },

  AlterColumn(schema, operation, origin) {
    if (isView(schema, operation.table)) return schema;
    const table = findTable(schema, operation.table);
    const column = columnOf(schema, table, operation.column);
    if (table?.complete === true && column === undefined) {
      return inconsistent(schema, origin, missing(operation.table, operation.column, 'to be altered'));
    }
    if (column !== undefined && isRecreated(operation, column)) {
      const { span, table: name } = operation;
      const dropped = { kind: 'DropColumn', span, table: name, column: column.name, cascade: false } as const;
      const { name: columnName, type } = column;
      const added = changeColumn({ name: columnName, type, nullable: true, origin }, operation.change);
      return columnHandlers.AddColumn(
        columnHandlers.DropColumn(schema, dropped, origin),
        { kind: 'AddColumn', span, table: name, column: added },
        origin,
      );
    }
    return changeTable(withSequenceAfter(schema, operation, column, origin), operation.table, origin, (found) => {
      if (column === undefined) return found;
      const changed = withoutSerial(changeColumn(column, operation.change), operation.change);
      const others = found.columns.filter((one) => one !== column);
      const columns =
        operation.position === undefined
          ? found.columns.map((one) => (one === column ? changed : one))
          : placed(schema, others, changed, operation.position);
      const constraints =
        operation.change.restated === true ? withoutChecksOf(schema, found, column) : found.constraints;
      return { ...found, columns: keysNotNull(schema, columns, found), constraints };
    });
  },
};

/** An identity comes and goes with its sequence. */
function withSequenceAfter(
  schema: Schema,
  { table, change }: Operation<'AlterColumn'>,
  column: TableColumn | undefined,
  origin: Origin,
): Schema {
  const { identity } = change;
  if (column === undefined || identity === undefined) return schema;
  if (identity === null) return withoutSequencesOf(schema, table, column.name);
  return column.identity === undefined ? withSequenceOf(schema, table, { ...column, identity }, origin) : schema;
}

/** A serial is a default: with another, or none, it is a plain column. */
function withoutSerial(column: TableColumn, change: ColumnChange): TableColumn {
  if (change.default === undefined || column.identity?.generation !== 'serial') return column;
  const { identity: _serial, ...plain } = column;
  return plain;
}

function generatedAfter(
  change: ColumnChange['generated'],
  old: TableColumn['generated'],
): TableColumn['generated'] | null {
  return change == null ? change : { expression: change.expression, stored: change.stored ?? old?.stored ?? true };
}

/** A column after a change of some of its facets. */
function changeColumn(column: TableColumn, change: ColumnChange): TableColumn {
  const { type, nullable, default: value, identity, generated, onUpdate, collation, comment, defaultName } = change;
  const { default: oldValue, defaultName: oldName, identity: oldIdentity, generated: oldGenerated, ...rest } = column;
  const {
    onUpdate: oldOnUpdate,
    collation: oldCollation,
    comment: oldComment,
    attributes: _attributes,
    ...kept
  } = rest;
  const keptName = value === undefined ? oldName : undefined;
  return {
    ...kept,
    ...(type === undefined ? {} : { type }),
    ...(nullable === undefined ? {} : { nullable }),
    ...optional('default', value, oldValue),
    ...optional('defaultName', defaultName, keptName),
    ...optional('identity', identity, oldIdentity),
    ...optional('generated', generatedAfter(generated, oldGenerated), oldGenerated),
    ...optional('onUpdate', onUpdate, oldOnUpdate),
    ...optional('collation', collation, oldCollation),
    ...optional('comment', comment, oldComment),
    ...attributesAfter(column, change),
  };
}

function attributesAfter(column: TableColumn, { attributes, restated }: ColumnChange): Pick<TableColumn, 'attributes'> {
  const all = restated === true ? { ...attributes } : { ...column.attributes, ...attributes };
  return Object.keys(all).length === 0 ? {} : { attributes: all };
}

/** MariaDB: a check in a column's definition goes with it. */
function withoutChecksOf(schema: Schema, table: Table, column: TableColumn): Table['constraints'] {
  const { traits } = schema;
  if (traits.columnsHoldChecks !== true) return table.constraints;
  return table.constraints.filter(({ attributes }) => !samePart(traits, attributes?.['column'] ?? '', column.name));
}

/** The columns of the primary key stay NOT NULL, whatever is said of them. */
function keysNotNull(schema: Schema, columns: Table['columns'], table: Table): Table['columns'] {
  const key = primaryKeyOf(table)?.columns;
  if (key === undefined || schema.traits.primaryKeyHoldsNull === true) return columns;
  return columns.map((column) =>
    column.nullable && key.some((name) => samePart(schema.traits, name, column.name))
      ? { ...column, nullable: false }
      : column,
  );
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

/** Keys are indexes to MySQL, and what is left of them stays. */
function constraintsWithout(schema: Schema, table: Table, gone: (name: string) => boolean): Table['constraints'] {
  return table.constraints.flatMap((constraint) => {
    if (!constraint.columns.some(gone)) return [constraint];
    const isIndex = constraint.kind === 'PrimaryKey' || constraint.kind === 'Unique';
    const columns = constraint.columns.filter((column) => !gone(column));
    const isKept = schema.traits.tablesHoldIndexes === true && isIndex && columns.length > 0;
    return isKept ? [{ ...constraint, columns }] : [];
  });
}

/** MySQL takes a dropped column out of its indexes and keeps the rest; the others drop the whole index. */
function indexesWithout(schema: Schema, table: Table, gone: (name: string) => boolean): Table['indexes'] {
  const uses = (index: Index): boolean =>
    index.parts.some((part) => part.column !== undefined && gone(part.column)) ||
    (index.include?.some(gone) ?? false) ||
    table.columns.some((column) => gone(column.name) && isComputedFrom(index, column.name));
  if (schema.traits.indexesBelongToSchema) return table.indexes.filter((index) => !uses(index));
  return table.indexes.flatMap((index) => {
    if (!uses(index)) return [index];
    const parts = index.parts.filter((part) => part.column === undefined || !gone(part.column));
    return parts.length === 0 ? [] : [{ ...index, parts }];
  });
}

/** Whether an expression or the condition of an index names a column. */
function isComputedFrom(index: Index, column: string): boolean {
  const expressions = [index.where, ...index.parts.map((part) => part.expression)];
  return expressions.some((expression) => expression !== undefined && mentions(expression.sql, column));
}

type Same = (name: string) => boolean;

function renameInColumn(schema: Schema, column: TableColumn, same: Same, rename: Rename): TableColumn {
  const { generated } = column;
  return {
    ...column,
    ...(same(column.name) ? { name: rename.newName } : {}),
    ...(generated === undefined
      ? {}
      : { generated: { ...generated, expression: renameInExpression(schema, generated.expression, rename) } }),
  };
}

function renameInConstraint<C extends Constraint>(schema: Schema, constraint: C, same: Same, rename: Rename): C {
  const columns = renameIn(constraint.columns, same, rename.newName);
  if (constraint.kind !== 'Check') return { ...constraint, columns };
  const expression = renameInExpression(schema, constraint.expression, rename);
  const { name, attributes } = constraint;
  if (!same(attributes?.['column'] ?? '')) return { ...constraint, columns, expression };
  const ownName = name !== undefined && same(name) ? { name: rename.newName } : {};
  return { ...constraint, columns, expression, ...ownName, attributes: { ...attributes, column: rename.newName } };
}

function renameInIndex<I extends Index>(schema: Schema, index: I, same: Same, rename: Rename): I {
  return {
    ...index,
    parts: index.parts.map((part) => {
      if (part.expression !== undefined)
        return { ...part, expression: renameInExpression(schema, part.expression, rename) };
      return part.column !== undefined && same(part.column) ? { ...part, column: rename.newName } : part;
    }),
    ...(index.include === undefined ? {} : { include: renameIn(index.include, same, rename.newName) }),
    ...(index.where === undefined ? {} : { where: renameInExpression(schema, index.where, rename) }),
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
  const pointing = tablesPointingTo(schema, operation.table).filter((table) => table.constraints.some(pointsHere));
  return pointing.reduce((soFar, table) => {
    const constraints = table.constraints.map((constraint) =>
      constraint.kind === 'ForeignKey' && pointsHere(constraint)
        ? { ...constraint, targetColumns: renameIn(constraint.targetColumns, same, operation.newName) }
        : constraint,
    );
    return storeTable(soFar, { ...table, constraints });
  }, schema);
}
