import type { Operation } from '../../../model/operation.ts';
import { type AttributeClauses, attributeClauses } from './attributes.ts';
import { alterTable, cascade, ifExists, renameStatements } from './clauses.ts';
import { quoteName, quoteQualified, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

function createRoutine(operation: Operation<'CreateRoutine'>): Sql {
  return words(
    operation.replace ? 'CREATE OR REPLACE' : 'CREATE',
    operation.routineType.toUpperCase(),
    `${quoteQualified(operation.name)}${operation.definition.startsWith('(') ? '' : ' '}${operation.definition}`,
  );
}

/** The arguments by which routines of one name are told apart. */
function argumentList({ signature, routineType }: Pick<Operation<'DropRoutine'>, 'signature' | 'routineType'>): string {
  if (signature === undefined) return '';
  return routineType === 'aggregate' && signature === '' ? '(*)' : `(${signature})`;
}

const routineClauses: AttributeClauses = {
  owner: (value) => `OWNER TO ${value}`,
  options: (value) => value,
  'depends-on-extension': (value) => (value === '' ? undefined : `DEPENDS ON EXTENSION ${quoteName(value)}`),
};

function alterRoutine(operation: Operation<'AlterRoutine'>): Sql {
  const clauses = attributeClauses(operation.attributes, routineClauses);
  if (clauses.length === 0 || clauses.length < Object.keys(operation.attributes).length) return undefined;
  if (clauses.includes(undefined)) return undefined;
  const subject = `ALTER ${operation.routineType.toUpperCase()} ${quoteQualified(operation.name)}${argumentList(operation)}`;
  return clauses.map((clause) => words(subject, clause));
}

/** `definition` is all that follows the name, after `CONSTRAINT ` where the trigger is a constraint trigger. */
function createTrigger(operation: Operation<'CreateTrigger'>): Sql {
  const constraint = operation.definition.startsWith('CONSTRAINT ');
  return words(
    operation.replace ? 'CREATE OR REPLACE' : 'CREATE',
    constraint ? 'CONSTRAINT TRIGGER' : 'TRIGGER',
    quoteName(operation.name),
    constraint ? operation.definition.slice('CONSTRAINT '.length) : operation.definition,
  );
}

export const routineWriters: Writers<
  | 'CreateRoutine'
  | 'DropRoutine'
  | 'RenameRoutine'
  | 'AlterRoutine'
  | 'CallRoutine'
  | 'CreateTrigger'
  | 'DropTrigger'
  | 'RenameTrigger'
  | 'SetTrigger'
> = {
  CreateRoutine: createRoutine,
  DropRoutine: (operation) =>
    words(
      `DROP ${operation.routineType.toUpperCase()}`,
      ifExists(operation),
      `${quoteQualified(operation.name)}${argumentList(operation)}`,
      cascade(operation),
    ),
  RenameRoutine: (operation) =>
    renameStatements(
      `ALTER ${operation.routineType.toUpperCase()}`,
      operation.name,
      operation.newName,
      argumentList(operation),
    ),
  AlterRoutine: alterRoutine,
  CallRoutine: (operation) => operation.text,
  CreateTrigger: createTrigger,
  DropTrigger(operation) {
    if (operation.table === undefined) return undefined;
    const name = quoteName(operation.name);
    return words('DROP TRIGGER', ifExists(operation), name, 'ON', quoteQualified(operation.table), cascade(operation));
  },
  RenameTrigger: ({ name, table, newName }) =>
    `ALTER TRIGGER ${quoteName(name)} ON ${quoteQualified(table)} RENAME TO ${quoteName(newName)}`,
  SetTrigger: (operation) =>
    alterTable(
      operation,
      words(
        operation.enabled ? 'ENABLE' : 'DISABLE',
        'TRIGGER',
        operation.name === undefined ? 'ALL' : quoteName(operation.name),
      ),
    ),
};
