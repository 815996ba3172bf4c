import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Span } from '../../model/span.ts';
import type { Column } from '../../model/table.ts';
import { optionalText } from '../javascript/migrations/arguments.ts';
import { addition } from '../javascript/migrations/constraints.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import type { Value } from '../javascript/value.ts';
import { makeColumn } from './columns.ts';
import { primaryKey } from './keys.ts';
import { uniqueName } from './names.ts';
import type { ColumnOptions } from './options.ts';
import { columnOptions, constructed } from './options.ts';

/** `addColumn(table, new TableColumn({…}))`, with the constraints that the column brings. */
export function addColumn(
  value: Value | undefined,
  table: QualifiedName,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  return added(columnOptions(value, reading), table, span, reading);
}

function added(options: ColumnOptions, table: QualifiedName, span: Span, reading: Reading): readonly Operation[] {
  const { column, constraints, before } = makeColumn(options, table, span, reading);
  const { name, isPrimary, isUnique, primaryKeyConstraintName } = options;
  return [
    ...before,
    { kind: 'AddColumn', span, table, column },
    ...constraints.map((constraint) => addition(constraint, table, span)),
    ...(isPrimary ? [addition(primaryKey(table, [name], primaryKeyConstraintName, reading), table, span)] : []),
    ...(isUnique ? [uniqueAddition(name, table, span, reading)] : []),
  ];
}

/** MySQL: a unique column has a unique index. */
function uniqueAddition(column: string, table: QualifiedName, span: Span, { dialect }: Reading): Operation {
  const name = uniqueName(table, [column]);
  if (dialect.traits.name === 'mysql') {
    const index = { name, parts: [{ column }], unique: true };
    return { kind: 'CreateIndex', span, table, index, concurrently: false };
  }
  return addition({ kind: 'Unique', name, columns: [column], validated: true }, table, span);
}

function uniqueRemoval(column: string, table: QualifiedName, span: Span, { dialect }: Reading): Operation {
  const name = uniqueName(table, [column]);
  return dialect.traits.name === 'mysql'
    ? { kind: 'DropIndex', span, name: { name }, table, concurrently: false, cascade: false }
    : { kind: 'DropConstraint', span, table, name, constraint: 'Unique', cascade: false };
}

/**
 * `changeColumn(table, old, new TableColumn({…}))`. The drivers drop the column and add another when its type or
 * length is another one, or how it is generated; else they change what differs. Where only the old column's name is
 * given, that depends on the database.
 */
export function changeColumn(
  old: Value | undefined,
  changed: Value | undefined,
  table: QualifiedName,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const next = columnOptions(changed, reading);
  const oldName = optionalText(old);
  if (oldName !== undefined) return changedByName(oldName, next, table, span, reading);
  if (constructed(old)?.kind !== 'object') {
    obstruct(reading, 'the old column', old);
    return [];
  }
  const before = columnOptions(old, reading);
  return isRecreated(before, next, reading)
    ? [{ kind: 'DropColumn', span, table, column: before.name, cascade: false }, ...added(next, table, span, reading)]
    : altered(before, next, table, span, reading);
}

function isRecreated(before: ColumnOptions, next: ColumnOptions, { dialect }: Reading): boolean {
  if (dialect.traits.name === 'sqlite') return false;
  const isGeneratedAnew = before.isGenerated !== next.isGenerated && next.generationStrategy !== 'uuid';
  return (
    before.type !== next.type ||
    before.length !== next.length ||
    before.isArray !== next.isArray ||
    before.generatedType !== next.generatedType ||
    (dialect.traits.name !== 'postgres' && isGeneratedAnew)
  );
}

function changedByName(
  column: string,
  next: ColumnOptions,
  table: QualifiedName,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const { column: made } = makeColumn(next, table, span, reading);
  const recreates = reading.dialect.traits.name === 'sqlite' ? {} : { recreates: true as const };
  return [
    ...rename(column, next.name, table, span),
    { kind: 'AlterColumn', span, table, column: next.name, change: restated(made), ...recreates },
  ];
}

function rename(column: string, newName: string, table: QualifiedName, span: Span): readonly Operation[] {
  return column === newName ? [] : [{ kind: 'RenameColumn', span, table, column, newName }];
}

/** All that a column says of itself. */
function restated(column: Column): ColumnChange {
  return {
    type: column.type,
    nullable: column.nullable,
    default: column.default ?? null,
    ...(column.defaultName === undefined ? {} : { defaultName: column.defaultName }),
    ...(column.identity === undefined ? {} : { identity: column.identity }),
    ...(column.generated === undefined ? {} : { generated: column.generated }),
    ...(column.onUpdate === undefined ? {} : { onUpdate: column.onUpdate }),
    ...(column.collation === undefined ? {} : { collation: column.collation }),
    comment: column.comment ?? null,
  };
}

/** What differs between the two; MySQL states the whole column anew. */
function altered(
  before: ColumnOptions,
  next: ColumnOptions,
  table: QualifiedName,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const { column } = makeColumn(next, table, span, reading);
  const whole = restated(column);
  const isType = before.precision !== next.precision || before.scale !== next.scale;
  const change: ColumnChange =
    reading.dialect.traits.name === 'mysql' || reading.dialect.traits.name === 'sqlite'
      ? whole
      : {
          ...(isType ? { type: column.type } : {}),
          ...(before.isNullable === next.isNullable ? {} : { nullable: next.isNullable }),
          ...(before.default === next.default ? {} : { default: column.default ?? null }),
          ...(before.comment === next.comment ? {} : { comment: column.comment ?? null }),
          ...(before.collation === next.collation ? {} : { collation: column.collation ?? null }),
        };
  const operations: readonly Operation[] = [
    ...rename(before.name, next.name, table, span),
    ...(Object.keys(change).length === 0
      ? []
      : [{ kind: 'AlterColumn' as const, span, table, column: next.name, change }]),
    ...(next.isUnique && !before.isUnique ? [uniqueAddition(next.name, table, span, reading)] : []),
    ...(before.isUnique && !next.isUnique ? [uniqueRemoval(next.name, table, span, reading)] : []),
  ];
  return operations.length > 0 ? operations : [{ kind: 'NoChange', span, statement: 'changeColumn' }];
}
