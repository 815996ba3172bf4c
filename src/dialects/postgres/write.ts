import { hasGuard } from '../../model/operation.ts';
import type { Guard, Operation, OperationKind } from '../../model/operation.ts';
import { isTableGuard } from './write/clauses.ts';
import { columnWriters } from './write/columns.ts';
import { constraintWriters } from './write/constraints.ts';
import { dataWriters } from './write/data.ts';
import { indexWriters } from './write/indexes.ts';
import { objectWriters } from './write/objects.ts';
import { routineWriters } from './write/routines.ts';
import { sequenceWriters } from './write/sequences.ts';
import { sessionWriters } from './write/session.ts';
import { tableWriters } from './write/tables.ts';
import { typeWriters } from './write/types.ts';
import { viewWriters } from './write/views.ts';
import type { Sql, Writers } from './write/writers.ts';

const writers: Writers<OperationKind> = {
  ...tableWriters,
  ...columnWriters,
  ...constraintWriters,
  ...indexWriters,
  ...viewWriters,
  ...routineWriters,
  ...typeWriters,
  ...sequenceWriters,
  ...objectWriters,
  ...dataWriters,
  ...sessionWriters,
};

/** The operation as PostgreSQL SQL, one statement an entry, without semicolons; `undefined`: PostgreSQL cannot say it. */
export function write(operation: Operation): readonly string[] | undefined {
  if (operation.repeated === true || !guardsCanBeSaid(operation)) return undefined;
  const sql = writeKind(operation);
  return typeof sql === 'string' ? [sql] : sql;
}

function writeKind<K extends OperationKind>(operation: Operation<K>): Sql {
  const writer: Writers<OperationKind>[K] = writers[operation.kind];
  return writer(operation);
}

/** Which guard a statement has words for; a condition around it would need a block of PL/pgSQL. */
const guards: Partial<Record<OperationKind, Guard['kind']>> = {
  CreateTable: 'if-not-exists',
  AddColumn: 'if-not-exists',
  CreateIndex: 'if-not-exists',
  CreateView: 'if-not-exists',
  CreateSequence: 'if-not-exists',
  CreateSchema: 'if-not-exists',
  CreateObject: 'if-not-exists',
  AddEnumValue: 'if-not-exists',
  DropTable: 'if-exists',
  RenameTable: 'if-exists',
  AlterTable: 'if-exists',
  AlterColumn: 'if-exists',
  DropColumn: 'if-exists',
  DropConstraint: 'if-exists',
  DropIndex: 'if-exists',
  RenameIndex: 'if-exists',
  AlterIndex: 'if-exists',
  DropView: 'if-exists',
  RenameView: 'if-exists',
  AlterView: 'if-exists',
  DropRoutine: 'if-exists',
  DropTrigger: 'if-exists',
  DropType: 'if-exists',
  AlterSequence: 'if-exists',
  RenameSequence: 'if-exists',
  DropSequence: 'if-exists',
  DropSchema: 'if-exists',
  RenameObject: 'if-exists',
  DropObject: 'if-exists',
};

function guardsCanBeSaid(operation: Operation): boolean {
  const own = guards[operation.kind];
  const takesTableGuard = alteringKinds.has(operation.kind);
  const isSaid = (guard: Guard): boolean =>
    guard.kind === own || (takesTableGuard && isTableGuard(guard)) || isOwnColumnGuard(operation, guard);
  return operation.guards?.every(isSaid) ?? true;
}

/** The guard that an added column shares with its constraints asks the same as its IF NOT EXISTS. */
function isOwnColumnGuard(operation: Operation, guard: Guard): boolean {
  if (operation.kind !== 'AddColumn' || guard.kind !== 'object' || !hasGuard(operation, 'if-not-exists')) return false;
  const { type, name } = guard.object;
  return !guard.exists && type === 'column' && name.name === operation.column.name;
}

/** Kinds that are written ALTER TABLE (or ALTER POLICY), which have words for a table that may be missing. */
const alteringKinds: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'AlterTable',
  'AttachPartition',
  'DetachPartition',
  'AlterInheritance',
  'AddColumn',
  'DropColumn',
  'RenameColumn',
  'AlterColumn',
  'AddPrimaryKey',
  'AddUnique',
  'AddCheck',
  'AddForeignKey',
  'AddExclusion',
  'DropConstraint',
  'ValidateConstraint',
  'RenameConstraint',
  'AlterConstraint',
  'SetTrigger',
  'RenameObject',
]);
