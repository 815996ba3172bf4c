import { nameKey, samePart } from '../model/names.ts';
import type { Guard, ObjectReference, Operation } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';
import type { Constraint } from '../model/table.ts';
import { columnOf, constraintOf, findTable, indexOf, tableOfIndex } from '../model/schema.ts';

/**
 * What the conditions around operations came to. An IF is decided once, before the first operation inside: the operations
 * of one IF hold the same guard object.
 */
export type GuardDecisions = Map<Guard, boolean>;

/** Why an operation does nothing at this point. */
export interface Skip {
  readonly object: ObjectReference;
  /** Whether it is there, which it should not be; or else not there, which it should. */
  readonly exists: boolean;
  /** False: the same condition has kept another operation back before. */
  readonly first: boolean;
}

/** The first guard that keeps an operation back; `undefined`: it is let through. An open question counts as let through. */
export function skipOf(schema: Schema, operation: Operation, decisions: GuardDecisions): Skip | undefined {
  for (const guard of operation.guards ?? []) {
    const first = !decisions.has(guard);
    if (!isDecided(schema, operation, guard, decisions)) return skipBy(operation, guard, first);
  }
  return undefined;
}

function skipBy(operation: Operation, guard: Guard, first: boolean): Skip | undefined {
  if (guard.kind === 'object') return { object: guard.object, exists: !guard.exists, first };
  const [object] = ownObject(operation);
  return object === undefined ? undefined : { object, exists: guard.kind === 'if-not-exists', first: true };
}

function isDecided(schema: Schema, operation: Operation, guard: Guard, decisions: GuardDecisions): boolean {
  if (guard.kind !== 'object') return isMet(schema, operation, guard);
  const decision = decisions.get(guard) ?? isMet(schema, operation, guard);
  const { otherwise } = guard;
  if (!decisions.has(guard) && otherwise !== undefined) decisions.set(otherwise, isMet(schema, operation, otherwise));
  decisions.set(guard, decision);
  return decision;
}

function isMet(schema: Schema, operation: Operation, guard: Guard): boolean {
  switch (guard.kind) {
    case 'if-exists':
      return ownObject(operation).every((object) => exists(schema, object) !== false);
    case 'if-not-exists':
      return ownObject(operation).every((object) => exists(schema, object) !== true);
    case 'object':
      return exists(schema, guard.object) !== !guard.exists;
    case 'condition':
      return true;
  }
}

/** The object that IF [NOT] EXISTS of an operation asks for; none where the schema keeps no such objects. */
function ownObject(operation: Operation): readonly ObjectReference[] {
  switch (operation.kind) {
    case 'CreateTable':
    case 'DropTable':
    case 'RenameTable':
    case 'AlterTable':
    case 'AddForeignKey':
    case 'AddCheck':
    case 'AddUnique':
    case 'AddPrimaryKey':
    case 'AddExclusion': {
      const { table } = operation;
      const constraint = 'constraint' in operation ? operation.constraint.name : undefined;
      return constraint === undefined
        ? [{ type: 'table', name: table }]
        : [{ type: 'constraint', name: { name: constraint }, table }];
    }
    case 'AddColumn':
      return [{ type: 'column', name: { name: operation.column.name }, table: operation.table }];
    case 'DropColumn':
    case 'RenameColumn':
    case 'AlterColumn':
      return [{ type: 'column', name: { name: operation.column }, table: operation.table }];
    case 'DropConstraint':
      return operation.name === undefined
        ? []
        : [{ type: 'constraint', name: { name: operation.name }, table: operation.table }];
    case 'CreateIndex':
      return operation.index.name === undefined
        ? []
        : [{ type: 'index', name: { name: operation.index.name }, table: operation.table }];
    case 'DropIndex':
    case 'RenameIndex':
      return [
        { type: 'index', name: operation.name, ...(operation.table === undefined ? {} : { table: operation.table }) },
      ];
    case 'CreateView':
    case 'DropView':
    case 'RenameView':
      return [{ type: 'view', name: operation.name }];
    case 'CreateRoutine':
    case 'DropRoutine':
      return [{ type: 'routine', name: operation.name }];
    case 'CreateTrigger':
    case 'DropTrigger':
      return [
        {
          type: 'trigger',
          name: { name: operation.name },
          ...(operation.table === undefined ? {} : { table: operation.table }),
        },
      ];
    case 'CreateType':
    case 'DropType':
      return [{ type: 'type', name: operation.name }];
    case 'CreateSequence':
    case 'DropSequence':
    case 'AlterSequence':
      return [{ type: 'sequence', name: operation.name }];
    case 'CreateObject':
    case 'DropObject':
      return operation.objectType === 'event' ? [{ type: 'event', name: operation.name }] : [];
    case 'CreateSchema':
    case 'DropSchema':
      return [{ type: 'schema', name: { name: operation.name } }];
    default:
      return [];
  }
}

/** Whether an object is there; `undefined` when the chain does not know its table whole. */
function exists(schema: Schema, object: ObjectReference): boolean | undefined {
  const { traits } = schema;
  const key = nameKey(traits, object.name);
  const { name } = object.name;
  switch (object.type) {
    case 'table':
      return findTable(schema, object.name) !== undefined || schema.views.has(key);
    case 'column':
      return partOf(schema, object, (table) => columnOf(schema, table, name) !== undefined);
    case 'constraint':
      return partOf(schema, object, (table) => constraintOf(schema, table, name) !== undefined);
    case 'index': {
      const table = tableOfIndex(schema, object.name, object.table);
      return table === undefined
        ? false
        : indexOf(schema, table, name) !== undefined || isKey(constraintOf(schema, table, name));
    }
    case 'trigger':
      if (object.table !== undefined) {
        return partOf(
          schema,
          object,
          (table) => table?.triggers.some((trigger) => samePart(traits, trigger.name, name)) ?? false,
        );
      }
      return schema.tables
        .valueSeq()
        .some((table) => table.triggers.some((trigger) => samePart(traits, trigger.name, name)));
    case 'view':
      return schema.views.has(key);
    case 'routine':
      return schema.routines.has(key) || schema.routines.keySeq().some((candidate) => candidate.startsWith(`${key}(`));
    case 'type':
      return schema.types.has(key);
    case 'sequence':
      return schema.sequences.has(key);
    case 'schema':
      return schema.schemas.has(name) || name === traits.defaultSchema;
    case 'event':
      return schema.objects.has(`event:${key}`);
    case 'row':
      return undefined;
  }
}

/** Whether an index keeps the constraint, and so has its name. */
function isKey(constraint: Constraint | undefined): boolean {
  return constraint !== undefined && constraint.kind !== 'ForeignKey' && constraint.kind !== 'Check';
}

function partOf(
  schema: Schema,
  object: ObjectReference,
  has: (table: ReturnType<typeof findTable>) => boolean,
): boolean | undefined {
  const table = object.table === undefined ? undefined : findTable(schema, object.table);
  if (has(table)) return true;
  return table?.complete === true ? false : undefined;
}
