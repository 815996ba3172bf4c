import type { Statement } from '../../model/migration.ts';
import type { QualifiedName } from '../../model/names.ts';
import { nameKey } from '../../model/names.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import { rememberLast } from '../../model/remember-last.ts';
import { findTable } from '../../model/schema.ts';
import type { MigrationView, Step } from '../rule.ts';

/** Whether it is only done when it is still to do. That its table is there says nothing of that. */
export function isGuarded(operation: Operation): boolean {
  const isOfTable = operation.kind === 'DropTable' || operation.kind === 'RenameTable';
  const says = (guard: Guard): boolean =>
    guard.kind !== 'object' || !guard.exists || guard.object.type !== 'table' || isOfTable;
  return operation.guards?.some(says) === true || ('replace' in operation && operation.replace);
}

/** Whether something else in the migration answers for it: a drop before it, or the creation of its table. */
export function isSettled({ operation, before, statement }: Step, view: MigrationView): boolean {
  const { traits } = before;
  const table = 'table' in operation ? operation.table : undefined;
  const known = table === undefined ? undefined : findTable(before, table);
  if (known?.temporary === true || (operation.kind === 'CreateTable' && operation.temporary === true)) return true;
  const { positions, tables, columns, made, dropped } = firstPlacesIn(view);
  const position = positions.get(operation) ?? 0;
  const isBefore = (place: number | undefined): boolean => place !== undefined && place < position;
  if (table !== undefined) {
    const key = nameKey(traits, table);
    if (operation.kind !== 'CreateTable' && isBefore(tables.get(key))) return true;
    // An inline constraint comes and goes with its column.
    const isConstraint = operation.kind.startsWith('Add') && operation.kind !== 'AddColumn';
    if (isConstraint && isBefore(columns.get(statement)?.get(key))) return true;
  }
  // What is dropped was made here before, or what is made was dropped.
  const name = nameOf(operation);
  const counterparts = operation.kind.startsWith('Drop') ? made : dropped;
  return name !== undefined && isBefore(counterparts.get(nameKey(traits, name)));
}

/** Where in a migration something is done for the first time, by the keys of names. */
interface FirstPlaces {
  readonly positions: ReadonlyMap<Operation, number>;
  /** Tables that are created, whether they are there or not. */
  readonly tables: ReadonlyMap<string, number>;
  /** Tables that get columns, by statement. */
  readonly columns: ReadonlyMap<Statement, ReadonlyMap<string, number>>;
  /** What is created, tables aside. */
  readonly made: ReadonlyMap<string, number>;
  /** What is dropped where it is there. */
  readonly dropped: ReadonlyMap<string, number>;
}

const firstPlacesIn = rememberLast(({ up, before: { traits } }: MigrationView): FirstPlaces => {
  const [tables, made, dropped] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const columns = new Map<Statement, Map<string, number>>();
  const note = (places: Map<string, number>, name: QualifiedName | undefined, position: number): void => {
    const key = name === undefined ? undefined : nameKey(traits, name);
    if (key !== undefined && !places.has(key)) places.set(key, position);
  };
  for (const [position, { operation, statement }] of up.entries()) {
    if (operation.kind === 'CreateTable') {
      if (!isGuarded(operation)) note(tables, operation.table, position);
    } else if (operation.kind === 'AddColumn') {
      const own = columns.get(statement) ?? new Map<string, number>();
      columns.set(statement, own);
      note(own, operation.table, position);
    } else if (operation.kind.startsWith('Create')) note(made, nameOf(operation), position);
    else if (operation.kind.startsWith('Drop') && isGuarded(operation)) note(dropped, nameOf(operation), position);
  }
  return {
    positions: new Map(up.map(({ operation }, position) => [operation, position])),
    tables,
    columns,
    made,
    dropped,
  };
});

/** What an operation creates or drops, without the table that it belongs to. */
export function nameOf(operation: Operation): QualifiedName | undefined {
  switch (operation.kind) {
    case 'CreateTable':
    case 'DropTable':
      return operation.table;
    case 'AddColumn':
      return { name: operation.column.name };
    case 'DropColumn':
      return { name: operation.column };
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
      return operation.constraint.name === undefined ? undefined : { name: operation.constraint.name };
    case 'CreateIndex':
      return operation.index.name === undefined ? undefined : { name: operation.index.name };
    case 'DropIndex':
      return { name: operation.name.name };
    case 'DropConstraint':
    case 'CreateTrigger':
    case 'DropTrigger':
      return operation.name === undefined ? undefined : { name: operation.name };
    case 'CreateView':
    case 'DropView':
    case 'CreateRoutine':
    case 'DropRoutine':
    case 'DropType':
    case 'CreateSequence':
    case 'DropSequence':
      return operation.name;
    case 'CreateSchema':
    case 'DropSchema':
      return { name: operation.name };
    case 'RenameTable':
      return operation.newName;
    case 'RenameColumn':
      return { name: operation.newName };
    default:
      return undefined;
  }
}
