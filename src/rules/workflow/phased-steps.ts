import type { QualifiedName } from '../../model/names.ts';
import { nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Phase } from '../../model/phase.ts';
import { rememberLast } from '../../model/remember-last.ts';
import { findColumn, findTable } from '../../model/schema.ts';
import { phaseOf } from '../../schema/phases.ts';
import { heardSteps } from '../heard-steps.ts';
import type { Context, MigrationView, Step } from '../rule.ts';

/** A step with the phase that it belongs to. */
interface PhasedStep {
  readonly step: Step;
  readonly phase: Phase;
}

/**
 * The steps of a migration that have a phase, in the order in which they stand. What happens to tables and columns that
 * nobody uses yet has none, and what is dropped and created anew is replaced.
 */
export function phasedSteps(view: MigrationView, context: Context): readonly PhasedStep[] {
  const copies = new Set(view.rebuilds.flatMap((rebuild) => rebuild.parts));
  return heardSteps(view).flatMap((step) => {
    const { operation, before } = step;
    if (copies.has(operation) || isReplaced(operation, view) || isUnused(operation, step, view, context)) return [];
    const phase = phaseOf(operation, before);
    return phase === undefined ? [] : [{ step, phase }];
  });
}

/** Whether what is dropped is there again at the end. */
function isReplaced(operation: Operation, { after }: MigrationView): boolean {
  switch (operation.kind) {
    case 'DropView':
      return after.views.has(nameKey(after.traits, operation.name));
    case 'DropRoutine': {
      const key = nameKey(after.traits, operation.name);
      return [...after.routines.values()].some((routine) => nameKey(after.traits, routine.name) === key);
    }
    case 'DropTable':
      return findTable(after, operation.table) !== undefined;
    case 'DropColumn':
      return findColumn(after, operation.table, operation.column) !== undefined;
    default:
      return false;
  }
}

/** Whether an operation is about a table or a column that no running code knows, because the deploy brings it. */
function isUnused(operation: Operation, { before }: Step, view: MigrationView, context: Context): boolean {
  if (operation.kind === 'CreateTable') return findTable(view.after, operation.table) === undefined;
  const table = tableOf(operation);
  if (table === undefined) return false;
  const isOwn = findTable(before, table)?.complete === true && findTable(view.before, table) === undefined;
  if (isOwn && !isRenamedHere(view, table)) return true;
  if (context.isUnused(table, before)) return true;
  const isOnColumn =
    operation.kind === 'DropColumn' || operation.kind === 'RenameColumn' || operation.kind === 'AlterColumn';
  if (isOnColumn) return isAddedHere(operation, view, context, before);
  return false;
}

function isAddedHere(
  { table, column }: Operation<'DropColumn' | 'RenameColumn' | 'AlterColumn'>,
  view: MigrationView,
  { isNewColumn }: Context,
  before: Step['before'],
): boolean {
  if (isNewColumn(table, column, before)) return true;
  const known = findColumn(before, table, column);
  return known?.origin.migration === view.migration.id && findColumn(view.before, table, column) === undefined;
}

function isRenamedHere(view: MigrationView, table: QualifiedName): boolean {
  return newNamesIn(view).has(nameKey(view.before.traits, table));
}

/** What tables are renamed to. */
const newNamesIn = rememberLast(
  ({ up, before: { traits } }: MigrationView): ReadonlySet<string> =>
    new Set(up.flatMap(({ operation: one }) => (one.kind === 'RenameTable' ? [nameKey(traits, one.newName)] : []))),
);

function tableOf(operation: Operation): QualifiedName | undefined {
  if (operation.kind === 'Truncate') return operation.tables[0];
  return 'table' in operation ? operation.table : undefined;
}
