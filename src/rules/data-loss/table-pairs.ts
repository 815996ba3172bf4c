import type { QualifiedName } from '../../model/names.ts';
import { partKey, sameName } from '../../model/names.ts';
import { findTable } from '../../model/schema.ts';
import type { Column } from '../../model/table.ts';
import type { MigrationView, Step } from '../rule.ts';

/** A dropped table and a created one with the same columns, with nothing carried over between them. */
export interface TablePair {
  readonly drop: Step;
  readonly create: Step;
  readonly dropped: QualifiedName;
  readonly created: QualifiedName;
}

/** Drops and creations of a migration's up side that pair up; a rebuild, which ends under the old name, is none. */
export function tablePairs(view: MigrationView): readonly TablePair[] {
  const { traits } = view.before;
  return view.up.flatMap((drop) => {
    if (drop.operation.kind !== 'DropTable' || !drop.applied) return [];
    const { table: dropped } = drop.operation;
    const old = findTable(drop.before, dropped);
    if (old?.complete !== true || old.copied !== undefined || old.columns.length < 2) return [];
    const signature = columnSignature(view, old.columns);

    const create = view.up.find(
      ({ operation, applied }) =>
        operation.kind === 'CreateTable' &&
        applied &&
        !sameName(traits, operation.table, dropped) &&
        operation.query === undefined &&
        columnSignature(view, operation.columns) === signature &&
        findTable(view.after, operation.table) !== undefined,
    );
    if (create?.operation.kind !== 'CreateTable') return [];
    return [{ drop, create, dropped, created: create.operation.table }];
  });
}

function columnSignature(view: MigrationView, columns: readonly Column[]): string {
  const { traits } = view.before;
  return columns
    .map((column) => `${partKey(traits, column.name)} ${column.type.text}`)
    .sort()
    .join(', ');
}
