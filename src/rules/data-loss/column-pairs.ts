import type { ColumnType } from '../../model/column-type.ts';
import type { DialectTraits, QualifiedName } from '../../model/names.ts';
import { nameKey, partKey, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { rememberLast } from '../../model/remember-last.ts';
import type { Schema } from '../../model/schema.ts';
import { columnOf, findTable } from '../../model/schema.ts';
import type { Column } from '../../model/table.ts';
import { mentions } from '../../model/table.ts';
import type { MigrationView, Step } from '../rule.ts';
import { stepsByTable, type SideSteps, type TableSteps } from '../steps-by-table.ts';

/** A dropped column and the added one that takes its place: to everyone but the database a rename. */
export interface ColumnPair {
  readonly table: QualifiedName;
  readonly drop: Step;
  readonly add: Step;
  readonly dropped: string;
  readonly added: Column;
  /** The dropped column, when the chain or the way back says what it was. */
  readonly old: Column | undefined;
}

/**
 * Drops and adds of one side of a migration that pair up, each column in one pair at most. A column that is dropped and added
 * again under its own name is made anew, and takes nobody else's place.
 */
export const columnPairs = rememberLast(paired);

function paired(view: MigrationView, steps: readonly Step[]): readonly ColumnPair[] {
  const isAnew = columnsMadeAnew(steps);
  const side = stepsByTable(steps);
  const taken = new Set<Step>();
  return steps.flatMap((drop) => {
    if (drop.operation.kind !== 'DropColumn' || !drop.applied || isAnew(drop)) return [];
    const { table, column: dropped } = drop.operation;
    const old = oldColumn(view, drop.operation, drop.before);
    if (old?.generated !== undefined) return [];
    const candidates = side
      .of(table)
      .adds.filter((add) => add.applied && !taken.has(add) && !isAnew(add))
      .flatMap((add) => {
        const pair = pairOf(view, side, drop, add, old);
        return pair === undefined ? [] : [pair];
      });
    const best = candidates.toSorted(
      (one, other) => likeness(dropped, other.added.name) - likeness(dropped, one.added.name),
    )[0];
    if (best === undefined) return [];
    taken.add(best.add);
    return [{ ...best, table }];
  });
}

/** Tells the drops and adds of columns that one side of a migration both drops and adds. */
function columnsMadeAnew(steps: readonly Step[]): (step: Step) => boolean {
  const keyOf = (
    { operation, applied, before: { traits } }: Step,
    kind: 'AddColumn' | 'DropColumn',
  ): string | undefined => {
    if (operation.kind !== kind || !applied) return undefined;
    const column = operation.kind === 'AddColumn' ? operation.column.name : operation.column;
    return `${nameKey(traits, operation.table)} ${partKey(traits, column)}`;
  };
  const keys = (kind: 'AddColumn' | 'DropColumn'): ReadonlySet<string | undefined> =>
    new Set(steps.map((step) => keyOf(step, kind)));
  const added = keys('AddColumn');
  const dropped = keys('DropColumn');
  return (step) => {
    const key = keyOf(step, 'AddColumn') ?? keyOf(step, 'DropColumn');
    return key !== undefined && added.has(key) && dropped.has(key);
  };
}

function pairOf(
  view: MigrationView,
  side: SideSteps,
  drop: Step,
  add: Step,
  old: Column | undefined,
): ColumnPair | undefined {
  if (drop.operation.kind !== 'DropColumn' || add.operation.kind !== 'AddColumn') return undefined;
  const { table, column: dropped } = drop.operation;
  const { column: added } = add.operation;
  if (added.identity !== undefined || added.generated !== undefined) return undefined;
  if (old !== undefined && !isCompatible(old.type, added.type)) return undefined;
  const own = side.of(table);
  if (isFilledOtherwise(own, dropped, added.name, drop.before.traits)) return undefined;
  if (isCopied(side, drop, add) || pointElsewhere(drop.operation, own, added.name, side.start ?? view.before))
    return undefined;
  return { table, drop, add, dropped, added, old };
}

function oldColumn(view: MigrationView, operation: Operation<'DropColumn'>, before: Schema): Column | undefined {
  const known = columnOf(before, findTable(before, operation.table), operation.column);
  if (known !== undefined) return known;
  const { traits } = before;
  for (const step of view.down ?? []) {
    const { operation: other } = step;
    if (other.kind !== 'AddColumn' || !sameName(traits, other.table, operation.table)) continue;
    if (samePart(traits, other.column.name, operation.column)) return other.column;
  }
  return undefined;
}

function isCompatible(one: ColumnType, other: ColumnType): boolean {
  return one.family === other.family && (one.family !== 'other' || one.text === other.text);
}

/** Whether the values of a column are carried over before it goes, even one that the chain never created. */
export function isCarriedOver(steps: readonly Step[], drop: Step): boolean {
  return isMoved(stepsByTable(steps), drop);
}

function isMoved(side: SideSteps, drop: Step): boolean {
  if (drop.operation.kind !== 'DropColumn') return false;
  const { table, column } = drop.operation;
  if (columnOf(drop.before, findTable(drop.before, table), column)?.copied !== undefined) return true;
  return side.of(table).readers.some((reader) => side.isBefore(reader, drop) && writesWhatItReads(reader, column));
}

function writesWhatItReads({ operation }: Step, column: string): boolean {
  switch (operation.kind) {
    case 'UpdateRows':
      return operation.assignments.some((one) => mentions(one.value.sql, column));
    case 'InsertRows':
      return operation.source.kind === 'query' && mentions(operation.source.query, column);
    default:
      return false;
  }
}

/** Whether the dropped column's values are carried over before it goes, or might be by something unread. */
function isCopied(side: SideSteps, drop: Step, add: Step): boolean {
  if (isMoved(side, drop)) return true;
  if (drop.operation.kind !== 'DropColumn' || add.operation.kind !== 'AddColumn') return false;
  const { column: dropped } = drop.operation;
  const added = add.operation.column.name;
  return side.texts.some((step) => side.isBefore(step, drop) && mentionsBoth(step.operation, dropped, added));
}

function mentionsBoth(operation: Operation, one: string, other: string): boolean {
  switch (operation.kind) {
    case 'MergeRows':
    case 'Opaque':
    case 'CallRoutine':
      return mentions(operation.text, one) && mentions(operation.text, other);
    default:
      return false;
  }
}

/** Whether the added column gets other values than those of the dropped one. */
function isFilledOtherwise({ given }: TableSteps, dropped: string, added: string, traits: DialectTraits): boolean {
  return [...(given.get(partKey(traits, added)) ?? [])].some((value) => !mentions(value, dropped));
}

/** Two foreign-key columns that point to different tables have different roles, however alike they are. */
function pointElsewhere(
  { table, column: dropped }: Operation<'DropColumn'>,
  { foreignKeys }: TableSteps,
  added: string,
  before: Schema,
): boolean {
  const { traits } = before;
  const was = findTable(before, table)?.constraints.find(
    (one) => one.kind === 'ForeignKey' && one.columns.some((column) => samePart(traits, column, dropped)),
  );
  const becomes = foreignKeys.find(
    ({ operation }) =>
      operation.kind === 'AddForeignKey' &&
      operation.constraint.columns.some((column) => samePart(traits, column, added)),
  )?.operation;
  if (was?.kind !== 'ForeignKey' || becomes?.kind !== 'AddForeignKey') return false;
  return nameKey(traits, was.target) !== nameKey(traits, becomes.constraint.target);
}

/** How alike two names are: the share of letter pairs that they have in common, from 0 to 1. */
function likeness(one: string, other: string): number {
  const left = letterPairs(one);
  const right = letterPairs(other);
  if (left.length + right.length === 0) return 0;
  return (2 * left.filter((pair) => right.includes(pair)).length) / (left.length + right.length);
}

function letterPairs(name: string): readonly string[] {
  const letters = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}
