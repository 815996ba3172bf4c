import type { ConstraintOperationKind, OperationKind } from '../../model/operation.ts';

// Groups of operations that several dialects describe together, each in a file of its own.

export type KeyKind = ConstraintOperationKind | 'CreateIndex' | 'DropIndex' | 'RenameIndex' | 'AlterIndex' | 'Reindex';

export type ObjectKind = Extract<
  OperationKind,
  | `${'Create' | 'Drop' | 'Rename' | 'Alter'}${'View' | 'Routine' | 'Trigger' | 'Type' | 'Sequence' | 'Object' | 'Schema'}`
  | 'RefreshView'
  | 'CallRoutine'
  | 'SetTrigger'
  | 'AddEnumValue'
  | 'RenameEnumValue'
  | 'Comment'
  | 'Grant'
>;

export type SessionKind =
  'Begin' | 'Commit' | 'Rollback' | 'Savepoint' | 'SetVariable' | 'LockTable' | 'Maintenance' | 'NoChange' | 'Opaque';
