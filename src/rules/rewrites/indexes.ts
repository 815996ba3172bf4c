import type { LaterMigration, Proposal } from '../../model/diagnostic.ts';
import { samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable } from '../../model/schema.ts';
import type { MigrationView, Step } from '../rule.ts';
import { changeOf, inPlaceOf, isPlain } from './place.ts';

/**
 * An index that is built or dropped CONCURRENTLY in a migration of its own, outside of a transaction; the way back goes
 * with it. `undefined`: the index has no name, or something else in the migration is about it.
 */
export function indexApart(
  step: Step,
  operation: Operation<'CreateIndex' | 'DropIndex'>,
  view: MigrationView,
): Proposal | undefined {
  const name = operation.kind === 'CreateIndex' ? operation.index.name : operation.name.name;
  if (name === undefined || !isPlain(operation) || isNamedAgain(name, step, view)) return undefined;
  const undo = view.down?.find(({ operation: back }) => isAbout(back, name) && back.kind !== operation.kind);
  const back = operation.kind === 'CreateIndex' ? removalOf(operation, name) : creationOf(operation, step);
  const verb = operation.kind === 'CreateIndex' ? 'build' : 'drop';
  const later: LaterMigration = {
    phase: operation.kind === 'CreateIndex' ? 'expand' : 'contract',
    name: `${verb} ${name}`,
    up: [{ ...operation, concurrently: true }],
    down: back === undefined ? [] : [back],
    alone: 'outside',
  };
  return {
    title: `${verb === 'build' ? 'Build' : 'Drop'} ${name} CONCURRENTLY, outside of a transaction`,
    changes: [inPlaceOf(step, []), ...changeOf(undo, [])],
    later: [later],
  };
}

function removalOf({ span, table }: Operation<'CreateIndex'>, name: string): Operation {
  const schema = table.schema === undefined ? {} : { schema: table.schema };
  return { kind: 'DropIndex', span, name: { ...schema, name }, concurrently: true, cascade: false };
}

/** The index as it was; `undefined`: the chain does not know it. */
function creationOf({ span, name, table }: Operation<'DropIndex'>, { before }: Step): Operation | undefined {
  const tables = table === undefined ? [...before.tables.values()] : [findTable(before, table)];
  for (const one of tables) {
    const index = one?.indexes.find((other) => samePart(before.traits, other.name, name.name));
    if (one === undefined || index === undefined) continue;
    const { origin: _origin, ...definition } = index;
    return { kind: 'CreateIndex', span, table: one.name, index: definition, concurrently: true };
  }
  return undefined;
}

function isNamedAgain(name: string, step: Step, { up }: MigrationView): boolean {
  return up.some(
    (other) =>
      other !== step &&
      (isAbout(other.operation, name) || ('usingIndex' in other.operation && other.operation.usingIndex === name)),
  );
}

function isAbout(operation: Operation, name: string): boolean {
  switch (operation.kind) {
    case 'CreateIndex':
      return operation.index.name === name;
    case 'DropIndex':
      return operation.name.name === name;
    case 'RenameIndex':
      return operation.name.name === name || operation.newName === name;
    default:
      return false;
  }
}
