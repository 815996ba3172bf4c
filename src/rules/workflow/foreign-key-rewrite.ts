import type { Change, Proposal } from '../../model/diagnostic.ts';
import type { ColumnType, TypeFamily } from '../../model/column-type.ts';
import type { Statement } from '../../model/migration.ts';
import { sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Column, Expression } from '../../model/table.ts';
import { indexColumns, isMadeForKey } from '../../model/table.ts';
import type { Step } from '../rule.ts';
import { listed } from '../words.ts';
import { droppedIndex } from './foreign-key-changes.ts';
import type { ForeignKeyChange } from './foreign-key-changes.ts';

/** The name of the temporary column, in the style of the column's own name. */
function temporaryName(column: string): string {
  const isSnakeCase = column.includes('_') || column === column.toLowerCase();
  return isSnakeCase ? `temp_${column}` : `temp${column.charAt(0).toUpperCase()}${column.slice(1)}`;
}

/** The name that the steps already give the column for a time, or else the one that we would. */
export function temporaryNameIn({ table, drop }: ForeignKeyChange, column: string, steps: readonly Step[]): string {
  const { traits } = drop.before;
  for (const { operation } of steps) {
    if (operation.kind !== 'RenameColumn' || !sameName(traits, operation.table, table)) continue;
    if (samePart(traits, operation.column, column)) return operation.newName;
  }
  return temporaryName(column);
}

/** A change of a key in place, among the steps of its side. */
export interface ChangeInPlace {
  readonly change: ForeignKeyChange;
  readonly steps: readonly Step[];
}

/**
 * The whole sequence through a temporary column, in place of what changes the key now, on one side or both. Only for a
 * key of one column whose definition the chain knows.
 */
export function foreignKeyRewrite(sides: readonly ChangeInPlace[]): Proposal | undefined {
  const changes = sides.map(({ change, steps }) => rewriteSide(change, steps));
  if (!changes.every((one) => one !== undefined)) return undefined;
  const column = sides[0]?.change.becomes.columns[0] ?? '';
  const places = sides.map(({ change }) => (change.drop.side === 'up' ? 'Up' : 'Down'));
  return {
    title: `Carry the values of ${column} through ${temporaryName(column)}, in ${listed(places)}`,
    changes,
  };
}

/** The sequence as operations, for the remedy and for the rewrite. */
export function sequenceSteps(change: ForeignKeyChange, steps: readonly Step[]): readonly Operation[] | undefined {
  const [column, ...others] = change.becomes.columns;
  const [old] = change.columns;
  const { operation: drop } = change.drop;
  const { operation: add } = change.add;
  if (column === undefined || others.length > 0 || old === undefined) return undefined;
  if (old.generated !== undefined || old.identity !== undefined) return undefined;
  if (drop.kind !== 'DropConstraint' || add.kind !== 'AddForeignKey') return undefined;

  const { table } = change;
  const { span } = drop;
  const temporary = temporaryNameIn(change, column, steps);
  const { index, dropIndex, createIndex } = indexSteps(change, steps);
  const removeIndex: readonly Operation[] =
    dropIndex === undefined && index?.name !== undefined
      ? [{ kind: 'DropIndex', span, name: { name: index.name }, table, concurrently: false, cascade: false }]
      : operationsOf(dropIndex);
  const restoreIndex: readonly Operation[] =
    createIndex === undefined && index !== undefined && !isMadeForKey(index)
      ? [{ kind: 'CreateIndex', span, table, index, concurrently: false }]
      : operationsOf(createIndex);
  return [
    drop,
    ...removeIndex,
    { kind: 'RenameColumn', span, table, column, newName: temporary },
    { kind: 'AddColumn', span, table, column: newColumn(old, change.alter) },
    { kind: 'UpdateRows', span, table, assignments: [{ column, value: expression(temporary) }], reads: [] },
    add,
    ...restoreIndex,
    { kind: 'DropColumn', span, table, column: temporary, cascade: false },
  ];
}

function rewriteSide(change: ForeignKeyChange, steps: readonly Step[]): Change | undefined {
  const operations = sequenceSteps(change, steps);
  if (operations === undefined) return undefined;
  const { dropIndex, createIndex } = indexSteps(change, steps);
  const replaced = [change.drop, change.add, change.alter, dropIndex, createIndex].filter((step) => step !== undefined);
  const statements = inOrder(replaced, steps);
  const operationsReplaced = new Set(replaced.map((step) => step.operation));
  const isWhole = statements.every((statement) => statement.operations.every((one) => operationsReplaced.has(one)));
  return isWhole ? { kind: 'replace', statements, operations } : undefined;
}

function inOrder(replaced: readonly Step[], steps: readonly Step[]): readonly Statement[] {
  const wanted = steps.filter((step) => replaced.includes(step)).map((step) => step.statement);
  return [...new Set(wanted)];
}

/** The steps that already take the index of the column away and bring it back, and the index as it was. */
function indexSteps(
  change: ForeignKeyChange,
  steps: readonly Step[],
): {
  readonly index: ForeignKeyChange['index'];
  readonly dropIndex: Step | undefined;
  readonly createIndex: Step | undefined;
} {
  const { table, becomes, drop } = change;
  const { traits } = drop.before;
  const column = becomes.columns[0] ?? '';
  const isOnColumn = (columns: readonly string[]): boolean => samePart(traits, columns[0] ?? '', column);
  const dropIndex = steps.find((step) => {
    const index = droppedIndex(step, table);
    return index !== undefined && isOnColumn(indexColumns(index));
  });
  const createIndex = steps.find(
    ({ operation }) =>
      operation.kind === 'CreateIndex' &&
      sameName(traits, operation.table, table) &&
      isOnColumn(indexColumns(operation.index)),
  );
  return { index: change.index, dropIndex, createIndex };
}

function operationsOf(step: Step | undefined): readonly Operation[] {
  return step === undefined ? [] : [step.operation];
}

/** The column as it comes back: all that it was, and a NOT NULL one needs a filler until the values are copied. */
function newColumn(old: Column, alter: Step | undefined): Column {
  const change = alter?.operation.kind === 'AlterColumn' ? alter.operation.change : {};
  const { name, type, collation, comment, attributes } = old;
  const nullable = change.nullable ?? old.nullable;
  const value = change.default === undefined ? old.default : (change.default ?? undefined);
  const filler = value ?? (nullable ? undefined : fillerFor(type));
  return {
    name,
    type,
    nullable,
    ...(filler === undefined ? {} : { default: filler }),
    ...(collation === undefined ? {} : { collation }),
    ...(comment === undefined ? {} : { comment }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function fillerFor(type: ColumnType): Expression | undefined {
  const isWrittenUuid = type.family === 'text' && type.fixed === true && type.length === 36;
  return fillers[isWrittenUuid ? 'uuid' : type.family];
}

const fillers: Partial<Record<TypeFamily, Expression>> = {
  integer: constant('0'),
  decimal: constant('0'),
  uuid: constant("'00000000-0000-0000-0000-000000000000'"),
  text: constant("''"),
};

function constant(sql: string): Expression {
  return { sql, constant: true, calls: [] };
}

function expression(sql: string): Expression {
  return { sql, constant: false, calls: [] };
}
