import type { QualifiedName } from '../../model/names.ts';
import { sameName, samePart } from '../../model/names.ts';
import { findTable, indexOf } from '../../model/schema.ts';
import { indexColumns, mentions, isMadeForKey } from '../../model/table.ts';
import type { Step } from '../rule.ts';
import type { ForeignKeyChange } from './foreign-key-changes.ts';

/** How far a migration follows the sequence that carries a key's values through a temporary column. */
export type Sequence =
  | { readonly kind: 'absent' }
  | { readonly kind: 'complete' }
  /** Begun, but not right: each fault is a sentence about one step. */
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

export interface Fault {
  readonly message: string;
  readonly step: Step | undefined;
}

/**
 * Looks for the sequence, for every column of the key: rename the column to a temporary one, add the column again, copy the
 * values, add the key, add the index, drop the temporary column.
 */
export function temporaryColumnSequence(change: ForeignKeyChange, steps: readonly Step[]): Sequence {
  const found = change.becomes.columns.map((column) => sequenceOf(change, column, steps));
  if (found.every((one) => one.kind === 'absent')) return { kind: 'absent' };
  const faults = found.flatMap((one, at) => {
    if (one.kind === 'faulty') return one.faults;
    if (one.kind === 'complete') return [];
    return [{ message: `${change.becomes.columns[at] ?? ''} does not`, step: undefined }];
  });
  return faults.length === 0 ? { kind: 'complete' } : { kind: 'faulty', faults };
}

function sequenceOf(change: ForeignKeyChange, column: string, steps: readonly Step[]): Sequence {
  const { table, drop, add, index } = change;
  const { traits } = drop.before;
  const at = (matches: (step: Step) => boolean): number => steps.findIndex((step) => step.applied && matches(step));
  const here = (name: QualifiedName): boolean => sameName(traits, name, table);
  const same = (one: string, other: string): boolean => samePart(traits, one, other);

  const renameAt = at(
    ({ operation }) => operation.kind === 'RenameColumn' && here(operation.table) && same(operation.column, column),
  );
  const renamed = steps[renameAt]?.operation;
  if (renamed?.kind !== 'RenameColumn') return { kind: 'absent' };
  const temporary = renamed.newName;

  const addAt = at(
    ({ operation }) => operation.kind === 'AddColumn' && here(operation.table) && same(operation.column.name, column),
  );
  const copyAt = at((step) => copies(step, table, column, temporary));
  const keyAt = steps.indexOf(add);
  const indexAt = steps.findIndex(
    ({ operation }, place) =>
      place > addAt &&
      operation.kind === 'CreateIndex' &&
      here(operation.table) &&
      same(indexColumns(operation.index)[0] ?? '', column),
  );
  const dropAt = at(
    ({ operation }) => operation.kind === 'DropColumn' && here(operation.table) && same(operation.column, temporary),
  );

  const faults: Fault[] = [];
  const fault = (message: string, place: number): number => faults.push({ message, step: steps[place] });
  if (addAt === -1) fault(`${column} is never added again`, renameAt);
  else if (addAt < renameAt) fault(`${column} is added before the old one is renamed to ${temporary}`, addAt);
  if (copyAt === -1)
    fault(`the values of ${temporary} are never copied to ${column}`, dropAt === -1 ? renameAt : dropAt);
  else if (copyAt < addAt) fault(`the values are copied before ${column} is added`, copyAt);
  else if (addAt < keyAt && keyAt < copyAt)
    fault(`the key is added before the values are copied: the filler in ${column} points nowhere`, keyAt);
  if (keyAt < addAt) fault(`the key is added before ${column} is`, keyAt);
  const returning = steps[indexAt]?.operation;
  if (returning?.kind === 'CreateIndex' && isNameTaken(steps[indexAt], returning.index.name))
    fault(`${returning.index.name ?? ''} is added while the old index of that name is still there`, indexAt);
  const comesBack = index !== undefined && isMadeForKey(index);
  if (indexAt === -1 && index !== undefined && !comesBack) fault(`the index on ${column} is not added again`, keyAt);
  if (dropAt === -1) fault(`${temporary} is left behind: it is never dropped`, renameAt);
  else if (copyAt !== -1 && dropAt < copyAt) fault(`${temporary} is dropped before its values are copied`, dropAt);
  return faults.length === 0 ? { kind: 'complete' } : { kind: 'faulty', faults };
}

/**
 * Whether a step copies values back from the temporary name that the same migration gave to their column. A key with values
 * changes only with this step, in the same migration.
 */
export function carriesOver(step: Step, steps: readonly Step[]): boolean {
  const { traits } = step.before;
  return steps.some(
    ({ operation: renamed }) =>
      renamed.kind === 'RenameColumn' &&
      step.operation.kind === 'UpdateRows' &&
      sameName(traits, renamed.table, step.operation.table) &&
      copies(step, renamed.table, renamed.column, renamed.newName),
  );
}

/** Whether the table of a step still has an index of that name. */
function isNameTaken(step: Step | undefined, name: string | undefined): boolean {
  if (step?.operation.kind !== 'CreateIndex' || name === undefined) return false;
  return indexOf(step.before, findTable(step.before, step.operation.table), name) !== undefined;
}

/** An update of every row, or of every row that has a value, that carries the temporary column over. */
function copies({ operation, before }: Step, table: QualifiedName, column: string, temporary: string): boolean {
  if (operation.kind === 'Opaque') return mentions(operation.text, column) && mentions(operation.text, temporary);
  if (operation.kind !== 'UpdateRows' || !sameName(before.traits, operation.table, table)) return false;
  return operation.assignments.some(
    (one) => samePart(before.traits, one.column, column) && mentions(one.value.sql, temporary),
  );
}
