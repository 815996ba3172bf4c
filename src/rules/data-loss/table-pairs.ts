import type { QualifiedName } from '../../model/names.ts';
import { partKey, sameName } from '../../model/names.ts';
import { rememberLast } from '../../model/remember-last.ts';
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
export const tablePairs = rememberLast(paired);

function paired(view: MigrationView): readonly TablePair[] {
  const { traits } = view.before;
  const drops = view.up.filter(({ operation, applied }) => operation.kind === 'DropTable' && applied);
  const creations = drops.length === 0 ? new Map<string, readonly Step[]>() : creationsBySignature(view);
  return drops.flatMap((drop) => {
    if (drop.operation.kind !== 'DropTable') return [];
    const { table: dropped } = drop.operation;
    const old = findTable(drop.before, dropped);
    if (old?.complete !== true || old.copied !== undefined || old.columns.length < 2) return [];
    const signature = columnSignature(view, old.columns);
    const create = creations
      .get(signature)
      ?.find(({ operation }) => operation.kind === 'CreateTable' && !sameName(traits, operation.table, dropped));
    if (create?.operation.kind !== 'CreateTable') return [];
    return [{ drop, create, dropped, created: create.operation.table }];
  });
}

/** The creations of tables that are there in the end, by what they hold. */
function creationsBySignature(view: MigrationView): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  for (const step of view.up) {
    const { operation, applied } = step;
    if (operation.kind !== 'CreateTable' || !applied || operation.query !== undefined) continue;
    if (findTable(view.after, operation.table) === undefined) continue;
    const signature = columnSignature(view, operation.columns);
    const alike = found.get(signature);
    if (alike === undefined) found.set(signature, [step]);
    else alike.push(step);
  }
  return found;
}

function columnSignature(view: MigrationView, columns: readonly Column[]): string {
  const { traits } = view.before;
  return columns
    .map((column) => `${partKey(traits, column.name)} ${column.type.text}`)
    .sort()
    .join(', ');
}
