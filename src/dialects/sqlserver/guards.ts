import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import { sameName, samePart } from '../../model/names.ts';
import type { Guard, ObjectReference, Operation } from '../../model/operation.ts';
import type { PendingGuard } from './conditions.ts';
import { nameInText } from './statement.ts';
import { stringValue } from './strings.ts';
import { sqlServerTraits } from './traits.ts';

/** An operation with the conditions around it, as far as they are understood. */
export interface Pending {
  readonly operation: Operation;
  readonly guards: readonly PendingGuard[];
}

/**
 * Gives the operations of a batch their guards. A condition that asks for an object of any kind means the one that an
 * operation inside of it speaks of; when none does, it is kept as written.
 */
export function withGuards(pending: readonly Pending[]): readonly Operation[] {
  const meant = new Map<PendingGuard, Guard>();
  for (const { operation, guards } of pending) {
    for (const guard of guards) {
      if (meant.has(guard)) continue;
      const object = objectMeant(operation, guard);
      if (object !== undefined) meant.set(guard, object);
    }
  }
  return pending.map(({ operation, guards }) => {
    if (guards.length === 0) return operation;
    const around = guards.map((guard) => meant.get(guard) ?? decided(guard));
    return { ...operation, guards: [...around, ...(operation.guards ?? [])] };
  });
}

/** What an operation says of a guard that does not say all: the kind of its object, or the table that it belongs to. */
function objectMeant(operation: Operation, guard: PendingGuard): Guard | undefined {
  if (guard.kind === 'any-object') {
    const object = objectNamed(operation, guard.name);
    return object && { kind: 'object', exists: guard.exists, object };
  }
  if (guard.kind !== 'object' || guard.object.table !== undefined) return undefined;
  const { type, name } = guard.object;
  const table = tableOfPart(operation, type, name.name);
  return table && { ...guard, object: { type, name: { name: name.name }, table } };
}

/** The table of a constraint or an index that an operation names. */
function tableOfPart(operation: Operation, type: ObjectReference['type'], name: string): QualifiedName | undefined {
  const is = (own: string | undefined): boolean => own !== undefined && samePart(sqlServerTraits, own, name);
  if (type === 'constraint' && 'table' in operation && typeof operation.table === 'object') {
    const object = objectNamed(operation, { name });
    return object?.type === 'constraint' ? object.table : undefined;
  }
  if (type !== 'index') return undefined;
  if (operation.kind === 'CreateIndex') return is(operation.index.name) ? operation.table : undefined;
  if (operation.kind !== 'DropIndex' && operation.kind !== 'RenameIndex') return undefined;
  return is(operation.name.name) ? operation.table : undefined;
}

function decided(guard: PendingGuard): Guard {
  if (guard.kind !== 'any-object') return guard;
  return { kind: 'condition', text: guard.text };
}

/** What an operation calls by that name. */
function objectNamed(operation: Operation, name: QualifiedName): ObjectReference | undefined {
  const is = (own: QualifiedName | undefined): boolean => own !== undefined && sameName(sqlServerTraits, own, name);
  switch (operation.kind) {
    case 'CreateView':
    case 'DropView':
    case 'RenameView':
      return is(operation.name) ? { type: 'view', name } : undefined;
    case 'CreateRoutine':
    case 'DropRoutine':
    case 'RenameRoutine':
      return is(operation.name) ? { type: 'routine', name } : undefined;
    case 'CallRoutine':
      return calledObject(operation, name);
    case 'CreateSequence':
    case 'AlterSequence':
    case 'DropSequence':
      return is(operation.name) ? { type: 'sequence', name } : undefined;
    case 'CreateTrigger':
    case 'DropTrigger':
      return is(triggerName(operation)) ? { type: 'trigger', name } : undefined;
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
      return constraintNamed(operation.table, operation.constraint.name, name);
    case 'DropConstraint':
    case 'AlterConstraint':
    case 'RenameConstraint':
      return constraintNamed(operation.table, operation.name, name);
    case 'AlterColumn':
      return constraintNamed(operation.table, operation.change.defaultName, name);
    case 'RenameTable':
      return is(operation.table) || is(operation.newName) ? { type: 'table', name } : undefined;
    default:
      return tablesOf(operation).some(is) ? { type: 'table', name } : undefined;
  }
}

function triggerName({ schema, name }: Operation<'CreateTrigger' | 'DropTrigger'>): QualifiedName {
  return schema === undefined ? { name } : { schema, name };
}

/** A constraint of that name, or the table itself. */
function constraintNamed(
  table: QualifiedName,
  constraint: string | undefined,
  name: QualifiedName,
): ObjectReference | undefined {
  if (sameName(sqlServerTraits, table, name)) return { type: 'table', name };
  if (constraint === undefined || !samePart(sqlServerTraits, constraint, name.name)) return undefined;
  return { type: 'constraint', name: { name: constraint }, table };
}

/** Procedures of the server that are given one object, and what it is. */
const given: Readonly<Record<string, ObjectReference['type']>> = {
  sp_refreshview: 'view',
  sp_refreshsqlmodule: 'routine',
};

function calledObject(
  { name: called, text }: Operation<'CallRoutine'>,
  name: QualifiedName,
): ObjectReference | undefined {
  if (sameName(sqlServerTraits, called, name)) return { type: 'routine', name };
  const type = lookUp(given, called.name.toLowerCase());
  const object = type === undefined ? undefined : nameInText(stringValue(text));
  return type !== undefined && object !== undefined && sameName(sqlServerTraits, object, name)
    ? { type, name }
    : undefined;
}

function tablesOf(operation: Operation): readonly QualifiedName[] {
  const own = 'table' in operation && typeof operation.table === 'object' ? [operation.table] : [];
  const several = 'tables' in operation ? operation.tables : [];
  const reads = 'reads' in operation ? operation.reads : [];
  const rows = operation.kind === 'InsertRows' && operation.source.kind === 'query' ? operation.source.reads : [];
  return [...own, ...several, ...reads, ...rows];
}
