import type { Operation } from '../../../model/operation.ts';
import { quoteName, quoteQualifiedList, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

function setVariable({ name, value, scope }: Operation<'SetVariable'>): Sql {
  const variable = name === 'all' ? 'ALL' : name.split('.').map(quoteName).join('.');
  if (scope === 'global') {
    return value === undefined ? `ALTER SYSTEM RESET ${variable}` : `ALTER SYSTEM SET ${variable} = ${value}`;
  }
  if (value === undefined) return scope === 'transaction' ? `SET LOCAL ${variable} TO DEFAULT` : `RESET ${variable}`;
  return `${scope === 'transaction' ? 'SET LOCAL' : 'SET'} ${variable} TO ${value}`;
}

/** `AccessExclusive` is written `ACCESS EXCLUSIVE`. */
function lockMode(mode: string): string {
  return mode.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();
}

function maintenance({ command, full, tables }: Operation<'Maintenance'>): Sql {
  return words(
    command.toUpperCase(),
    full ? 'FULL' : undefined,
    tables.length === 0 ? undefined : quoteQualifiedList(tables),
  );
}

export const sessionWriters: Writers<
  'Begin' | 'Commit' | 'Rollback' | 'Savepoint' | 'SetVariable' | 'LockTable' | 'Maintenance' | 'NoChange' | 'Opaque'
> = {
  Begin: (operation) => operation.text,
  Commit: (operation) => operation.text,
  Rollback: (operation) => operation.text,
  Savepoint: (operation) => operation.text,
  SetVariable: setVariable,
  LockTable: ({ tables, mode }) => `LOCK TABLE ${quoteQualifiedList(tables)} IN ${lockMode(mode)} MODE`,
  Maintenance: maintenance,
  NoChange: (operation) => operation.statement,
  Opaque: () => undefined,
};
