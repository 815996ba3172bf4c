import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
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
  const first = steps[0]?.before;
  if (first === undefined) return [];
  return steps.flatMap((drop) => {
    const { operation, before } = drop;
    if (!drop.applied || operation.kind !== 'DropConstraint' || operation.name === undefined) return [];
    const { table, name } = operation;
    const was = keyIn(first, operation) ?? keyIn(before, operation) ?? keyAddedBy(otherSide, operation, before);
    const add = steps.slice(steps.indexOf(drop) + 1).find((step) => {
      const { operation: other } = step;
      if (other.kind !== 'AddForeignKey' || !sameName(before.traits, other.table, table)) return false;
      if (was !== undefined) return sameColumns(before, was.columns, other.constraint.columns);
      return other.constraint.name !== undefined && samePart(before.traits, other.constraint.name, name);
    });
    if (add?.operation.kind !== 'AddForeignKey') return [];

    const becomes = add.operation.constraint;
    const alter = nullabilityChange(steps, before, table, becomes.columns);
    const isSame = was !== undefined && differences(before, was, becomes).length === 0;
    if (isSame && sameTargetColumns(before, was, becomes) && alter === undefined) return [];
    const columns = becomes.columns.flatMap((column) => findColumn(first, table, column) ?? []);
    return [
      { table, drop, add, becomes, was, columns, index: indexStartingWith(first, table, becomes.columns), alter },
    ];
  });
}

function keyIn(schema: Schema, { table, name = '' }: Operation<'DropConstraint'>): ForeignKey | undefined {
  const known = constraintOf(schema, findTable(schema, table), name);
  return known?.kind === 'ForeignKey' ? known : undefined;
}

/** What the way back adds under a key's name is what the key was. */
function keyAddedBy(
  steps: readonly Step[],
  { table, name = '' }: Operation<'DropConstraint'>,
  { traits }: Schema,
): ForeignKey | undefined {
  for (const { operation } of steps) {
    if (operation.kind !== 'AddForeignKey' || !sameName(traits, operation.table, table)) continue;
    const { constraint } = operation;
    if (constraint.name !== undefined && samePart(traits, constraint.name, name)) return constraint;
  }
  return undefined;
}

/** One respect in which a key is not what it was, in words. */
export interface Difference {
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

/** How the behaviour or the target of a key differs. */
export function differences({ traits }: Schema, was: ForeignKey, is: ForeignKey): readonly Difference[] {
  const actions = [
    { what: 'ON DELETE', was: was.onDelete, is: is.onDelete },
    { what: 'ON UPDATE', was: was.onUpdate, is: is.onUpdate },
  ];
  return [
    ...(sameName(traits, was.target, is.target)
      ? []
      : [{ what: 'its target', was: displayName(was.target), is: displayName(is.target) }]),
    ...actions
      .filter((one) => !sameAction(one.was, one.is))
      .map((one) => ({ what: one.what, was: actionNames[one.was], is: actionNames[one.is] })),
  ];
}

const actionNames: Readonly<Record<ReferentialAction, string>> = {
  'no-action': 'NoAction',
  restrict: 'Restrict',
  cascade: 'Cascade',
  'set-null': 'SetNull',
  'set-default': 'SetDefault',
};

export function sameColumns(schema: Schema, some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((column, at) => samePart(schema.traits, column, others[at] ?? ''));
}

/** Every engine here treats them alike when a key is not deferrable. */
function sameAction(one: ReferentialAction, other: ReferentialAction): boolean {
  const normal = (action: ReferentialAction): ReferentialAction => (action === 'restrict' ? 'no-action' : action);
  return normal(one) === normal(other);
}

function sameTargetColumns(schema: Schema, one: ForeignKey, other: ForeignKey): boolean {
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
function indexStartingWith(schema: Schema, table: QualifiedName, columns: readonly string[]): Index | undefined {
  const found = findTable(schema, table)?.indexes.find((index) =>
    sameColumns(schema, indexColumns(index).slice(0, columns.length), columns),
  );
  if (found === undefined) return undefined;
  const { origin: _origin, ...index } = found;
  return index;
}

/** The index that a step drops, as the schema before knows it. */
export function droppedIndex(step: Step, table: QualifiedName): Index | undefined {
  const { operation, before } = step;
  return operation.kind === 'DropIndex' ? indexOf(before, findTable(before, table), operation.name.name) : undefined;
}
