import type { Operation } from '../../../model/operation.ts';
import type { Notation } from '../../csharp/migrations/write.ts';
import { inPlace, isSameOperation, writeStatements } from '../../csharp/migrations/write.ts';
import type { WriteRequest } from '../../framework.ts';
import { readMigration } from '../read.ts';
import { codeOf } from './calls.ts';

const notation: Notation = {
  codeOf,
  around: (code) => `class M : DbMigration { public override void Up() { ${code} } }`,
  read: readMigration,
  isSame: (read, wanted) => {
    const [only, ...others] = read.filter((operation) => !isByTheWay(operation, wanted));
    return only !== undefined && others.length === 0 && isSameOperation(unguarded(only), unguarded(wanted));
  },
  sqlMethod: 'Sql',
};

/** Operations as statements of `Up` or `Down`, laid out as the scaffolder does. */
export function writeOperations(request: WriteRequest): string | undefined {
  const written = writeStatements(request, notation);
  return written && inPlace(written, request);
}

/** What the generator does for another operation: the schema of a table, the name of its primary key. */
function isByTheWay(operation: Operation, wanted: Operation): boolean {
  return (operation.kind === 'CreateSchema' || operation.kind === 'RenameConstraint') && operation.kind !== wanted.kind;
}

/** The generators ask for every index and foreign key that is dropped whether it is there. */
function unguarded(operation: Operation): Operation {
  if (operation.kind !== 'DropIndex' && operation.kind !== 'DropConstraint') return operation;
  const { guards = [], ...rest } = operation;
  const others = guards.filter(({ kind }) => kind !== 'if-exists');
  return others.length === 0 ? rest : { ...rest, guards: others };
}
