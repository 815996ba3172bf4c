import type { QualifiedName } from '../../model/names.ts';
import { sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { constraintOf, findColumn, findTable, indexOf } from '../../model/schema.ts';
import type { Column, ForeignKey, Index, ReferentialAction } from '../../model/table.ts';
import { indexColumns } from '../../model/table.ts';
import type { Step } from '../rule.ts';

/** A foreign key that is dropped and comes back on the same columns in another form. */
export interface ForeignKeyChange {
  readonly table: QualifiedName;
  readonly drop: Step;
  readonly add: Step;
  readonly becomes: ForeignKey;
  /** What it was, when the chain or the other side of the migration says so. */
  readonly was: ForeignKey | undefined;
  /** The columns' definition before, when the chain knows it. */
  readonly columns: readonly Column[];
  /** An index that began with the columns before. */
  readonly index: Index | undefined;
  /** The change of nullability of its column, when it comes with the change of the key. */
  readonly alter: Step | undefined;
}

/** The foreign keys that the steps of one side change, with what the other side says of them. */
export function foreignKeyChanges(steps: readonly Step[], otherSide: readonly Step[]): readonly ForeignKeyChange[] {
  return steps.flatMap((drop) => {
    const { operation, before } = drop;
    if (!drop.applied || operation.kind !== 'DropConstraint' || operation.name === undefined) return [];
    const { table, name } = operation;
    const was = oldKey(before, operation, otherSide);
    const add = steps.slice(steps.indexOf(drop) + 1).find((step) => {
      const { operation: other } = step;
      if (other.kind !== 'AddForeignKey' || !sameName(before.traits, other.table, table)) return false;
      if (was !== undefined) return sameColumns(before, was.columns, other.constraint.columns);
      return other.constraint.name !== undefined && samePart(before.traits, other.constraint.name, name);
    });
    if (add?.operation.kind !== 'AddForeignKey') return [];

    const becomes = add.operation.constraint;
    const alter = nullabilityChange(steps, before, table, becomes.columns);
    if (was !== undefined && isSameKey(before, was, becomes) && alter === undefined) return [];
    const columns = becomes.columns.flatMap((column) => findColumn(before, table, column) ?? []);
    const first = steps[0]?.before ?? before;
    return [
      { table, drop, add, becomes, was, columns, index: indexStartingWith(first, table, becomes.columns), alter },
    ];
  });
}

function oldKey(
  schema: Schema,
  { table, name = '' }: Operation<'DropConstraint'>,
  otherSide: readonly Step[],
): ForeignKey | undefined {
  const known = constraintOf(schema, findTable(schema, table), name);
  if (known !== undefined) return known.kind === 'ForeignKey' ? known : undefined;
  for (const { operation } of otherSide) {
    if (operation.kind !== 'AddForeignKey' || !sameName(schema.traits, operation.table, table)) continue;
    const { constraint } = operation;
    if (constraint.name !== undefined && samePart(schema.traits, constraint.name, name)) return constraint;
  }
  return undefined;
}

export function sameColumns(schema: Schema, some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((column, at) => samePart(schema.traits, column, others[at] ?? ''));
}

function isSameKey(schema: Schema, one: ForeignKey, other: ForeignKey): boolean {
  return (
    sameAction(one.onDelete, other.onDelete) &&
    sameAction(one.onUpdate, other.onUpdate) &&
    sameName(schema.traits, one.target, other.target) &&
    sameTarget(schema, one, other)
  );
}

/** Every engine here treats them alike when a key is not deferrable. */
function sameAction(one: ReferentialAction, other: ReferentialAction): boolean {
  const normal = (action: ReferentialAction): ReferentialAction => (action === 'restrict' ? 'no-action' : action);
  return normal(one) === normal(other);
}

function sameTarget(schema: Schema, one: ForeignKey, other: ForeignKey): boolean {
  const isKey = (key: ForeignKey): boolean => key.targetColumns.length === 0;
  return isKey(one) || isKey(other) || sameColumns(schema, one.targetColumns, other.targetColumns);
}

function nullabilityChange(
  steps: readonly Step[],
  schema: Schema,
  table: QualifiedName,
  columns: readonly string[],
): Step | undefined {
  return steps.find(({ operation, before }) => {
    if (operation.kind !== 'AlterColumn' || !sameName(schema.traits, operation.table, table)) return false;
    if (!columns.some((column) => samePart(schema.traits, column, operation.column))) return false;
    const was = findColumn(before, table, operation.column)?.nullable ?? operation.old?.nullable;
    return operation.change.nullable !== undefined && was !== undefined && operation.change.nullable !== was;
  });
}

/** The index of a table whose first columns are the given ones. */
export function indexStartingWith(schema: Schema, table: QualifiedName, columns: readonly string[]): Index | undefined {
  return findTable(schema, table)?.indexes.find((index) =>
    sameColumns(schema, indexColumns(index).slice(0, columns.length), columns),
  );
}

/** The index that a step drops, as the schema before knows it. */
export function droppedIndex(step: Step, table: QualifiedName): Index | undefined {
  const { operation, before } = step;
  return operation.kind === 'DropIndex' ? indexOf(before, findTable(before, table), operation.name.name) : undefined;
}
