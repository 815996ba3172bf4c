import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Link } from '../javascript/value.ts';
import { addition } from '../javascript/migrations/constraints.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import type { ReadColumn } from './columns.ts';
import { foreign, hasReference, index, primary, unique } from './keys.ts';
import type { Target } from './keys.ts';

/** What a table builder has been told so far. */
export interface Building {
  readonly target: Target;
  readonly creates: boolean;
  readonly columns: ReadColumn[];
  readonly operations: Operation[];
  readonly attributes: Record<string, string>;
  comment: string | undefined;
  inherits: QualifiedName | undefined;
}

/** A column, as part of a new table or as a change of one that exists, with the keys that its modifiers ask for. */
export function addColumn(column: ReadColumn, modifiers: readonly Link[], building: Building, reading: Reading): void {
  const { target, operations } = building;
  const { table, span } = target;
  const names = [column.column.name];
  operations.push(...column.before);
  if (building.creates) building.columns.push(column);
  else if (column.isAltered)
    operations.push({
      kind: 'AlterColumn',
      span,
      table,
      column: column.column.name,
      change: changeOf(column),
      ...(column.unsaid.length === 0 ? {} : { unsaid: column.unsaid }),
    });
  else {
    const position = column.position === undefined ? {} : { position: column.position };
    operations.push({ kind: 'AddColumn', span, table, column: column.column, ...position });
    operations.push(...column.constraints.map((constraint) => addition(constraint, table, span)));
  }
  for (const link of modifiers) {
    if (link.name === 'primary') operations.push(primary(names, link.arguments[0], target));
    if (link.name === 'unique') operations.push(unique(names, link.arguments[0], target, reading));
    if (link.name === 'index') operations.push(index(names, link.arguments, target, reading));
  }
  if (hasReference(modifiers)) operations.push(foreign(names, undefined, modifiers, target, reading));
}

/** What `alter()` restates: knex takes away a default and NOT NULL that the call does not name. */
function changeOf({ column, states }: ReadColumn): ColumnChange {
  return {
    ...(states.type ? { type: column.type } : {}),
    ...(states.nullable ? { nullable: column.nullable } : {}),
    default: column.default ?? null,
    ...(column.comment === undefined ? {} : { comment: column.comment }),
    ...(column.collation === undefined ? {} : { collation: column.collation }),
    ...(column.identity === undefined ? {} : { identity: column.identity }),
  };
}
