import type { QualifiedName } from '../../../model/names.ts';
import type { Guard, Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import { quoteName, quoteQualified, words } from './names.ts';

type OnTable = Operation & { readonly table: QualifiedName };

/** `ALTER TABLE t action`; the table may be guarded apart from what the action is about. */
export function alterTable(operation: OnTable, action: string): string {
  return words('ALTER TABLE', tableGuard(operation), quoteQualified(operation.table), action);
}

/** `IF EXISTS` about the table, where the statement is about something else of it. */
export function tableGuard(operation: Operation): string | undefined {
  const isOwn = operation.kind === 'AlterTable' && hasGuard(operation, 'if-exists');
  return isOwn || operation.guards?.some(isTableGuard) === true ? 'IF EXISTS' : undefined;
}

export function isTableGuard(guard: Guard): boolean {
  return guard.kind === 'object' && guard.exists && guard.object.type === 'table';
}

export function ifExists(operation: Operation): string | undefined {
  return hasGuard(operation, 'if-exists') ? 'IF EXISTS' : undefined;
}

export function ifNotExists(operation: Operation): string | undefined {
  return hasGuard(operation, 'if-not-exists') ? 'IF NOT EXISTS' : undefined;
}

export function cascade(operation: { readonly cascade: boolean }): string | undefined {
  return operation.cascade ? 'CASCADE' : undefined;
}

export function concurrently(operation: { readonly concurrently: boolean }): string | undefined {
  return operation.concurrently ? 'CONCURRENTLY' : undefined;
}

/**
 * `RENAME TO`, `SET SCHEMA`, or one after the other: `subject` is the statement up to the name, `rest` what a name is
 * followed by. A new name without a schema stays in the old one.
 */
export function renameStatements(
  subject: string,
  name: QualifiedName,
  newName: QualifiedName,
  rest = '',
): readonly string[] {
  const moves = newName.schema !== undefined && newName.schema !== name.schema;
  const statements: string[] = [];
  if (newName.name !== name.name || !moves) {
    statements.push(`${subject} ${quoteQualified(name)}${rest} RENAME TO ${quoteName(newName.name)}`);
  }
  if (moves) {
    const renamed = { ...name, name: newName.name };
    statements.push(`${subject} ${quoteQualified(renamed)}${rest} SET SCHEMA ${quoteName(newName.schema)}`);
  }
  return statements;
}
