import type { Operation } from '../../model/operation.ts';
import type { Context } from '../rule.ts';
import { withCode } from '../words.ts';
import { withoutValidation } from './without-validation.ts';

type OnlineOperation = Operation<'CreateIndex' | 'DropIndex' | 'Reindex' | 'AddUnique' | 'AddPrimaryKey'>;

/** The same, while others read and write. */
export function onlineInSqlServer(operation: OnlineOperation, { write }: Context): string {
  return withCode(
    'do it online, which the Enterprise and Developer editions and Azure SQL can, or in a maintenance window:',
    write([online(operation)]),
    'do it WITH (ONLINE = ON), which the Enterprise and Developer editions and Azure SQL can, or in a maintenance window',
  );
}

function online(operation: OnlineOperation): Operation {
  switch (operation.kind) {
    case 'CreateIndex':
    case 'Reindex':
      return { ...operation, concurrently: true };
    case 'DropIndex':
    case 'AddUnique':
    case 'AddPrimaryKey':
      return { ...operation, execution: { ...operation.execution, online: 'on' } };
  }
}

/** What to write instead of a statement that reads a table from end to end under a strong lock. */
export function remedyInSqlServer(operation: Operation, context: Context): string {
  switch (operation.kind) {
    case 'AddForeignKey':
    case 'AddCheck':
      return checkLater(operation, context);
    case 'AddUnique':
    case 'AddPrimaryKey':
      return onlineInSqlServer(operation, context);
    case 'AlterColumn':
      return `do it in a maintenance window; until then a CHECK (${operation.column} IS NOT NULL) that is added WITH NOCHECK keeps new rows right without reading the old ones`;
    default:
      return 'do it in a maintenance window, and let it give up with SET LOCK_TIMEOUT when the table is busy';
  }
}

/** The constraint holds for new rows at once; the old ones are read at a time of one's own. */
function checkLater(operation: Operation<'AddForeignKey' | 'AddCheck'>, { write }: Context): string {
  const { span, table, constraint } = operation;
  const kind = constraint.kind === 'Check' ? 'CK' : 'FK';
  const name = constraint.name ?? [kind, table.name, ...constraint.columns].join('_');
  const attributes = { enabled: 'true', trusted: 'true' };
  return withCode(
    'add it WITH NOCHECK, which reads no rows, and check the old ones in a later step, when little goes on:',
    write([withoutValidation(operation, name), { kind: 'AlterConstraint', span, table, name, attributes }]),
    'add it WITH NOCHECK, which reads no rows, and check the old ones later: WITH CHECK CHECK CONSTRAINT',
  );
}
